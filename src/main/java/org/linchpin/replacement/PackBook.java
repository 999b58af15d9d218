package org.linchpin.replacement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.linchpin.inventory.InstalledBase.Clocks;
import org.linchpin.office.Workbook;
import org.linchpin.office.Workbook.Cell;
import org.linchpin.office.Workbook.Sheet;

/** A finished funding pack as tables: what is asked for, all it rests on, and what is not known. Money in pounds. */
final class PackBook {

    static final List<String> HEADER = List.of(
            "table", "item", "measure", "value", "price_year", "as_at", "known_at", "slice", "target", "method");

    private static final List<String> RANGE = List.of("P10", "P50", "P80", "P90", "Mean");

    private final Estimate estimate;
    private final FundingPack pack;
    private final List<CostBook.OutsideView> outside;
    private final String name;
    private final Clocks clocks;
    private final String author;

    PackBook(
            Estimate estimate,
            FundingPack pack,
            List<CostBook.OutsideView> outside,
            String name,
            Clocks clocks,
            String author) {
        this.estimate = estimate;
        this.pack = pack;
        this.outside = outside;
        this.name = name;
        this.clocks = clocks;
        this.author = author;
    }

    Workbook book() {
        return new Workbook(
                "Funding pack: replacing the modules of " + name,
                asked(),
                author,
                clocks.knownAt(),
                "Funding pack, as at " + clocks.asAt(),
                "",
                sheets());
    }

    /** One row for each cell that is not a name. */
    void rows(Consumer<List<? extends @Nullable String>> csv) {
        for (Sheet sheet : sheets()) {
            for (List<Cell> row : sheet.rows()) {
                for (int i = 1; i < row.size(); i++) {
                    csv.accept(List.of(
                            sheet.name(),
                            row.get(0).text(),
                            sheet.header().get(i),
                            row.get(i).text(),
                            String.valueOf(estimate.priceYear()),
                            clocks.asAt().toString(),
                            clocks.knownAt().toString(),
                            slice(),
                            target(),
                            Estimate.METHOD));
                }
            }
        }
    }

    private String asked() {
        return "Asked for: up to " + Money.say(estimate.whole().budget().p80())
                + " with allowance for optimism, which eight draws in ten stay under";
    }

    private String slice() {
        String query = estimate.question().slice().query();
        return query.isEmpty() ? "everything in scope" : query;
    }

    private String target() {
        return estimate.question().target().told();
    }

    private List<Sheet> sheets() {
        List<Sheet> sheets = new ArrayList<>();
        sheets.add(cover());
        sheets.add(money());
        sheets.add(new Sheet(
                "Elements",
                "What it is made of",
                Stream.concat(
                                Stream.concat(Stream.of("Element"), RANGE.stream()),
                                Stream.of("How well known", "Numbers"))
                        .toList(),
                estimate.byComponent().stream()
                        .map(one -> row(
                                one.name(),
                                one.gross(),
                                Cell.of(one.grade()),
                                Cell.of(String.join("; ", one.parameters()))))
                        .toList()));
        part(sheets, "Sectors", "sector");
        part(sheets, "Regions", "region");
        part(sheets, "Operators", "operator");
        part(sheets, "Equipment", "assetClass");
        sheets.add(new Sheet(
                "Years",
                "By the year in which it is spent",
                Stream.concat(Stream.of("Year"), RANGE.stream()).toList(),
                estimate.byYear().stream()
                        .map(one -> row(String.valueOf(one.year()), one.gross()))
                        .toList()));
        sheets.add(new Sheet(
                "Sensitivity",
                "The mean with one number at its low and at its high value",
                List.of("Number", "At its low", "At its high", "How well known"),
                estimate.tornado().stream()
                        .map(one -> List.of(
                                Cell.of(one.what()), pounds(one.low()), pounds(one.high()), Cell.of(one.grade())))
                        .toList()));
        sheets.add(numbers());
        sheets.add(new Sheet(
                "Outside view",
                "What published programmes came to",
                List.of("Programme", "Finding", "Times the first figure", "Source"),
                outside.stream()
                        .map(one -> List.of(
                                Cell.of(one.programme()),
                                Cell.of(one.finding()),
                                one.ratio() == null ? Cell.of("not known") : Cell.of(one.ratio()),
                                Cell.of(String.join("; ", one.sources()))))
                        .toList()));
        sheets.add(new Sheet(
                "Twelve steps",
                "Twelve steps of a reliable estimate (GAO-20-195G)",
                List.of("Step", "State", "By"),
                Steps.of(estimate, pack).stream()
                        .map(step -> List.of(
                                Cell.of(step.number() + ". " + step.name()), Cell.of(step.state()), Cell.of(step.by())))
                        .toList()));
        sheets.add(new Sheet("Notes", "How the figures are to be read", List.of("Number", "Note"), notes()));
        return sheets.stream().filter(sheet -> !sheet.rows().isEmpty()).toList();
    }

