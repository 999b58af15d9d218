package org.linchpin.account;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.linchpin.provider.Provider;
import org.linchpin.provider.SignOn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;

/** After an identity provider has vouched for somebody: a session as after any signing in; and the way out at the end. */
class Introduced implements AuthenticationSuccessHandler, AuthenticationFailureHandler, LogoutSuccessHandler {

    private static final String REFUSED = "/sign-in?refused";
    private static final String AWAY = "/sign-in?away";
    private static final Logger LOG = LoggerFactory.getLogger(Introduced.class);

    private final Introduction introduction;
    private final SignedIn signedIn;
    private final Trail trail;
    private final OidcClientInitiatedLogoutSuccessHandler out;
    private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    Introduced(Introduction introduction, SignedIn signedIn, Trail trail, ClientRegistrationRepository provider) {
        this.introduction = introduction;
        this.signedIn = signedIn;
        this.trail = trail;
        this.out = new OidcClientInitiatedLogoutSuccessHandler(provider);
        this.out.setPostLogoutRedirectUri("{baseUrl}/sign-in?signedOut");
        this.out.setDefaultTargetUrl("/sign-in?signedOut");
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication vouchedFor)
            throws IOException, ServletException {
        OidcUser user = (OidcUser) Objects.requireNonNull(vouchedFor.getPrincipal());
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        SecurityContextHolder.setContext(context);
        try {
            Viewer viewer = introduction.introduce(user);
            AbstractAuthenticationToken authentication = (AbstractAuthenticationToken) viewer.authentication();
            authentication.setDetails(user.getIdToken());
            context.setAuthentication(authentication);
            contexts.saveContext(context, request, response);
            signedIn.onAuthenticationSuccess(request, response, authentication);
        } catch (DisabledException refused) {
            request.getSession().invalidate();
            trail.record(
                    "account.sign-in-failed",
                    "somebody vouched for by " + user.getIssuer(),
                    null,
                    refused.getMessage());
            response.sendRedirect(REFUSED);
        }
    }

    /** The provider does not answer, said no, or what came from it was not what it must be. */
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException why) throws IOException {
        if (Provider.away(why)) {
            LOG.warn("The identity provider does not answer: {}", why.getMessage());
            response.sendRedirect(AWAY);
            return;
        }
        trail.record("account.sign-in-failed", "somebody at the identity provider", null, null);
        response.sendRedirect(REFUSED);
    }

    /** Whoever came by way of the provider leaves there too, if it has a door for that. */
    @Override
    public void onLogoutSuccess(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication)
            throws IOException, ServletException {
        if (authentication != null && authentication.getDetails() instanceof OidcIdToken token) {
            List<GrantedAuthority> none = AuthorityUtils.NO_AUTHORITIES;
            out.onLogoutSuccess(
                    request,
                    response,
                    new OAuth2AuthenticationToken(new DefaultOidcUser(none, token), none, SignOn.REGISTRATION));
        } else {
            response.sendRedirect("/sign-in?signedOut");
        }
    }
}
