package org.linchpin.access;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Accounts and operators for tests; each has a name of its own, for all tests share one database. */
final class People {

    static final String PASSWORD = "correct horse battery";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private People() {}

    static String newName(String stem) {
        return stem + "-" + NUMBERS.incrementAndGet();
    }

    static Account newAccount(Accounts accounts, PasswordEncoder passwords, Role role, Set<Integer> operators) {
        return accounts.save(
                new Account(newName(role.key()), String.valueOf(passwords.encode(PASSWORD)), role, operators, false));
    }

    /** Somebody of that role, signed in, without an account behind them. */
    static RequestPostProcessor signedIn(Role role) {
        Viewer viewer = new Viewer(0, role.key(), role, Scope.nothing());
        return SecurityMockMvcRequestPostProcessors.authentication(SignIn.authenticated(viewer));
    }
}
