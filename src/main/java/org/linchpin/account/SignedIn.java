package org.linchpin.account;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;

/** After signing in: a line in the trail, then the page that was asked for, or the viewer's own first page. */
class SignedIn extends SavedRequestAwareAuthenticationSuccessHandler {

    private final Trail trail;
    private final Sessions sessions;

    SignedIn(Trail trail, Sessions sessions) {
        this.trail = trail;
        this.sessions = sessions;
        setDefaultTargetUrl("/");
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws ServletException, IOException {
        if (authentication.getPrincipal() instanceof Viewer viewer) {
            String outside =
                    authentication.getDetails() instanceof OidcIdToken token ? token.getClaimAsString("sid") : null;
            sessions.begin(request, viewer, outside);
        }
        trail.record("account.sign-in", authentication.getName(), null, request.getRemoteAddr());
        super.onAuthenticationSuccess(request, response, authentication);
    }
}
