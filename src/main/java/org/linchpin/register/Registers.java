package org.linchpin.register;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** Registers, as far as the scope holds their operators. */
interface Registers extends JpaRepository<Register, Long> {

    List<Register> findAllByOrderByOperatorIdAscNameAsc();

    boolean existsByOperatorIdAndName(int operatorId, String name);

    Optional<Register> findByOperatorIdAndName(int operatorId, String name);

    /** The register, and nobody else decides about it meanwhile. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Register r where r.id = :id")
    Optional<Register> lockById(long id);
}
