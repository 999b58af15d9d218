package org.linchpin.account;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.linchpin.access.BadInput;
import org.linchpin.access.BadInput.Fault;
import org.linchpin.access.TooManyAttempts;
import org.linchpin.access.Viewer;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Whoever changes how an account is opened shows once more that it is theirs: a session left open does not do for that. */
@Component
class Confirmation {

    private final Accounts accounts;
    private final PasswordEncoder passwords;
    private final Attempts attempts;

    Confirmation(Accounts accounts, PasswordEncoder passwords, Attempts attempts) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.attempts = attempts;
    }

    /** Refuses whatever is asked with another password than the present one. */
    void demand(Viewer viewer, String field, String password, String address) {
        demand(viewer, field, password, () -> true, address);
    }

    /** The same with a code, which is looked at once the password is right. */
    void demand(Viewer viewer, String field, String password, BooleanSupplier code, String address) {
        passwordAndCode(viewer, field, password, code, address).ifPresent(wrong -> {
            throw BadInput.fields(List.of(wrong));
        });
    }

    /** What is wrong with a password as the present one of an account. */
    Optional<Fault> password(Viewer viewer, String field, String password, String address) {
        return passwordAndCode(viewer, field, password, () -> true, address);
    }

    /** Each try of either counts as an attempt to sign in does. */
    private Optional<Fault> passwordAndCode(
            Viewer viewer, String field, String password, BooleanSupplier code, String address) {
        try {
            attempts.begin(viewer.username(), address);
        } catch (TooManyAttempts tooMany) {
            return Optional.of(Fault.field(
                    field,
                    null,
                    "too-many-attempts",
                    "There were too many attempts",
                    "Wait a few minutes and enter it again"));
        }
        Account account = accounts.findById(viewer.id()).orElseThrow();
        if (!passwords.matches(password, account.password())) {
            return Optional.of(
                    Fault.field(field, null, "password-wrong", "This is not your present password", "Enter it again"));
        }
        if (!code.getAsBoolean()) {
            return Optional.of(Fault.field(
                    "code", null, "code-wrong", "The code is not right", "Enter the code your app shows now"));
        }
        attempts.succeeded(viewer.username(), address);
        return Optional.empty();
    }
}
