package org.linchpin.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers mistakes: the API with RFC 9457 problem details, pages with an error page. Neither shows what went on inside.
 */
@ControllerAdvice
class Mistakes extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Mistakes.class);

    private final JsonMapper json;

    Mistakes(JsonMapper json) {
        this.json = json;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> badInput(BadInput mistake, WebRequest request) {
        return answer(problem(mistake.status(), mistake.code(), mistake.getMessage(), mistake.faults()), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> overtaken(OptimisticLockingFailureException race, WebRequest request) {
        return answer(
                problem(
                        HttpStatus.CONFLICT,
                        "overtaken",
                        "Somebody else changed this a moment ago; look again",
                        List.of()),
                request);
    }

    /** Spring Security knows best what to do with these. */
    @ExceptionHandler
    void access(AccessDeniedException denied) {
        throw denied;
    }

    @ExceptionHandler
    void access(AuthenticationException unknown) {
        throw unknown;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> ours(Exception failure, WebRequest request) {
        LOG.error("Unexpected failure at {}", request.getDescription(false), failure);
        return answer(
                problem(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "unexpected",
                        "Something went wrong on our side; nothing was changed",
                        List.of()),
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(
                problem(HttpStatus.BAD_REQUEST, "unreadable", "The body is not the JSON this call takes", List.of()),
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception exception,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String detail = exception instanceof ErrorResponse response
                ? String.valueOf(response.getBody().getDetail())
                : "The request could not be understood";
        HttpStatus known = HttpStatus.valueOf(status.value());
        ResponseEntity<Object> answer = answer(
                problem(
                        known,
                        known.getReasonPhrase()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace(' ', '-'),
                        detail,
                        List.of()),
                request);
        return answer == null
                ? null
                : ResponseEntity.status(status)
                        .headers(headers)
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(answer.getBody());
    }

    /** 401 of the API. */
    void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        boolean tooMany = why instanceof LockedException;
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"linchpin\"");
        if (tooMany) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "60");
        }
        write(
                response,
                tooMany
                        ? problem(
                                HttpStatus.TOO_MANY_REQUESTS,
                                "too-many-attempts",
                                String.valueOf(why.getMessage()),
                                List.of())
                        : problem(
                                HttpStatus.UNAUTHORIZED,
                                "unauthorised",
                                "Send a token: Authorization: Bearer …; POST /api/v1/tokens gives one for name and password",
                                List.of()));
    }

    /** 403 of the API. */
    void deny(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why) throws IOException {
        write(response, problem(HttpStatus.FORBIDDEN, "forbidden", "Your role does not allow this", List.of()));
    }

    private void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }

    private static ProblemDetail problem(HttpStatus status, String code, String detail, List<BadInput.Fault> faults) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperties(Map.of("code", code, "problems", faults));
        return problem;
    }

    private @Nullable ResponseEntity<Object> answer(ProblemDetail problem, WebRequest request) {
        ServletWebRequest web = (ServletWebRequest) request;
        if (web.getRequest().getRequestURI().startsWith("/api/")) {
            return ResponseEntity.status(problem.getStatus())
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problem);
        }
        try {
            HttpServletResponse response = web.getResponse();
            if (response != null && !response.isCommitted()) {
                response.sendError(problem.getStatus(), problem.getDetail());
            }
        } catch (IOException gone) {
            LOG.debug("The browser went away", gone);
        }
        return null;
    }
}
