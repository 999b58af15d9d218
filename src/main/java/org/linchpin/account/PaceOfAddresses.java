package org.linchpin.account;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.linchpin.access.Problems;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns an address away that sends too much, before anything is looked up for it. */
@Component
@Order(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 10)
class PaceOfAddresses extends OncePerRequestFilter {

    private final Pace pace;
    private final Problems problems;

    PaceOfAddresses(Pace pace, Problems problems) {
        this.pace = pace;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        OptionalLong wait = pace.waitOf(request.getRemoteAddr());
        if (wait.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait.getAsLong()));
        if (Problems.isApi(request.getRequestURI())) {
            problems.write(response, Problems.of(HttpStatus.TOO_MANY_REQUESTS, Pace.CODE, Pace.MESSAGE, List.of()));
        } else {
            response.sendError(HttpStatus.TOO_MANY_REQUESTS.value(), Pace.MESSAGE);
        }
    }
}
