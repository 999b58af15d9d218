package org.linchpin.replacement;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.linchpin.inventory.Slice;

/** A question as JSON. */
public record Asked(
        @Nullable Part slice,
        @Nullable Map<String, String> target,
        @Nullable String option,
        @Nullable Integer startYear,
        @Nullable Integer finishYear,
        @Nullable Map<String, Points> assumptions,
        @Nullable Optimism optimism,
        @Nullable Integer priceYear,
        @Nullable Double growth,
        @Nullable Integer draws,
        @Nullable Long seed) {

    /** What gives a question again, every choice spelt out. */
    public static Asked of(Question question) {
        Map<String, Points> own = new TreeMap<>();
        question.own()
                .forEach((key, given) ->
                        own.put(key, new Points(given.low(), given.likely(), given.high(), given.source())));
        Question.Optimism optimism = question.optimism();
        return new Asked(
                Part.of(question.slice()),
                question.target().said(),
                question.option().key(),
                question.startYear(),
                question.finishYear(),
                own,
                new Optimism(optimism.category(), optimism.mitigation(), optimism.reason()),
                question.priceYear(),
                question.growth(),
                question.draws(),
                question.seed());
    }

    private static final int FIELDS = 5;

    /** Numbers of one's own as addresses carry them: {@code key~low~likely~high~source}, each a part of a list. */
    public static Map<String, Points> numbers(@Nullable List<String> said) {
        Map<String, Points> numbers = new LinkedHashMap<>();
        for (String one : said == null ? List.<String>of() : said) {
            String[] parts = one.split("~", FIELDS);
            if (parts.length == FIELDS) {
                numbers.put(parts[0], new Points(number(parts[1]), number(parts[2]), number(parts[3]), parts[4]));
            }
        }
        return numbers;
    }

    /** What is no number is missed where numbers are looked at. */
    private static @Nullable Double number(String word) {
        try {
            return Double.valueOf(word);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The numbers of this question as addresses carry them. */
    public List<String> numbers() {
        return assumptions == null
                ? List.of()
                : assumptions.entrySet().stream()
                        .map(entry -> String.join(
                                "~",
                                entry.getKey(),
                                word(entry.getValue().low()),
                                word(entry.getValue().likely()),
                                word(entry.getValue().high()),
                                Objects.requireNonNullElse(entry.getValue().source(), "")))
                        .toList();
    }

    private static String word(@Nullable Double value) {
        return value == null ? "" : Asking.plain(value);
    }

    /** A slice; its parts are lists of keys, as in a query string. */
    public record Part(
            @Nullable List<String> sector,
            @Nullable List<String> region,
            @Nullable List<String> operator,
            @Nullable List<String> assetClass,
            @Nullable String asAt,
            @Nullable String knownAt) {

        static final Part ALL = new Part(null, null, null, null, null, null);

        public static Part of(Slice slice) {
            return new Part(
                    List.copyOf(slice.sectors()),
                    List.copyOf(slice.regions()),
                    List.copyOf(slice.operators()),
                    List.copyOf(slice.assetClasses()),
                    slice.asAt() == null ? null : slice.asAt().toString(),
                    slice.knownAt() == null ? null : slice.knownAt().toString());
        }

        Collection<String> values(String name) {
            return switch (name) {
                case "sector" -> listed(sector);
                case "region" -> listed(region);
                case "operator" -> listed(operator);
                case "assetClass" -> listed(assetClass);
                case "asAt" -> asAt == null ? List.of() : List.of(asAt);
                case "knownAt" -> knownAt == null ? List.of() : List.of(knownAt);
                default -> List.of();
            };
        }

        private static List<String> listed(@Nullable List<String> values) {
            return values == null
                    ? List.of()
                    : values.stream().filter(Objects::nonNull).toList();
        }
    }

    /** Three points for a parameter; without a likely value the middle is taken. A source makes it more than a trial. */
    public record Points(
            @Nullable Double low,
            @Nullable Double likely,
            @Nullable Double high,
            @Nullable String source) {}

    /** How much of the optimism bias is mitigated, and why. */
    public record Optimism(
            @Nullable String category,
            @Nullable Double mitigation,
            @Nullable String reason) {}
}
