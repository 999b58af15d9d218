package org.linchpin.briefing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.linchpin.access.Scope;
import org.linchpin.briefing.Commission.Section;
import org.linchpin.briefing.Document.Bar;
import org.linchpin.briefing.Document.Cell;
import org.linchpin.briefing.Document.Column;
import org.linchpin.briefing.Document.Fact;
import org.linchpin.briefing.Document.Facts;
import org.linchpin.briefing.Document.Figure;
import org.linchpin.briefing.Document.Picture;
import org.linchpin.briefing.Document.Row;
import org.linchpin.exposure.Say;
import org.linchpin.inventory.Holdings;
import org.linchpin.inventory.Slice;
import org.linchpin.replacement.Estimate;
import org.linchpin.replacement.Estimator;
import org.linchpin.replacement.Money;
import org.linchpin.replacement.Question;
import org.linchpin.replacement.Spread;
import org.springframework.stereotype.Component;

/** The section on what the way out costs. */
@Component
class Replacing {

    private static final int YEARS = 7;

    private final Estimator estimator;

    Replacing(Estimator estimator) {
        this.estimator = estimator;
    }

    /** Writes it; answers what is to be said where there is nothing to price. */
    String write(
            Draft draft,
            Scope scope,
            Slice slice,
            String holder,
            String name,
            Section section,
            BiFunction<String, Object[], String> say) {
        int start = Objects.requireNonNull(slice.asAt()).getYear();
        int finish = start + YEARS;
        Estimate estimate = estimator.estimate(
                scope,
                new Question(
                        slice,
                        new Holdings.Target(Holdings.Kind.CONTROLLER, holder),
                        Question.Option.BY_DATE,
                        start,
                        finish,
                        Map.of(),
                        Question.USUAL_DRAWS,
                        Question.USUAL_SEED));
        String heading = section.heading();
        if (estimate.empty()) {
            draft.heading(2, heading == null ? words(say, "name.replacement") : heading, section.newPage());
            return words(say, "replacement.none", name);
        }
        Spread sure = estimate.sure().gross();
        Spread possible = estimate.possible().gross();
        String prices = "GBP of " + estimate.priceYear();
        String grade = "estimate class " + estimate.estimateClass();
        String whole = Money.say(sure.p10()) + " to " + Money.say(possible.p90());
        draft.figure(new Figure(
                "cost",
                "Cost of replacing, prices of " + estimate.priceYear(),
                whole,
                sure.p10() / 100.0,
                possible.p90() / 100.0,
                prices,
                grade,
                null,
                null));
        draft.figure(new Figure(
                "cost.finish",
                "Last year of the programme",
                String.valueOf(finish),
                (double) finish,
                (double) finish,
                "year",
                grade,
                null,
                null));
        draft.heading(
                2,
                heading == null
                        ? words(
                                say,
                                "replacement",
                                Money.say(sure.p10()),
                                Money.say(possible.p90()),
                                name,
                                String.valueOf(finish))
                        : heading,
                section.newPage());
        long assumed =
                estimate.assumptions().stream().filter(one -> one.assumed()).count();
        draft.text(
                "body",
                words(
                        say,
                        section.brief() ? "replacement.brief" : "replacement.about",
                        String.valueOf(estimate.priceYear()),
                        String.valueOf(assumed),
                        String.valueOf(estimate.assumptions().size()),
                        Say.count(estimate.sure().units()),
                        Say.count(estimate.possible().units())));
        List<Named> totals = List.of(
                new Named("Units that surely are theirs", sure),
                new Named("All units that may be theirs", possible),
                new Named(
                        "Sure units, with allowance for optimism",
                        estimate.sure().budget()),
                new Named("Sure units, only brought forward", estimate.sure().broughtForward()));
        if (!section.brief()) {
            draft.add(new Facts(List.of(
                    new Fact("Sure units", Say.count(estimate.sure().units()), words(say, "fact.sure")),
                    new Fact("Possible units", Say.count(estimate.possible().units()), words(say, "fact.possible")),
                    new Fact("Host designs", Say.count(estimate.sure().designs()), words(say, "fact.designs")),
                    new Fact("Estimate class", String.valueOf(estimate.estimateClass()), words(say, "fact.class")))));
            money(
                    draft,
                    "money",
                    words(say, "chart.replacement", String.valueOf(estimate.priceYear())),
                    totals.stream()
                            .map(one -> bar(
                                    one.name(), one.spread().p10(), one.spread().p90()))
                            .toList());
        }
        draft.table(
                "replacement",
                words(say, "table.replacement", name, String.valueOf(finish)),
                words(say, "replacement.note"),
                "replacement-cost",
                !section.brief(),
                columns("Measure", prices, true),
                totals.stream()
                        .map(one -> row(
                                one.name(),
                                one.spread().p10(),
                                one.spread().p50(),
                                one.spread().p90(),
                                grade))
                        .toList());
        if (!section.brief()) {
            detail(draft, estimate, prices, say);
        }
        return "";
    }

