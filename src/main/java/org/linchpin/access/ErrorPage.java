package org.linchpin.access;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The page of a mistake; and problem details for what went wrong before the API was reached. */
@Controller
class ErrorPage implements ErrorController {

    private static final Set<Integer> OWN_PAGE = Set.of(400, 403, 404, 409, 413, 429, 503);

    @RequestMapping("/error")
    @May(Action.OPEN)
    @Nullable
    Object answer(HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            // Half a file is out; whatever were written now would become a part of it.
            return null;
        }
        Refusals.fence(response, request.isSecure());
        HttpStatus status = status(request);
        String address = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Problems.MOMENT);
        }
        if (Problems.isApi(address)) {
            ProblemDetail problem = status == HttpStatus.SERVICE_UNAVAILABLE
                    ? Problems.unavailable()
                    : Problems.of(
                            status,
                            status.is5xxServerError() ? "Something went wrong on our side" : status.getReasonPhrase());
            return ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problem);
        }
        String page = OWN_PAGE.contains(status.value())
                ? String.valueOf(status.value())
                : status.is4xxClientError() ? "4xx" : "5xx";
        String message = message(request, status);
        return new ModelAndView("error/" + page, message == null ? Map.of() : Map.of("message", message), status);
    }

    /** Whoever asks for this page by its address finds none. */
    private static HttpStatus status(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure
                && Problems.away(failure)) {
            // Met in a filter, before any handler.
            return HttpStatus.SERVICE_UNAVAILABLE;
        }
        HttpStatus status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.resolve(code)
                : HttpStatus.NOT_FOUND;
        return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }

    /** Only words that were meant for readers: not those of an exception, and not the bare name of the status. */
    private static @Nullable String message(HttpServletRequest request, HttpStatus status) {
        Object message = request.getAttribute(RequestDispatcher.ERROR_MESSAGE);
        boolean meant = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) == null
                && message instanceof String words
                && !words.isBlank()
                && !words.equals(status.getReasonPhrase());
        return meant ? (String) message : null;
    }
}
