package org.linchpin.account;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.linchpin.access.Role;
import org.linchpin.access.Viewer;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Accounts and operators for tests; each has a name of its own, for all tests share one database. */
public final class People {

    public static final String PASSWORD = "correct horse battery";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private People() {}

    public static String newName(String stem) {
        return stem + "-" + NUMBERS.incrementAndGet();
    }

    static Account newAccount(Accounts accounts, PasswordEncoder passwords, Role role, Set<Integer> operators) {
        return accounts.save(
                new Account(newName(role.key()), String.valueOf(passwords.encode(PASSWORD)), role, operators, false));
    }

    /** An account of that role that acts for the operators of those numbers; its name. */
    public static String newAccount(ApplicationContext application, Role role, Set<Integer> operators) {
        return newAccount(
                        application.getBean(Accounts.class),
                        application.getBean(PasswordEncoder.class),
                        role,
                        operators)
                .username();
    }

    /** As whom an account's name signs in. */
    public static Viewer viewer(ApplicationContext application, String username) {
        return application
                .getBean(Accounts.class)
                .findByUsername(username)
                .orElseThrow()
                .viewer();
    }

    /** The session of somebody who signed in with the password of all tests. */
    public static MockHttpSession signIn(ApplicationContext application, String username) throws Exception {
        return (MockHttpSession) Objects.requireNonNull(application
                .getBean(MockMvc.class)
                .perform(MockMvcRequestBuilders.post("/sign-in")
                        .with(SecurityMockMvcRequestPostProcessors.csrf())
                        .param("username", username)
                        .param("password", PASSWORD))
                .andReturn()
                .getRequest()
                .getSession(false));
    }

    /** As whom a token works. */
    public static Viewer viewerOf(ApplicationContext application, String token) {
        return application.getBean(Tokens.class).viewer(token).orElseThrow();
    }

    /** Whether a token still opens anything. */
    public static boolean isKnown(ApplicationContext application, String token) {
        return application.getBean(Tokens.class).viewer(token).isPresent();
    }

    /** A new token of an account that only reads. */
    public static String readingToken(ApplicationContext application, String username) {
        return application
                .getBean(Tokens.class)
                .issue(viewer(application, username), "reads", Tokens.Life.hours(1), true)
                .token();
    }

    /** A new token of an account. */
    public static String token(ApplicationContext application, String username) {
        return application
                .getBean(Tokens.class)
                .issue(viewer(application, username))
                .token();
    }
}
