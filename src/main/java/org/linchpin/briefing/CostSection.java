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
    private final Spread whole;
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
        this.whole = estimate.whole().gross();
        this.sure = estimate.sure().gross();
        this.possible = estimate.possible().gross();
    }

    void write() {
        figures();
        head();
        List<Named> totals = List.of(
                new Named(material.say("cost.whole"), whole),
                new Named(material.say("cost.sure"), sure),
                new Named(material.say("cost.possible"), possible),
                new Named(material.say("cost.budget"), estimate.whole().budget()),
                new Named(material.say("cost.forward"), estimate.whole().broughtForward()));
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
                material.say("replacement.note"),
                !section.brief(),
                columns("Measure"),
                totals.stream()
                        .map(one -> drawn(one.name(), one.spread(), grade))
                        .toList());
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
                Money.say(whole.p10()) + " to " + Money.say(whole.p90()),
                whole.p10() / 100.0,
                whole.p90() / 100.0,
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
                        ? material.say("replacement", Money.say(whole.p10()), Money.say(whole.p90()), holder, finish)
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
                        Say.count(estimate.possible().units()),
                        Money.say(sure.p10()),
                        Money.say(sure.p90()),
                        Money.say(possible.p10()),
                        Money.say(possible.p90())));
    }

    private void facts() {
        draft.add(new Facts(List.of(
                new Fact("Sure units", Say.count(estimate.sure().units()), material.say("fact.sure")),
                new Fact("Possible units", Say.count(estimate.possible().units()), material.say("fact.possible")),
                new Fact("Host designs", Say.count(estimate.sure().designs()), material.say("fact.designs")),
                new Fact("Estimate class", String.valueOf(estimate.estimateClass()), material.say("fact.class")))));
    }

    private void components() {
        Spread allowance = estimate.allowance().gross();
        draft.heading(3, material.say("components"), false);
        table(
                "components",
                material.say("table.components"),
                material.say("components.note", Money.say(allowance.p10()), Money.say(allowance.p90())),
                true,
                columns("Element"),
                estimate.elements().stream()
                        .map(one -> drawn(one.name(), one.gross(), plain(one.grade())))
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
                material.say("swings.note"),
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
                material.say("replacement.note"),
                true,
                List.of(
                        Column.words("Year"),
                        Column.number("Sure units", "units"),
                        Column.number("Possible units", "units"),
                        Column.number("One in ten below", prices),
                        Column.number("Middle", prices),
                        Column.number("Nine in ten below", prices)),
                estimate.byYear().stream()
                        .map(one -> new Row(
                                List.of(
                                        Cell.of(String.valueOf(one.year())),
                                        Cell.of(Say.count(one.sure()), one.sure()),
                                        Cell.of(Say.count(one.possible()), one.possible()),
                                        money(one.gross().p10()),
                                        money(one.gross().p50()),
                                        money(one.gross().p90())),
                                grade))
                        .toList());
    }

    private void sectors() {
        table(
                "cost-sectors",
                material.say("table.costsectors"),
                material.say("replacement.note"),
                false,
                columns("Sector"),
                estimate.bySector().stream()
                        .map(one -> drawn(one.name(), one.gross(), grade))
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
        draft.table(key, title, note, "replacement-cost", shown, columns, rows);
    }

    private List<Column> columns(String head) {
        return List.of(
                Column.words(head),
                Column.number("One in ten below", prices),
                Column.number("Middle", prices),
                Column.number("Nine in ten below", prices),
                Column.words("Rests on"));
    }

    private static Row drawn(String name, Spread spread, String grade) {
        return new Row(
                List.of(Cell.of(name), money(spread.p10()), money(spread.p50()), money(spread.p90()), Cell.of(grade)),
                grade);
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