    private Sheet cover() {
        Question asked = estimate.question();
        List<List<Cell>> rows = new ArrayList<>();
        say(rows, "Request", "Replacing the modules of " + name);
        say(rows, "Asked for", asked());
        say(rows, "What is done", asked.option().label() + ", " + asked.startYear() + " to " + asked.finishYear());
        say(rows, "Purpose", pack.purpose());
        say(rows, "Answers for it", pack.owner());
        say(rows, "To be approved by", pack.approver());
        say(rows, "Evidence", pack.evidence());
        if (FundingPack.needsWhyConcept(estimate)) {
            say(rows, "Why a concept estimate", pack.whyConcept());
        }
        if (FundingPack.needsUnknown(estimate)) {
            say(rows, "Unknown units", pack.unknown());
        }
        say(rows, "Next review", pack.review());
        rows.add(List.of(
                Cell.of("Units surely affected"),
                Cell.of(Math.round(estimate.sure().units()))));
        rows.add(List.of(
                Cell.of("Units possibly affected"),
                Cell.of(Math.round(estimate.possible().units()))));
        say(rows, "Estimate class (AACE 18R-97)", String.valueOf(estimate.estimateClass()));
        say(
                rows,
                "Allowance for optimism",
                Asking.plain(estimate.bias().percent()) + " per cent of gross"
                        + (estimate.bias().reason().isEmpty()
                                ? ", unmitigated"
                                : ", mitigated because: " + estimate.bias().reason()));
        say(rows, "Prices", "Pounds of " + estimate.priceYear() + ", real, without VAT");
        say(rows, "Discounting", estimate.discountEdition());
        say(rows, "As at", clocks.asAt().toString());
        say(rows, "Known at", clocks.knownAt().toString());
        say(rows, "What is counted", slice());
        say(rows, "Target", target());
        say(rows, "Draws", asked.draws() + ", seed " + asked.seed());
        say(rows, "Method", Estimate.METHOD);
        say(rows, "Made by", author);
        return new Sheet("Pack", "Funding pack", List.of("Field", "Value"), rows);
    }

    private static void say(List<List<Cell>> rows, String field, String value) {
        rows.add(List.of(Cell.of(field), Cell.of(value)));
    }

    private Sheet money() {
        Estimate.Part whole = estimate.whole();
        return new Sheet(
                "Money",
                "What it costs",
                Stream.concat(Stream.of("Amount in pounds of " + estimate.priceYear()), RANGE.stream())
                        .toList(),
                List.of(
                        row("Gross cash", whole.gross()),
                        row("Only brought forward", whole.broughtForward()),
                        row("With allowance for optimism", whole.budget()),
                        row(
                                "Gross, if no unknown unit is affected",
                                estimate.sure().gross()),
                        row(
                                "Gross, if every unknown unit is affected",
                                estimate.possible().gross())));
    }

    private void part(List<Sheet> sheets, String title, String by) {
        List<Estimate.Share> shares = estimate.parts().getOrDefault(by, List.of());
        Function<Estimate.Share, List<Cell>> row = one -> row(
                one.name().isEmpty() ? "Not stated" : one.name(),
                one.gross(),
                Cell.of(Math.round(one.sure())),
                Cell.of(Math.round(one.possible())));
        sheets.add(new Sheet(
                title,
                "By " + title.toLowerCase(Locale.ROOT),
                Stream.concat(
                                Stream.concat(Stream.of(title), RANGE.stream()),
                                Stream.of("Units surely affected", "Units possibly affected"))
                        .toList(),
                shares.stream().map(row).toList()));
    }

    private Sheet numbers() {
        return new Sheet(
                "Assumptions",
                "Every number that it rests on",
                List.of(
                        "Number",
                        "What",
                        "Low",
                        "Likely",
                        "High",
                        "Unit",
                        "Price year",
                        "How well known",
                        "Where from",
                        "Author",
                        "Date"),
                estimate.assumptions().stream()
                        .map(one -> List.of(
                                Cell.of(one.key()),
                                Cell.of(one.what()),
                                Cell.of(one.low()),
                                Cell.of(one.likely()),
                                Cell.of(one.high()),
                                Cell.of(one.unit()),
                                Cell.of(one.priceYear() == null ? "" : String.valueOf(one.priceYear())),
                                Cell.of(one.grade()),
                                Cell.of((one.basis() + " " + String.join("; ", one.sources())).strip()),
                                Cell.of(one.author()),
                                Cell.of(one.stated() == null ? "" : one.stated().toString())))
                        .toList());
    }

    private List<List<Cell>> notes() {
        List<String> notes = new ArrayList<>(List.of(
                "P10 is the cost that one draw in ten stays under, P80 the one that eight in ten stay under.",
                "An assumption is a placeholder that nobody has measured. It is not evidence.",
                "Unknown is never counted as safe: unknown units are drawn as perhaps affected.",
                "The outside view stands beside the estimate and is not multiplied into it."));
        notes.addAll(estimate.notes());
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < notes.size(); i++) {
            rows.add(List.of(Cell.of(String.valueOf(i + 1)), Cell.of(notes.get(i))));
        }
        return rows;
    }

    private static List<Cell> row(String name, Spread spread, Cell... more) {
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.of(name),
                pounds(spread.p10()),
                pounds(spread.p50()),
                pounds(spread.p80()),
                pounds(spread.p90()),
                pounds(spread.mean())));
        cells.addAll(List.of(more));
        return cells;
    }

    private static Cell pounds(long pence) {
        return new Cell(BigDecimal.valueOf(pence, 2).toPlainString(), pence / 100.0);
    }

    /** The file's name without its ending. */
    static String file(Question question) {
        return "funding-pack-" + question.target().key().replaceAll("[^A-Za-z0-9_]", "");
    }
}
