package org.linchpin.inventory;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Language;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The two clocks that every page of figures stands at, ready for the form that sets them without losing the rest. */
@ControllerAdvice(annotations = Controller.class)
class ClockForm {

    private static final Set<String> OWN = Set.of("asAt", "knownAt", "after");

    private final Language language;

    ClockForm(Language language) {
        this.language = language;
    }

    /**
     * What the clocks say and where they are set.
     *
     * @param address the page itself
     * @param kept what else its query says
     * @param day the day that is shown, in words
     * @param moment what had been known when, in words
     * @param asAt the day as asked for; null for today
     * @param knownAt the moment as asked for; null for now
     * @param rules the rules of looking through, with what they are called
     */
    public record Clock(
            String address,
            List<Names.Named> kept,
            String day,
            String moment,
            @Nullable String asAt,
            @Nullable String knownAt,
            List<Names.Named> rules) {}

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
        String asAt = said(request.getParameter("asAt"));
        String knownAt = said(request.getParameter("knownAt"));
        return new Clock(
                request.getRequestURI(),
                kept,
                day(asAt),
                moment(knownAt),
                asAt,
                knownAt,
                Arrays.stream(LookThroughRule.values())
                        .map(one -> new Names.Named(one.key(), language.say("rule." + one.key())))
                        .toList());
    }

    /** What cannot be read is shown as it was typed, beside the error that says so. */
    private String day(@Nullable String asAt) {
        try {
            return language.day(asAt == null ? LocalDate.now(ZoneOffset.UTC) : LocalDate.parse(asAt));
        } catch (DateTimeException e) {
            return String.valueOf(asAt);
        }
    }

    private String moment(@Nullable String knownAt) {
        try {
            return knownAt == null
                    ? language.say("clock.now")
                    : knownAt.length() == 10
                            ? language.say("clock.end", language.day(LocalDate.parse(knownAt)))
                            : language.say(
                                    "clock.moment",
                                    minute(Instant.parse(knownAt).atOffset(ZoneOffset.UTC)));
        } catch (DateTimeException e) {
            return String.valueOf(knownAt);
        }
    }

    private String minute(OffsetDateTime moment) {
        return language.day(moment.toLocalDate()) + ", " + moment.toLocalTime().truncatedTo(ChronoUnit.MINUTES);
    }

    private static @Nullable String said(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
