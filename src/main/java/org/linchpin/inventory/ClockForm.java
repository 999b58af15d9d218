package org.linchpin.inventory;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The two clocks that every page of figures stands at, ready for the form that sets them without losing the rest. */
@ControllerAdvice(annotations = Controller.class)
class ClockForm {

    private static final Set<String> OWN = Set.of("asAt", "knownAt", "after");

    /**
     * What the clocks say and where they are set.
     *
     * @param address the page itself
     * @param kept what else its query says
     * @param asAt the day as asked for; null for today
     * @param knownAt the moment as asked for; null for now
     */
    public record Clock(
            String address,
            List<Names.Named> kept,
            LocalDate today,
            @Nullable String asAt,
            @Nullable String knownAt) {}

    @ModelAttribute("clock")
    Clock clock(HttpServletRequest request) {
        List<Names.Named> kept = new ArrayList<>();
        if (request.getMethod().equals("GET")) {
            for (Map.Entry<String, String[]> one : request.getParameterMap().entrySet()) {
                for (String value : one.getValue()) {
                    if (!OWN.contains(one.getKey()) && !value.isBlank()) {
                        kept.add(new Names.Named(one.getKey(), value));
                    }
                }
            }
        }
        return new Clock(
                request.getRequestURI(),
                kept,
                LocalDate.now(ZoneOffset.UTC),
                said(request.getParameter("asAt")),
                said(request.getParameter("knownAt")));
    }

    private static @Nullable String said(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
