package org.linchpin.replacement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An estimate as rows: the whole, its elements, its parts, and every parameter used. A column means the same in every row of
 * money: low, likely and high put all parameters at that value together for the sure units, the two ifs do so for all possible
 * ones, and P10 to mean are of the draws over all that is not known, as pages show them.
 */
final class EstimateCsv {

    static final List<String> HEADER = List.of(
            "table",
            "item",
            "low",
            "likely",
            "high",
            "high_if_possible",
            "unit",
            "price_year",
            "confidence",
            "source",
            "as_at",
            "slice",
            "target",
            "option",
            "start_year",
            "finish_year",
            "method",
            "likely_if_possible",
            "p10",
            "p50",
            "p80",
            "p90",
            "mean");

    private final Estimate estimate;
    private final LocalDate asAt;
    private final List<String> reading;

    /**
     * An estimate to be written.
     *
     * @param reading sentences on how its columns are to be read
     */
    EstimateCsv(Estimate estimate, LocalDate asAt, List<String> reading) {
        this.estimate = estimate;
        this.asAt = asAt;
        this.reading = reading;
    }

    /** What a row says at the three values of all parameters, for the sure units and for all possible ones. */
    private record Points(String low, String likely, String high, String likelyIfPossible, String highIfPossible) {

        static final Points NONE = new Points("", "", "", "", "");

        static Points of(double low, double likely, double high) {
            return new Points(plain(low), plain(likely), plain(high), "", "");
        }

        static Points money(long low, long likely, long high, long likelyIfPossible, long highIfPossible) {
            return new Points(
                    pounds(low), pounds(likely), pounds(high), pounds(likelyIfPossible), pounds(highIfPossible));
        }
    }

    void rows(Consumer<List<? extends @Nullable String>> csv) {
        row(
                csv,
                "units",
                "surely affected",
                new Points(
                        plain(estimate.sure().units()),
                        "",
                        plain(estimate.sure().units()),
                        "",
                        plain(estimate.possible().units())),
                null,
                "units",
                "",
                "operators' accepted registers");
        totals(csv);
        estimate.byComponent()
                .forEach(one -> row(
                        csv,
                        "component",
                        one.key().equals(Estimate.OPTIMISM) ? one.name() + " (not part of gross)" : one.name(),
                        Points.money(one.low(), one.likely(), one.high(), one.likelyIfPossible(), one.highIfPossible()),
                        one.gross(),
                        "GBP",
                        one.grade(),
                        String.join("; ", one.parameters())));
        estimate.parts()
                .forEach((by, shares) -> shares.forEach(one -> money(
                        csv,
                        by,
                        one.name(),
                        Points.money(one.low(), one.likely(), one.high(), one.likelyIfPossible(), one.highIfPossible()),
                        one.gross(),
                        "components")));
        estimate.byYear()
                .forEach(one -> money(
                        csv,
                        "year",
                        String.valueOf(one.year()),
                        Points.money(one.low(), one.likely(), one.high(), one.likelyIfPossible(), one.highIfPossible()),
                        one.gross(),
                        "components"));
        Estimate.Bias bias = estimate.bias();
        row(
                csv,
                "optimism",
                bias.category().replace('_', ' ') + (bias.reason().isEmpty() ? ", unmitigated" : ": " + bias.reason()),
                Points.of(bias.lower(), bias.percent(), bias.upper()),
                null,
                "percent of gross",
                "evidence",
                "S52");
        estimate.assumptions()
                .forEach(one -> row(
                        csv,
                        "parameter",
                        one.key(),
                        Points.of(one.low(), one.likely(), one.high()),
                        null,
                        one.unit(),
                        one.grade(),
                        one.basis() + " (" + one.author() + (one.stated() == null ? "" : ", " + one.stated()) + ") "
                                + String.join("; ", one.sources())));
        reading.forEach(note -> row(csv, "note", note, Points.NONE, null, "", "", ""));
        estimate.notes().forEach(note -> row(csv, "note", note, Points.NONE, null, "", "", ""));
    }

    private void totals(Consumer<List<? extends @Nullable String>> csv) {
        Estimate.Part sure = estimate.sure();
        Estimate.Part possible = estimate.possible();
        Points gross = points(sure.low(), sure.likely(), sure.high(), possible.likely(), possible.high(), 1);
        total(csv, "gross", gross, estimate.whole().gross());
        total(csv, "gross, sure units alone", gross, sure.gross());
        total(csv, "gross, all possible units", gross, possible.gross());
        total(
                csv,
                "budget",
                points(
                        sure.low(),
                        sure.likely(),
                        sure.high(),
                        possible.likely(),
                        possible.high(),
                        1 + estimate.bias().percent() / 100),
                estimate.whole().budget());
        total(
                csv,
                "brought forward",
                Points.money(
                        sure.lowBroughtForward(),
                        sure.likelyBroughtForward(),
                        sure.highBroughtForward(),
                        possible.likelyBroughtForward(),
                        possible.highBroughtForward()),
                estimate.whole().broughtForward());
    }

    private static Points points(
            long low, long likely, long high, long likelyIfPossible, long highIfPossible, double times) {
        return Points.money(
                Math.round(low * times),
                Math.round(likely * times),
                Math.round(high * times),
                Math.round(likelyIfPossible * times),
                Math.round(highIfPossible * times));
    }

    private void total(Consumer<List<? extends @Nullable String>> csv, String item, Points points, Spread spread) {
        money(csv, "total", item, points, spread, "draws of all parameters");
    }

    private void money(
            Consumer<List<? extends @Nullable String>> csv,
            String table,
            String item,
            Points points,
            Spread spread,
            String source) {
        row(csv, table, item, points, spread, "GBP", weakest(), source);
    }

    private String weakest() {
        return "estimate class " + estimate.estimateClass();
    }

    private void row(
            Consumer<List<? extends @Nullable String>> csv,
            String table,
            String item,
            Points points,
            @Nullable Spread spread,
            String unit,
            String confidence,
            String source) {
        Question asked = estimate.question();
        csv.accept(List.of(
                table,
                item,
                points.low(),
                points.likely(),
                points.high(),
                points.highIfPossible(),
                unit,
                String.valueOf(estimate.priceYear()),
                confidence,
                source,
                asAt.toString(),
                asked.slice().restricted() ? asked.slice().query() : "everything in scope",
                asked.target().told(),
                asked.option().key(),
                String.valueOf(asked.startYear()),
                String.valueOf(asked.finishYear()),
                Estimate.METHOD,
                points.likelyIfPossible(),
                spread == null ? "" : pounds(spread.p10()),
                spread == null ? "" : pounds(spread.p50()),
                spread == null ? "" : pounds(spread.p80()),
                spread == null ? "" : pounds(spread.p90()),
                spread == null ? "" : pounds(spread.mean())));
    }

    private static String pounds(long pence) {
        return BigDecimal.valueOf(pence, 2).toPlainString();
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
