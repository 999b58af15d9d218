package org.linchpin.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Checks a name and a password. A name nobody has costs as much time as a wrong password, and each name may be tried ten
 * times in five minutes.
 */
@Component
class SignIn implements AuthenticationProvider {

    private static final int TRIES = 10;
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final Accounts accounts;
    private final PasswordEncoder passwords;
    private final String hashOfNobody;
    private final LoadingCache<String, Bucket> tries = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(WINDOW)
            .build(name -> Bucket.builder()
                    .addLimit(limit -> limit.capacity(TRIES).refillGreedy(TRIES, WINDOW))
                    .build());

    SignIn(Accounts accounts, PasswordEncoder passwords) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.hashOfNobody = String.valueOf(passwords.encode("nobody's password"));
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        String name = asked.getName().trim().toLowerCase(Locale.ROOT);
        Bucket bucket = tries.get(name);
        if (!bucket.tryConsume(1)) {
            throw new LockedException("Too many attempts for this name. Try again in a few minutes.");
        }
        Optional<Account> account = accounts.findByUsername(name);
        boolean right = passwords.matches(
                String.valueOf(asked.getCredentials()),
                account.map(Account::password).orElse(hashOfNobody));
        if (account.isEmpty() || !right) {
            throw new BadCredentialsException("The name or the password is not right.");
        }
        bucket.reset();
        return authenticated(account.get().viewer());
    }

    static Authentication authenticated(Viewer viewer) {
        return UsernamePasswordAuthenticationToken.authenticated(
                viewer,
                null,
                List.of(new SimpleGrantedAuthority("ROLE_" + viewer.role().name())));
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
