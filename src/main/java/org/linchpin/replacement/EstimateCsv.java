package org.linchpin.replacement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An estimate as rows: what is sure and what is possible, by component, sector and year, and every parameter used. */
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
            "method");

    private final Estimate estimate;
    private final LocalDate asAt;

    EstimateCsv(Estimate estimate, LocalDate asAt) {
        this.estimate = estimate;
        this.asAt = asAt;
    }

    void rows(Consumer<List<? extends @Nullable String>> csv) {
        units(csv);
        spread(csv, "gross", estimate.whole().gross(), estimate.possible().gross());
        spread(
                csv,
                "gross, sure units alone",
                estimate.sure().gross(),
                estimate.possible().gross());
        spread(csv, "budget", estimate.whole().budget(), estimate.possible().budget());
        spread(
                csv,
                "brought forward",
                estimate.whole().broughtForward(),
                estimate.possible().broughtForward());
        estimate.byComponent()
                .forEach(one -> row(
                        csv,
                        "component",
                        one.name(),
                        pounds(one.low()),
                        pounds(one.likely()),
                        pounds(one.high()),
                        pounds(one.highIfPossible()),
                        "GBP",
                        one.grade(),
                        String.join("; ", one.parameters())));
        estimate.parts()
                .forEach((by, shares) -> shares.forEach(one -> row(
                        csv,
                        by,
                        one.name(),
                        pounds(one.gross().p10()),
                        pounds(one.gross().p50()),
                        pounds(one.gross().p90()),
                        pounds(one.likelyIfPossible()),
                        "GBP",
                        weakest(),
                        "components")));
        estimate.byYear()
                .forEach(one -> row(
                        csv,
                        "year",
                        String.valueOf(one.year()),
                        pounds(one.gross().p10()),
                        pounds(one.gross().p50()),
                        pounds(one.gross().p90()),
                        pounds(one.likelyIfPossible()),
                        "GBP",
                        weakest(),
                        "components"));
        Estimate.Bias bias = estimate.bias();
        row(
                csv,
                "optimism",
                bias.category().replace('_', ' ') + (bias.reason().isEmpty() ? ", unmitigated" : ": " + bias.reason()),
                plain(bias.lower()),
                plain(bias.percent()),
                plain(bias.upper()),
                "",
                "percent of gross",
                "evidence",
                "S52");
        estimate.assumptions()
                .forEach(one -> row(
                        csv,
                        "parameter",
                        one.key(),
                        plain(one.low()),
                        plain(one.likely()),
                        plain(one.high()),
                        "",
                        one.unit(),
                        one.grade(),
                        one.basis() + " (" + one.author() + (one.stated() == null ? "" : ", " + one.stated()) + ") "
                                + String.join("; ", one.sources())));
        estimate.notes().forEach(note -> row(csv, "note", note, "", "", "", "", "", "", ""));
    }

    private void units(Consumer<List<? extends @Nullable String>> csv) {
        row(
                csv,
                "units",
                "surely affected",
                plain(estimate.sure().units()),
                "",
                plain(estimate.sure().units()),
                plain(estimate.possible().units()),
                "units",
                "",
                "operators' accepted registers");
    }

    /** Low is one draw in ten, high nine in ten; the last is nine in ten if every possible unit is affected. */
    private void spread(Consumer<List<? extends @Nullable String>> csv, String name, Spread sure, Spread possible) {
        row(
                csv,
                "total",
                name,
                pounds(sure.p10()),
                pounds(sure.p50()),
                pounds(sure.p90()),
                pounds(possible.p90()),
                "GBP",
                weakest(),
                "draws of all parameters");
    }

    private String weakest() {
        return "estimate class " + estimate.estimateClass();
    }

    private void row(
            Consumer<List<? extends @Nullable String>> csv,
            String table,
            String item,
            String low,
            String likely,
            String high,
            String ifPossible,
            String unit,
            String confidence,
            String source) {
        Question asked = estimate.question();
        Map.Entry<String, String> target =
                Map.entry(asked.target().kind().key(), asked.target().key());
        csv.accept(List.of(
                table,
                item,
                low,
                likely,
                high,
                ifPossible,
                unit,
                String.valueOf(estimate.priceYear()),
                confidence,
                source,
                asAt.toString(),
                asked.slice().restricted() ? asked.slice().query() : "everything in scope",
                target.getKey() + ":" + target.getValue(),
                asked.option().key(),
                String.valueOf(asked.startYear()),
                String.valueOf(asked.finishYear()),
                Estimate.METHOD));
    }

    private static String pounds(long pence) {
        return BigDecimal.valueOf(pence, 2).toPlainString();
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
