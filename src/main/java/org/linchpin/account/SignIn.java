package org.linchpin.account;

import java.util.Locale;
import java.util.Optional;
import org.linchpin.database.Demonstration;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Checks a name and a password. A name nobody has costs as much time as a wrong password, and is answered alike. */
@Component
class SignIn implements AuthenticationProvider {

    private final Accounts accounts;
    private final PasswordEncoder passwords;
    private final Attempts attempts;
    private final Demonstration demonstration;
    private final String hashOfNobody;

    SignIn(Accounts accounts, PasswordEncoder passwords, Attempts attempts, Demonstration demonstration) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.attempts = attempts;
        this.demonstration = demonstration;
        this.hashOfNobody = String.valueOf(passwords.encode("nobody's password"));
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        String name = asked.getName().trim().toLowerCase(Locale.ROOT);
        String address =
                asked.getDetails() instanceof WebAuthenticationDetails web ? web.getRemoteAddress() : "unknown";
        attempts.begin(name, address);
        Optional<Account> account = account(name);
        boolean right = passwords.matches(
                String.valueOf(asked.getCredentials()),
                account.map(Account::password).orElse(hashOfNobody));
        if (account.isEmpty() || !right) {
            throw new BadCredentialsException("The name or the password is not right.");
        }
        attempts.succeeded(name, address);
        return account.get().viewer().authentication();
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
