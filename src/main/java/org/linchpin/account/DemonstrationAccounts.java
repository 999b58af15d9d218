package org.linchpin.account;

import java.util.List;
import java.util.Set;
import org.linchpin.access.Operator;
import org.linchpin.access.Operators;
import org.linchpin.access.Role;
import org.linchpin.database.Demonstration;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Five accounts with a known password, made only in a demonstration. */
@Component
@Order(1)
class DemonstrationAccounts implements ApplicationRunner {

    static final String PASSWORD = "demonstration";
    static final List<Known> ALL = List.of(
            new Known(Role.OFFICIAL, "reads the national picture"),
            new Known(Role.UTILITY, "brings in the registers of Northgrid Energy"),
            new Known(Role.ANALYST, "reads everything and keeps the catalogue"),
            new Known(Role.ADMINISTRATOR, "keeps accounts and operators"),
            new Known(Role.AUDITOR, "reads who did and read what"));

    private final Demonstration demonstration;
    private final Accounts accounts;
    private final Operators operators;
    private final PasswordEncoder passwords;

    DemonstrationAccounts(
            Demonstration demonstration, Accounts accounts, Operators operators, PasswordEncoder passwords) {
        this.demonstration = demonstration;
        this.accounts = accounts;
        this.operators = operators;
        this.passwords = passwords;
    }

    /** An account of the demonstration: its name is its role. */
    record Known(Role role, String does) {}

    @Override
    public void run(ApplicationArguments arguments) {
        if (!demonstration.on()) {
            return;
        }
        Operator northgrid = operators.ensure("northgrid-demo", "Northgrid Energy (invented)", true);
        for (Known known : ALL) {
            if (!accounts.existsByUsername(known.role().key())) {
                accounts.save(new Account(
                        known.role().key(),
                        String.valueOf(passwords.encode(PASSWORD)),
                        known.role(),
                        known.role() == Role.UTILITY ? Set.of(northgrid.id()) : Set.of(),
                        true));
            }
        }
    }
}
