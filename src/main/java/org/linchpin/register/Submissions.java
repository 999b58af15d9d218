package org.linchpin.register;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** Submissions, as far as the scope holds their operators. */
interface Submissions extends JpaRepository<Submission, Long> {

    List<Submission> findByRegisterIdOrderByReceivedAtDesc(long registerId);

    List<Submission> findByRegisterIdAndStateOrderByEffectiveDescAcceptedAtDesc(long registerId, State state);

    Optional<Submission> findFirstByRegisterIdAndKindAndFileSha256AndStateNotIn(
            long registerId, Kind kind, String sha256, Collection<State> states);

    List<Submission> findByBasedOnAndState(long basedOn, State state);

    /** The register of a submission, without the submission: who is about to wait for a lock must not remember its state. */
    @Query("select s.registerId from Submission s where s.id = :id")
    Optional<Long> registerOf(long id);
}
