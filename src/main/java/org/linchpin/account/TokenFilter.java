package org.linchpin.account;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Origin;
import org.linchpin.access.Viewer;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in whoever shows a good bearer token, and refuses a bad one even where none is needed. */
class TokenFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final Tokens tokens;
    private final AuthenticationEntryPoint refusal;

    TokenFilter(Tokens tokens, AuthenticationEntryPoint refusal) {
        this.tokens = tokens;
        this.refusal = refusal;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> token = token(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (token.isPresent()) {
            Optional<Viewer> viewer = tokens.viewer(token.get());
            if (viewer.isEmpty()) {
                refusal.commence(request, response, new BadCredentialsException("The token is unknown or has expired"));
                return;
            }
            Origin.showed(request, Tokens.number(token.get()));
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(viewer.get().authentication());
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }

    /** The token that a header holds. */
    static Optional<String> token(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(header.substring(SCHEME.length()).trim())
                : Optional.empty();
    }
}
