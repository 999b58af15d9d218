package org.linchpin.replacement;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

    /** A slice; its parts are lists of keys, as in a query string. */
    public record Part(
            @Nullable List<String> sector,
            @Nullable List<String> region,
            @Nullable List<String> operator,
            @Nullable List<String> assetClass,
            @Nullable String asAt,
            @Nullable String knownAt) {

        static final Part ALL = new Part(null, null, null, null, null, null);

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
