package org.linchpin.account;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.linchpin.access.Trail;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;

/** After signing in: a line in the trail, then the page that was asked for, or the viewer's own first page. */
class SignedIn extends SavedRequestAwareAuthenticationSuccessHandler {

    private final Trail trail;

    SignedIn(Trail trail) {
        this.trail = trail;
        setDefaultTargetUrl("/");
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws ServletException, IOException {
        trail.record("account.sign-in", authentication.getName(), null, request.getRemoteAddr());
        super.onAuthenticationSuccess(request, response, authentication);
    }
}
