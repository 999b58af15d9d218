package org.linchpin.register;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

/** Submissions, as far as the scope holds their operators. */
interface Submissions extends JpaRepository<Submission, Long> {

    List<Submission> findByRegisterIdOrderByReceivedAtDesc(long registerId);

    List<Submission> findByRegisterIdAndStateOrderByEffectiveDescAcceptedAtDesc(long registerId, State state);

    Optional<Submission> findFirstByRegisterIdAndFileSha256AndStateNotIn(
            long registerId, String sha256, Collection<State> states);
}
