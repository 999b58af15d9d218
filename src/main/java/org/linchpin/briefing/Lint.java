package org.linchpin.briefing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.linchpin.access.BadInput;
import org.linchpin.briefing.Document.Figure;

/**
 * Reads the words that somebody adds to a briefing and refuses what could not be defended later: a figure that is not
 * there, that too little is known of, or that is out of date; and a bare number without unit or date.
 */
final class Lint {

    /** A register older than this on the day looked at makes a figure stale. */
    static final int FRESH_MONTHS = 18;

    /** What is counted, in words: never out of date. */
    private static final Set<String> SCOPE = Set.of("scope", "place");

    private static final Pattern NUMBER = Pattern.compile(
            "(?<![\\p{L}\\p{N}_.,:/#-])(?<currency>[£€$¥]\\s?)?(?<number>\\d[\\d,.]*\\d|\\d)(?<after>[\\p{L}%‰°/-][\\p{L}\\p{N}%/-]*|\\s?%|\\s+[\\p{L}]+|)");
    private static final Pattern DATE = Pattern.compile(
            "\\d{4}-\\d{2}-\\d{2}|\\d{1,2}\\s+(January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(\\s+\\d{4})?|(January|February|March|April|May|June|July|August|September|October|November|December)\\s+\\d{4}|(?<!\\d)(19|20)\\d{2}(?!\\d)([–-]\\d{2,4})?");
    private static final Set<String> NO_UNIT = Set.of(
            "and", "or", "of", "in", "to", "the", "a", "an", "is", "are", "was", "were", "on", "at", "by", "for",
            "with", "from", "than", "that", "which", "but", "as", "have", "has", "had", "will", "more", "less", "now",
            "today", "so");

    private Lint() {}

    /** Everything wrong with some Markdown. */
    static List<BadInput.Fault> of(String field, String markdown, Map<String, Figure> figures, LocalDate asAt) {
        List<BadInput.Fault> faults = new ArrayList<>();
        Set<String> said = new HashSet<>();
        Matcher bound = Markdown.BOUND.matcher(markdown);
        while (bound.find()) {
            if (said.add(bound.group(1))) {
                figure(field, bound.group(1), figures, asAt, faults);
            }
        }
        String words = Markdown.BOUND.matcher(markdown).replaceAll(" figure ");
        words = words.replaceAll("(?m)^\\s*\\d+[.)]\\s", " ").replaceAll("\\]\\([^)]*\\)|https?://\\S+", " ");
        words = DATE.matcher(words).replaceAll(" date ");
        Matcher number = NUMBER.matcher(words);
        while (number.find()) {
            String after = number.group("after").strip();
            boolean unit = number.group("currency") != null
                    || (!after.isEmpty() && !NO_UNIT.contains(after.toLowerCase(Locale.ROOT)));
            if (!unit) {
                faults.add(BadInput.Fault.field(
                        field,
                        number.group("number"),
                        "bare-number",
                        "The number " + number.group("number") + " has neither a unit nor a date",
                        "Say what it counts, or name a figure of the briefing, such as {{units}}"));
            }
        }
        return faults;
    }

    /** Whether a figure rests on registers that are too old to be quoted from. */
    static boolean stale(Figure figure, LocalDate asAt) {
        return !SCOPE.contains(figure.key())
                && figure.newest() != null
                && figure.newest().isBefore(asAt.minusMonths(FRESH_MONTHS));
    }

    private static void figure(
            String field, String key, Map<String, Figure> figures, LocalDate asAt, List<BadInput.Fault> faults) {
        Figure figure = figures.get(key);
        if (figure == null) {
            faults.add(BadInput.Fault.field(
                    field,
                    key,
                    "figure-unknown",
                    "There is no figure called " + key + " in this briefing",
                    "One of: "
                            + String.join(
                                    ", ", figures.keySet().stream().limit(60).toList())));
        } else if (figure.suppressed() != null) {
            faults.add(BadInput.Fault.field(
                    field,
                    key,
                    "figure-suppressed",
                    "The figure " + key + " must not be quoted: " + figure.suppressed(),
                    "Say in words that too little is known"));
        } else if (stale(figure, asAt)) {
            faults.add(BadInput.Fault.field(
                    field,
                    key,
                    "figure-stale",
                    "The figure " + key + " rests on registers of " + figure.newest() + ", more than " + FRESH_MONTHS
                            + " months before " + asAt,
                    "Ask the operators for newer registers, or leave the figure out"));
        }
    }
}
