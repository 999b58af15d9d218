package org.linchpin.account;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** What comes with a name and a password: whence, and the code of a second factor. */
class SignInDetails extends WebAuthenticationDetails {

    /** The header by which a client of the API sends its code. */
    static final String HEADER = "Linchpin-Code";

    private final String code;

    SignInDetails(HttpServletRequest request) {
        super(request);
        this.code = Objects.requireNonNullElseGet(
                request.getHeader(HEADER), () -> Objects.requireNonNullElse(request.getParameter("code"), ""));
    }

    String code() {
        return code;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other) && other instanceof SignInDetails details && details.code.equals(code);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), code);
    }
}