    private record Named(String name, Spread spread) {}

    private void detail(Draft draft, Estimate estimate, String prices, BiFunction<String, Object[], String> say) {
        draft.heading(3, words(say, "components"), false);
        draft.table(
                "components",
                words(say, "table.components"),
                words(say, "components.note"),
                "replacement-cost",
                true,
                columns("Element", prices, false),
                estimate.byComponent().stream()
                        .map(one -> row(
                                one.name(),
                                one.low(),
                                one.likely(),
                                one.high(),
                                one.grade().replace('-', ' ')))
                        .toList());
        List<Estimate.Swing> swings = estimate.tornado().stream().limit(6).toList();
        draft.heading(3, words(say, "swings"), false);
        draft.text("body", words(say, "swings.about"));
        money(
                draft,
                "swings",
                words(say, "chart.swings"),
                swings.stream()
                        .map(one -> bar(one.what(), one.low(), one.high()))
                        .toList());
        draft.table(
                "swings",
                words(say, "table.swings"),
                words(say, "swings.note"),
                "replacement-cost",
                true,
                List.of(
                        Column.words("Number"),
                        Column.number("Cost at its low value", prices),
                        Column.number("Cost at its high value", prices),
                        Column.words("Evidence")),
                swings.stream()
                        .map(one -> new Row(
                                List.of(
                                        Cell.of(one.what()),
                                        money(one.low()),
                                        money(one.high()),
                                        Cell.of(one.grade().replace('-', ' '))),
                                one.grade().replace('-', ' ')))
                        .toList());
        draft.heading(3, words(say, "years"), false);
        draft.table(
                "years",
                words(say, "table.years"),
                words(say, "years.note"),
                "replacement-cost",
                true,
                List.of(
                        Column.words("Year"),
                        Column.number("Sure units", "units"),
                        Column.number("Likely cost", prices),
                        Column.number("If all possible units", prices)),
                estimate.byYear().stream()
                        .map(one -> new Row(
                                List.of(
                                        Cell.of(String.valueOf(one.year())),
                                        Cell.of(Say.count(one.sure()), one.sure()),
                                        money(one.likely()),
                                        money(one.likelyIfPossible())),
                                "estimate class " + estimate.estimateClass()))
                        .toList());
        draft.table(
                "cost-sectors",
                words(say, "table.costsectors"),
                words(say, "replacement.note"),
                "replacement-cost",
                false,
                columns("Sector", prices, true),
                estimate.parts().getOrDefault("sector", List.of()).stream()
                        .map(one -> row(
                                one.name(),
                                one.gross().p10(),
                                one.gross().p50(),
                                one.gross().p90(),
                                "estimate class " + estimate.estimateClass()))
                        .toList());
        List<Document.Span> first = new ArrayList<>();
        estimate.notes().forEach(note -> first.add(Document.Span.plain(note + " ")));
        draft.add(new Document.Text("small", first));
    }

    private static List<Column> columns(String head, String prices, boolean draws) {
        return List.of(
                Column.words(head),
                Column.number(draws ? "One in ten below" : "Low", prices),
                Column.number(draws ? "Middle" : "Likely", prices),
                Column.number(draws ? "Nine in ten below" : "High", prices),
                Column.words("Rests on"));
    }

    private static Row row(String name, long low, long likely, long high, String grade) {
        return new Row(List.of(Cell.of(name), money(low), money(likely), money(high), Cell.of(grade)), grade);
    }

    private static Cell money(long pence) {
        return Cell.of(Money.say(pence), pence / 100.0);
    }

    private static Bar bar(String name, long low, long high) {
        return new Bar(name, low / 100.0, high / 100.0, Money.say(low) + "–" + Money.say(high));
    }

    private static void money(Draft draft, String chart, String title, List<Bar> bars) {
        double most = bars.stream().mapToDouble(Bar::high).max().orElse(0);
        if (most > 0) {
            List<Bar> drawn = bars.subList(0, Math.min(Draft.MOST_BARS, bars.size()));
            draft.add(new Picture(chart, title, Draft.alternative(title, drawn), most, drawn));
        }
    }

    private static String words(BiFunction<String, Object[], String> say, String key, Object... words) {
        return say.apply(key, words);
    }
}
