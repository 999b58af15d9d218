package org.linchpin.access;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Where a request came from: what the trail says besides who.
 *
 * @param address the address of the other side; null for work that nobody asked for just now
 * @param token the number by which a token is listed; null for a session
 */
public record Origin(@Nullable String address, @Nullable String token) {

    private static final String TOKEN = Origin.class.getName();
    private static final Origin NOWHERE = new Origin(null, null);

    /** That of the request which this thread answers. */
    static Origin current() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return NOWHERE;
        }
        HttpServletRequest request = attributes.getRequest();
        return new Origin(request.getRemoteAddr(), token(request));
    }

    /** Whether a request showed a token. */
    public static boolean showsToken(HttpServletRequest request) {
        return request.getAttribute(TOKEN) != null;
    }

    /** The number of the token that a request showed; null for a session. */
    public static @Nullable String token(HttpServletRequest request) {
        return request.getAttribute(TOKEN) instanceof String token ? token : null;
    }

    /** Notes the number of the token that a request showed. */
    public static void showed(HttpServletRequest request, String token) {
        request.setAttribute(TOKEN, token);
    }
}
