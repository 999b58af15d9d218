package org.linchpin.account;

import java.util.Locale;
import java.util.Optional;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.linchpin.database.Demonstration;
import org.linchpin.provider.SignOn;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Checks a name, a password and, where there is one, a second factor. A name nobody has costs as much time as a wrong password, and is answered alike. */
@Component
class SignIn implements AuthenticationProvider {

    private final Accounts accounts;
    private final PasswordEncoder passwords;
    private final Attempts attempts;
    private final Demonstration demonstration;
    private final Standing standing;
    private final SecondFactor factor;
    private final Trail trail;
    private final SignOn signOn;
    private final Circumstances circumstances;
    private final String hashOfNobody;

    SignIn(
            Accounts accounts,
            PasswordEncoder passwords,
            Attempts attempts,
            Demonstration demonstration,
            Standing standing,
            SecondFactor factor,
            Trail trail,
            SignOn signOn,
            Circumstances circumstances) {
        this.signOn = signOn;
        this.circumstances = circumstances;
        this.accounts = accounts;
        this.passwords = passwords;
        this.attempts = attempts;
        this.demonstration = demonstration;
        this.standing = standing;
        this.trail = trail;
        this.factor = factor;
        this.hashOfNobody = String.valueOf(passwords.encode("nobody's password"));
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        if (!signOn.local()) {
            throw new BadCredentialsException("People sign in at " + signOn.name());
        }
        String name = asked.getName().trim().toLowerCase(Locale.ROOT);
        String address =
                asked.getDetails() instanceof WebAuthenticationDetails web ? web.getRemoteAddress() : "unknown";
        attempts.begin(name, address);
        Optional<Account> account = account(name);
        boolean right = passwords.matches(
                String.valueOf(asked.getCredentials()),
                account.map(Account::password).orElse(hashOfNobody));
        if (account.isEmpty() || !right) {
            // A name that nobody has may be a password in the wrong field, so it is not written down.
            trail.record(
                    "account.sign-in-failed", account.map(Account::username).orElse("a name nobody has"), null, null);
            throw new BadCredentialsException("The name or the password is not right.");
        }
        Viewer viewer = standing.now(account.get().viewer().id(), null)
                .filter(one -> factor.passes(one.id(), code(asked)))
                .filter(one -> !circumstances.tooWeak(one))
                .orElseThrow(() -> new BadCredentialsException("The name, the password or the code is not right."));
        attempts.succeeded(name, address);
        return viewer.authentication();
    }

    private static String code(Authentication asked) {
        return asked.getDetails() instanceof SignInDetails details ? details.code() : "";
    }

    private Optional<Account> account(String name) {
        return Enrolment.isUsername(name)
                ? accounts.findByUsername(name).filter(account -> demonstration.on() || !account.demonstration())
                : Optional.empty();
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
