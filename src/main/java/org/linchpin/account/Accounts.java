package org.linchpin.account;

import java.util.List;
import java.util.Optional;
import org.linchpin.access.Role;
import org.springframework.data.repository.Repository;

/** All accounts. */
interface Accounts extends Repository<Account, Integer> {

    Account save(Account account);

    Optional<Account> findByUsername(String username);

    Optional<Account> findById(int id);

    Optional<Account> findByOutside(String outside);

    List<Account> findAllByOrderByUsername();

    boolean existsByUsername(String username);

    boolean existsByRoleAndDemonstrationFalse(Role role);

    boolean existsByRoleAndEnabledTrueAndDemonstrationFalseAndUsernameNot(Role role, String username);
}
