package org.linchpin.account;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers a form whose parts cannot be told apart as its sender's mistake. Whoever asks for a field of it fails, be it the check of
 * a form's token or the page that would tell of the failure; so the answer is given here, in front of both.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BrokenForms extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (InvalidParameterException broken) {
            if (response.isCommitted()) {
                throw broken;
            }
            response.resetBuffer();
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            response.setContentType(MediaType.TEXT_PLAIN_VALUE);
            response.getWriter().write("The form cannot be read. Load its page again and send it once more.");
        }
    }
}
