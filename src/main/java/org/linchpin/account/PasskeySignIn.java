package org.linchpin.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.linchpin.access.Trail;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.authentication.HttpSessionPublicKeyCredentialRequestOptionsRepository;

/** Signs in whoever's passkey answers the challenge of their session; each challenge is good for one answer. */
class PasskeySignIn extends AbstractAuthenticationProcessingFilter {

    private final Passkeys passkeys;
    private final Accounts accounts;
    private final Standing standing;
    private final Trail trail;
    private final HttpSessionPublicKeyCredentialRequestOptionsRepository challenges =
            new HttpSessionPublicKeyCredentialRequestOptionsRepository();

    PasskeySignIn(Passkeys passkeys, Accounts accounts, Standing standing, Trail trail, SignedIn signedIn) {
        super(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/sign-in/passkey"));
        this.passkeys = passkeys;
        this.accounts = accounts;
        this.standing = standing;
        this.trail = trail;
        setAuthenticationManager(authentication -> authentication);
        setSecurityContextRepository(new HttpSessionSecurityContextRepository());
        setSessionAuthenticationStrategy(new CompositeSessionAuthenticationStrategy(List.of(
                new ChangeSessionIdAuthenticationStrategy(),
                new CsrfAuthenticationStrategy(new HttpSessionCsrfTokenRepository()))));
        setAuthenticationSuccessHandler(signedIn);
        setAuthenticationFailureHandler((request, response, why) -> response.sendRedirect("/sign-in?passkey"));
    }

    @Override
    public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
        PublicKeyCredentialRequestOptions challenge = challenges.load(request);
        challenges.save(request, response, null);
        String credential = Objects.requireNonNullElse(request.getParameter("credential"), "");
        Optional<String> origin = passkeys.origin(request);
        Optional<Account> account = challenge == null || origin.isEmpty()
                ? Optional.empty()
                : passkeys.owner(origin.get(), challenge, credential).flatMap(accounts::findByUsername);
        return account.flatMap(known -> standing.now(known.viewer().id(), null))
                .orElseThrow(() -> {
                    trail.record(
                            "account.sign-in-failed",
                            account.map(Account::username).orElse("a passkey nobody has"),
                            null,
                            null);
                    return new BadCredentialsException("The passkey is not known here");
                })
                .authentication();
    }
}
