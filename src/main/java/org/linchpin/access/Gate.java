package org.linchpin.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Stands before every handler of ours: without a declared action nobody passes. Hands the viewer to those who ask; who
 * asks for a {@code Viewer} and not for a {@code @Nullable Viewer} is closed to whoever has not signed in.
 */
class Gate implements HandlerInterceptor, HandlerMethodArgumentResolver {

    private final Scopes scopes;
    private final Trail trail;

    Gate(Scopes scopes, Trail trail) {
        this.scopes = scopes;
        this.trail = trail;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!(handler instanceof HandlerMethod method)
                || !method.getBeanType().getName().startsWith("org.linchpin.")) {
            return true;
        }
        May may = method.getMethodAnnotation(May.class);
        if (may == null) {
            throw new AccessDeniedException("no action is declared for " + method);
        }
        if (may.value() == Action.OPEN) {
            return true;
        }
        Viewer viewer = signedIn();
        if (viewer.may(may.value())) {
            return true;
        }
        if (request.getRequestURI().equals("/")) {
            // Everybody begins at the address without a path, whatever they are here for.
            response.sendRedirect(firstPage(viewer.role()));
            return false;
        }
        trail.record("access.refuse", request.getMethod() + " " + request.getRequestURI(), null, null);
        if (viewer.readsOnly(may.value())) {
            throw new Refused("token-reads-only", "This token may only read. Make one that may change things, too");
        }
        throw new AccessDeniedException("The role " + viewer.role().key() + " does not allow this");
    }

    private static String firstPage(Role role) {
        return role.may(Action.ADMINISTER) ? "/administration" : "/trail";
    }

    private Viewer signedIn() {
        Viewer viewer = scopes.viewer();
        if (viewer == null) {
            throw new InsufficientAuthenticationException("Sign in first");
        }
        return viewer;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Viewer.class;
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer model,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return parameter.isOptional() ? scopes.viewer() : signedIn();
    }
}
