package org.linchpin.briefing;

import java.util.List;
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
import org.linchpin.replacement.Estimate;
import org.linchpin.replacement.Money;
import org.linchpin.replacement.Spread;

/** Writes what an estimate says into a briefing: its figures, its sentence, its tables and charts. */
final class CostSection {

    private static final int SWINGS = 6;

    private final Draft draft;
    private final Section section;
    private final Estimate estimate;
    private final String holder;
    private final String finish;
    private final Material material;
    private final String prices;
    private final String grade;
    private final Spread sure;
    private final Spread possible;

    /**
     * A section of an estimate that is not empty.
     *
     * @param holder what the holder whose modules are replaced is called
     */
    CostSection(Draft draft, Section section, Estimate estimate, String holder, Material material) {
        this.draft = draft;
        this.section = section;
        this.estimate = estimate;
        this.holder = holder;
        this.material = material;
        this.finish = String.valueOf(estimate.question().finishYear());
        this.prices = "GBP of " + estimate.priceYear();
        this.grade = "estimate class " + estimate.estimateClass();
        this.sure = estimate.sure().gross();
        this.possible = estimate.possible().gross();
    }

    void write() {
        figures();
        head();
        List<Named> totals = List.of(
                new Named("Units that surely are theirs", sure),
                new Named("All units that may be theirs", possible),
                new Named(
                        "Sure units, with allowance for optimism",
                        estimate.sure().budget()),
                new Named("Sure units, only brought forward", estimate.sure().broughtForward()));
        if (!section.brief()) {
            facts();
            chart(
                    "money",
                    material.say("chart.replacement", String.valueOf(estimate.priceYear())),
                    totals.stream()
                            .map(one -> bar(
                                    one.name(), one.spread().p10(), one.spread().p90()))
                            .toList());
        }
        table(
                "replacement",
                material.say("table.replacement", holder, finish),
                "replacement.note",
                !section.brief(),
                columns("Measure", true),
                totals.stream().map(one -> drawn(one.name(), one.spread())).toList());
        if (!section.brief()) {
            components();
            swings();
            years();
            sectors();
            notes();
        }
    }

    private record Named(String name, Spread spread) {}

    private void figures() {
        draft.figure(new Figure(
                "cost",
                "Cost of replacing, prices of " + estimate.priceYear(),
                Money.say(sure.p10()) + " to " + Money.say(possible.p90()),
                sure.p10() / 100.0,
                possible.p90() / 100.0,
                prices,
                grade,
                null,
                null));
        double year = estimate.question().finishYear();
        draft.figure(
                new Figure("cost.finish", "Last year of the programme", finish, year, year, "year", grade, null, null));
    }

    private void head() {
        String heading = section.heading();
        draft.heading(
                2,
                heading == null
                        ? material.say("replacement", Money.say(sure.p10()), Money.say(possible.p90()), holder, finish)
                        : heading,
                section.newPage());
        long assumed =
                estimate.assumptions().stream().filter(one -> one.assumed()).count();
        draft.text(
                "body",
                material.say(
                        section.brief() ? "replacement.brief" : "replacement.about",
                        String.valueOf(estimate.priceYear()),
                        String.valueOf(assumed),
                        String.valueOf(estimate.assumptions().size()),
                        Say.count(estimate.sure().units()),
                        Say.count(estimate.possible().units())));
    }

    private void facts() {
        draft.add(new Facts(List.of(
                new Fact("Sure units", Say.count(estimate.sure().units()), material.say("fact.sure")),
                new Fact("Possible units", Say.count(estimate.possible().units()), material.say("fact.possible")),
                new Fact("Host designs", Say.count(estimate.sure().designs()), material.say("fact.designs")),
                new Fact("Estimate class", String.valueOf(estimate.estimateClass()), material.say("fact.class")))));
    }

    private void components() {
        draft.heading(3, material.say("components"), false);
        table(
                "components",
                material.say("table.components"),
                "components.note",
                true,
                columns("Element", false),
                estimate.byComponent().stream()
                        .map(one -> row(one.name(), one.low(), one.likely(), one.high(), plain(one.grade())))
                        .toList());
    }

    private void swings() {
        List<Estimate.Swing> swings = estimate.tornado().stream().limit(SWINGS).toList();
        draft.heading(3, material.say("swings"), false);
        draft.text("body", material.say("swings.about"));
        chart(
                "swings",
                material.say("chart.swings"),
                swings.stream()
                        .map(one -> bar(one.what(), one.low(), one.high()))
                        .toList());
        table(
                "swings",
                material.say("table.swings"),
                "swings.note",
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
                                        Cell.of(plain(one.grade()))),
                                plain(one.grade())))
                        .toList());
    }

    private void years() {
        draft.heading(3, material.say("years"), false);
        table(
                "years",
                material.say("table.years"),
                "years.note",
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
                                grade))
                        .toList());
    }

    private void sectors() {
        table(
                "cost-sectors",
                material.say("table.costsectors"),
                "replacement.note",
                false,
                columns("Sector", true),
                estimate.bySector().stream()
                        .map(one -> drawn(one.name(), one.gross()))
                        .toList());
    }

    private void notes() {
        draft.add(new Document.Text(
                "small",
                estimate.notes().stream()
                        .map(note -> Document.Span.plain(note + " "))
                        .toList()));
    }

    private void table(String key, String title, String note, boolean shown, List<Column> columns, List<Row> rows) {
        draft.table(key, title, material.say(note), "replacement-cost", shown, columns, rows);
    }

    private List<Column> columns(String head, boolean draws) {
        return List.of(
                Column.words(head),
                Column.number(draws ? "One in ten below" : "Low", prices),
                Column.number(draws ? "Middle" : "Likely", prices),
                Column.number(draws ? "Nine in ten below" : "High", prices),
                Column.words("Rests on"));
    }

    private Row drawn(String name, Spread spread) {
        return row(name, spread.p10(), spread.p50(), spread.p90(), grade);
    }

    private static Row row(String name, long low, long likely, long high, String grade) {
        return new Row(List.of(Cell.of(name), money(low), money(likely), money(high), Cell.of(grade)), grade);
    }

    private static String plain(String grade) {
        return grade.replace('-', ' ');
    }

    private static Cell money(long pence) {
        return Cell.of(Money.say(pence), pence / 100.0);
    }

    private static Bar bar(String name, long low, long high) {
        return new Bar(name, low / 100.0, high / 100.0, Money.say(low) + "–" + Money.say(high));
    }

    private void chart(String key, String title, List<Bar> bars) {
        double most = bars.stream().mapToDouble(Bar::high).max().orElse(0);
        if (most > 0) {
            List<Bar> drawn = bars.subList(0, Math.min(Draft.MOST_BARS, bars.size()));
            draft.add(new Picture(key, title, Draft.alternative(title, drawn), most, drawn));
        }
    }
}
