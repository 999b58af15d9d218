package org.linchpin.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import tools.jackson.databind.json.JsonMapper;

/** Problem details (RFC 9457) as the API answers them, with a code for programs and the places at fault. */
@Component
public class Problems implements AuthenticationEntryPoint, AccessDeniedHandler {

    /** Where a name and a password give a token. */
    public static final String TOKENS = "/api/v1/tokens";

    /** What a page may load and where it may send forms: its own host. */
    public static final String CONTENT =
            "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'";

    /** What a page may use of the machine it is read on: nothing. */
    public static final String PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    public static boolean isApi(String path) {
        return path.startsWith("/api/");
    }

    public static ProblemDetail of(HttpStatusCode status, String code, String detail, List<BadInput.Fault> faults) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperties(Map.of("code", code, "problems", faults));
        return problem;
    }

    /** A problem that has no code of its own takes the name of its status. */
    static ProblemDetail of(HttpStatusCode status, String detail) {
        HttpStatus known = HttpStatus.resolve(status.value());
        String code = known == null
                ? "status-" + status.value()
                : known.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        return of(status, code, detail, List.of());
    }

    /** Seconds after which it pays to ask again. */
    static final String MOMENT = "5";

    static ProblemDetail unavailable() {
        return of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "unavailable",
                "The database does not answer just now. Try again in a moment; if you were changing something, look first"
                        + " whether it was done",
                List.of());
    }

    private static final String DISK_FULL = "53100";

    /** Whether a disk had no room: the database says so by its code, the file system in words. */
    public static boolean noRoom(@Nullable Throwable failure) {
        return comesOf(
                failure,
                cause -> cause instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState())
                        || cause instanceof IOException
                                && String.valueOf(cause.getMessage()).contains("No space left"));
    }

    /** Whether the database did not answer: no connection to be had, or one that broke at any step, a commit too. */
    static boolean away(@Nullable Throwable failure) {
        return comesOf(
                failure,
                cause -> cause instanceof SQLException sql && lost(sql)
                        || cause instanceof SQLTransientConnectionException
                        || cause instanceof CannotCreateTransactionException
                        || cause instanceof DataAccessResourceFailureException);
    }

    private static boolean comesOf(@Nullable Throwable failure, Predicate<Throwable> what) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(what);
    }

    /** A pool that has taken a broken connection away says so without a state. */
    private static boolean lost(SQLException failure) {
        String state = failure.getSQLState();
        return state == null
                ? "Connection is closed".equals(failure.getMessage())
                : state.startsWith("08") || state.startsWith("57P");
    }

    static ProblemDetail full() {
        return of(
                HttpStatus.INSUFFICIENT_STORAGE,
                "storage-full",
                "The disk is full; nothing was changed. Try again once there is room",
                List.of());
    }

    public void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }

    /** 401, or 429 where a name or an address has been tried too often. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (why instanceof TooManyAttempts tooMany) {
            response.setHeader("Retry-After", String.valueOf(tooMany.seconds()));
            write(
                    response,
                    of(HttpStatus.TOO_MANY_REQUESTS, "too-many-attempts", String.valueOf(why.getMessage()), List.of()));
            return;
        }
        boolean byPassword = request.getRequestURI().equals(TOKENS);
        response.setHeader("WWW-Authenticate", (byPassword ? "Basic" : "Bearer") + " realm=\"linchpin\"");
        String detail = byPassword
                ? "Send your own name and password with HTTP Basic"
                : "Send a token: Authorization: Bearer …; POST /api/v1/tokens gives one for name and password";
        write(response, of(HttpStatus.UNAUTHORIZED, "unauthorised", detail, List.of()));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        write(
                response,
                why instanceof Refused refused
                        ? of(HttpStatus.FORBIDDEN, refused.code(), refused.getMessage(), List.of())
                        : of(HttpStatus.FORBIDDEN, "forbidden", "Your role does not allow this", List.of()));
    }
}
