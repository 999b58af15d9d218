package org.linchpin.access;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Answers mistakes: the API with problem details, pages with an error page. Neither shows what went on inside. */
@ControllerAdvice
class Mistakes extends ResponseEntityExceptionHandler {

    private static final String CHECK_VIOLATED = "23514";
    private static final Logger LOG = LoggerFactory.getLogger(Mistakes.class);

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> badInput(BadInput mistake, WebRequest request) {
        return answer(Problems.of(mistake.status(), mistake.code(), mistake.getMessage(), mistake.faults()), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> overtaken(OptimisticLockingFailureException race, WebRequest request) {
        return badInput(BadInput.conflict("overtaken", "Somebody else changed this a moment ago; look again"), request);
    }

    /** The last check is the database's: a value it cannot hold (class 22, or a check of its own), or one that another request took first. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> refusedByDatabase(DataIntegrityViolationException refusal, WebRequest request) {
        LOG.warn("Refused by the database at {}", request.getDescription(false), refusal);
        boolean unfit = NestedExceptionUtils.getMostSpecificCause(refusal) instanceof SQLException sql
                && sql.getSQLState() != null
                && (sql.getSQLState().startsWith("22") || sql.getSQLState().equals(CHECK_VIOLATED));
        return badInput(
                unfit
                        ? new BadInput(HttpStatus.BAD_REQUEST, "value-unfit", "A value cannot be stored as it is")
                        : BadInput.conflict("taken", "This is already there, or something else refers to it"),
                request);
    }

    /** Spring Security knows best what to do with these. */
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class, RequestRejectedException.class})
    void access(RuntimeException refusal) {
        throw refusal;
    }

    /** Part of the file is out already; the container closes the connection, so that nobody takes the part for the whole. */
    @ExceptionHandler
    void brokenOff(Exports.BrokenOff failure) {
        LOG.warn("{}: {}", failure.getMessage(), String.valueOf(failure.getCause()));
        throw failure;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> ours(Exception failure, WebRequest request) {
        if (Problems.noRoom(failure)) {
            LOG.error("The disk is full at {}: {}", request.getDescription(false), failure.getMessage());
            return answer(Problems.full(), request);
        }
        if (Problems.away(failure)) {
            return unavailable(failure, request);
        }
        if (gone(failure)) {
            LOG.info("Whoever asked went away in the middle of it");
            return answer(
                    Problems.of(
                            HttpStatus.BAD_REQUEST,
                            "broken-off",
                            "The request broke off before its end; nothing was kept",
                            List.of()),
                    request);
        }
        if (failure instanceof MultipartException) {
            return badInput(
                    new BadInput(
                            HttpStatus.BAD_REQUEST, "form-unreadable", "The parts of the form cannot be told apart"),
                    request);
        }
        LOG.error("Unexpected failure at {}", request.getDescription(false), failure);
        return answer(
                Problems.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "unexpected",
                        "Something went wrong on our side; nothing was changed",
                        List.of()),
                request);
    }

    /** No connection, none in time, or one that broke: whoever asks again in a moment loses nothing. */
    private @Nullable ResponseEntity<Object> unavailable(Exception failure, WebRequest request) {
        LOG.warn("The database does not answer: {}", failure.getMessage());
        HttpServletResponse response = ((ServletWebRequest) request).getResponse();
        if (response != null && !response.isCommitted()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Problems.MOMENT);
        }
        return answer(Problems.unavailable(), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (unreadable.getMostSpecificCause() instanceof BadInput mistake) {
            return badInput(mistake, request);
        }
        if (unreadable.getCause() instanceof MismatchedInputException mismatch) {
            return badInput(BadInput.fields(List.of(Misfits.inJson(mismatch))), request);
        }
        if (unreadable.getCause() instanceof InputCoercionException tooLarge) {
            return badInput(BadInput.fields(List.of(Misfits.tooLarge(tooLarge))), request);
        }
        return badInput(
                new BadInput(HttpStatus.BAD_REQUEST, "unreadable", "The body is not the JSON this call takes"),
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (NestedExceptionUtils.getMostSpecificCause(mismatch) instanceof BadInput mistake) {
            return badInput(mistake, request);
        }
        String name = mismatch instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(mismatch.getPropertyName());
        return badInput(
                BadInput.fields(List.of(Misfits.inAddress(name, mismatch.getValue(), mismatch.getRequiredType()))),
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException missing,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String name = missing.getParameterName();
        return badInput(
                BadInput.fields(List.of(Fault.field(name, null, "missing", name + " is missing", "Send " + name))),
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Fault> faults = invalid.getFieldErrors().stream()
                .map(error -> Fault.field(
                        error.getField(),
                        null,
                        "invalid",
                        error.getField() + " " + error.getDefaultMessage(),
                        "Mend " + error.getField()))
                .toList();
        return badInput(BadInput.fields(faults), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException missing, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return badInput(BadInput.notFound("address"), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception exception,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (status.is5xxServerError()) {
            return ours(exception, request);
        }
        HttpServletResponse response = ((ServletWebRequest) request).getResponse();
        if (response != null) {
            headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        }
        String detail =
                exception instanceof ErrorResponse error && error.getBody().getDetail() != null
                        ? error.getBody().getDetail()
                        : "The request could not be understood";
        return answer(Problems.of(status, detail), request);
    }

    private static @Nullable ResponseEntity<Object> answer(ProblemDetail problem, WebRequest request) {
        ServletWebRequest web = (ServletWebRequest) request;
        if (Problems.isApi(web.getRequest().getRequestURI())) {
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

    /** Whether the other side closed the connection while it was still sending: no fault of ours, and no alarm. */
    private static boolean gone(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClientAbortException) {
                return true;
            }
        }
        return false;
    }
}
