package org.linchpin.account;

import static org.linchpin.access.BadInput.Fault.field;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Operator;
import org.linchpin.access.Operators;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.linchpin.account.Powers.Given;
import org.linchpin.account.Powers.WantedRemit;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How operators and accounts are taken on; every mistake in a form is gathered and said once. */
@Component
class Enrolment {

    private static final int SHORTEST_PASSWORD = 12;

    private final Accounts accounts;
    private final Operators operators;
    private final PasswordEncoder passwords;
    private final Trail trail;
    private final Confirmation confirmation;
    private final Sessions sessions;
    private final Tokens tokens;
    private final Passkeys passkeys;
    private final Powers powers;

    Enrolment(
            Accounts accounts,
            Operators operators,
            PasswordEncoder passwords,
            Trail trail,
            Confirmation confirmation,
            Sessions sessions,
            Tokens tokens,
            Passkeys passkeys,
            Powers powers) {
        this.passkeys = passkeys;
        this.powers = powers;
        this.confirmation = confirmation;
        this.sessions = sessions;
        this.tokens = tokens;
        this.accounts = accounts;
        this.operators = operators;
        this.passwords = passwords;
        this.trail = trail;
    }

    /** What somebody asks of a new operator. */
    record NewOperator(@Nullable String code, @Nullable String name) {}

    /** What somebody asks of a new account; {@code operators} are codes, {@code sectors} keys. */
    record NewAccount(
            @Nullable String username,
            @Nullable String password,
            @Nullable String role,
            @Nullable List<String> operators,
            @Nullable List<String> sectors) {}

    @Transactional
    Operator takeOn(NewOperator asked) {
        List<BadInput.Fault> faults = new ArrayList<>();
        String code = said(asked.code());
        String name = said(asked.name());
        if (!code.matches("[a-z0-9][a-z0-9_-]{0,39}")) {
            faults.add(field(
                    "code",
                    code,
                    "code-form",
                    "The code must be 1 to 40 lower-case letters, digits, hyphens or underscores",
                    "Choose a short code such as north-grid"));
        }
        if (name.isEmpty() || name.length() > 200) {
            faults.add(field("name", name, "name-length", "The name must have 1 to 200 characters", "Enter the name"));
        } else if (name.chars().anyMatch(Character::isISOControl)) {
            faults.add(field(
                    "name", null, "name-form", "The name must not contain control characters", "Type the name anew"));
        }
        refuse(faults);
        Operator operator = operators
                .add(code, name, false)
                .orElseThrow(
                        () -> taken("code", code, "code-taken", "There is already an operator with the code " + code));
        trail.record("operator.create", code, operator.id(), name);
        return operator;
    }

    @Transactional
    Account takeOn(NewAccount asked) {
        List<BadInput.Fault> faults = new ArrayList<>();
        String username = said(asked.username()).toLowerCase(Locale.ROOT);
        if (!isUsername(username)) {
            faults.add(field(
                    "username",
                    username,
                    "username-form",
                    "The user name must be 1 to 60 letters, digits, dots, hyphens, underscores or @",
                    "Choose a user name such as j.smith"));
        }
        String password = asked.password() == null ? "" : asked.password();
        check(password, username, faults);
        Optional<Given> given = powers.check(new WantedRemit(asked.role(), asked.operators(), asked.sectors()), faults);
        refuse(faults);
        if (accounts.existsByUsername(username)) {
            throw taken("username", username, "username-taken", "There is already an account named " + username);
        }
        Given may = given.orElseThrow();
        Account account = accounts.save(new Account(
                username,
                String.valueOf(passwords.encode(password)),
                may.role(),
                may.operators(),
                may.sectors(),
                false));
        trail.record("account.create", username, null, account.role().key());
        return account;
    }

    /** What is wrong with a password that somebody chose. */
    static List<BadInput.Fault> faults(String password, String username) {
        List<BadInput.Fault> faults = new ArrayList<>();
        check(password, username, faults);
        return faults;
    }

    private static void check(String password, String username, List<BadInput.Fault> faults) {
        if (password.length() < SHORTEST_PASSWORD || password.length() > 200) {
            faults.add(field(
                    "password",
                    null,
                    "password-length",
                    "The password must have 12 to 200 characters",
                    "Use several words that do not belong together"));
        } else if (KnownPasswords.hold(password) || KnownPasswords.hangOnContext(password, username)) {
            faults.add(field(
                    "password",
                    null,
                    "password-known",
                    "This password is known from breaches, or is little more than the user name: it is among the first that are tried",
                    "Use several words that do not belong together"));
        }
    }

    /** Another password for whoever knows the present one. */
    @Transactional
    void changePassword(Viewer viewer, String current, String password, String address) {
        List<BadInput.Fault> faults = new ArrayList<>();
        confirmation.password(viewer, "current", current, address).ifPresent(faults::add);
        check(password, viewer.username(), faults);
        refuse(faults);
        renew(accounts.findById(viewer.id()).orElseThrow(), password);
        trail.record("account.password", viewer.username(), null, null);
    }

    /** Another password; whoever came in with the old one is out. */
    void renew(Account account, String password) {
        account.changePassword(String.valueOf(passwords.encode(password)));
        accounts.save(account);
        sessions.endAll(account.viewer().id());
    }

    /** An account that nobody may use any more; what it did stays in the trail. */
    @Transactional
    void close(String username) {
        Account account = powers.held(username);
        powers.mustNotBeTheLast(account);
        int id = account.viewer().id();
        sessions.endAll(id);
        tokens.endAll(id);
        passkeys.removeAll(username);
        account.close();
        accounts.save(account);
        trail.record("account.close", username, null, null);
    }

    /** A closed account opens again as it was, but for its passkeys, which have ended. */
    @Transactional
    void reopen(String username) {
        Account account = accounts.findByUsername(username)
                .filter(one -> !one.enabled())
                .orElseThrow(() -> BadInput.notFound("closed account"));
        account.reopen();
        accounts.save(account);
        trail.record("account.reopen", username, null, null);
    }

    /** The hash of a password that nobody knows. */
    String unguessable() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return String.valueOf(passwords.encode(Base64.getEncoder().encodeToString(random)));
    }

    private static void refuse(List<BadInput.Fault> faults) {
        if (!faults.isEmpty()) {
            throw BadInput.fields(faults);
        }
    }

    private static BadInput taken(String field, String value, String code, String message) {
        return new BadInput(
                HttpStatus.CONFLICT, code, message, List.of(field(field, value, code, message, "Choose another")));
    }

    /** What may be the name of an account; anything else need not be looked for. */
    static boolean isUsername(String name) {
        return name.matches("[a-z0-9][a-z0-9._@-]{0,59}");
    }

    private static String said(@Nullable String value) {
        return value == null ? "" : value.trim();
    }
}
