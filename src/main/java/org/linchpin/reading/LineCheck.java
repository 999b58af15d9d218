package org.linchpin.reading;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Operator;
import org.linchpin.reading.Problem.Severity;

/**
 * Checks the rows of one file, cell by cell. A row gets every problem it has at once; one hard problem keeps it out, a
 * warning only its cell. Not for several threads: the cells of the row at hand are its state.
 */
public final class LineCheck {

    /** The code under which a row that the mapping leaves out is accounted for; it is rejected, and nothing is wrong with it. */
    public static final String LEFT_OUT = "row-left-out";

    private static final double MOST_UNITS = 100_000_000;

    /** How spreadsheets write a long number that nobody told them is none. */
    private static final Pattern ROUNDED = Pattern.compile("[0-9]([.,][0-9]{1,14})?E\\+[0-9]{1,3}");

    private final Operator operator;
    private final Mapping mapping;
    private final FileForm form;
    private final Header header;
    private final Mapping.Applied applied;
    private final Template template;
    private final ColumnReading columns;
    private final Vocabulary vocabulary;
    private final Defaults defaults;
    private final CheckedRow row;
    private final WordingCheck wording;
    private final PlaceCheck place;
    private final boolean hasIdentity;
    private final Identities ordinals = new Identities();
    private final Memo<Optional<String>> assetClasses;
    private final Memo<Optional<String>> sectors;
    private final Memo<Optional<String>> states = new Memo<>(Vocabulary::status);
    private @Nullable String refused;

    /**
     * What holds for rows that do not say.
     *
     * @param sparing whether a file may leave out columns that were used before, as one that only says what is new
     */
    public record Defaults(
            @Nullable String assetClass, @Nullable String sector, boolean sparing) {}

    private LineCheck(
            Operator operator,
            Mapping mapping,
            FileForm form,
            Header header,
            Mapping.Applied applied,
            ColumnReading columns,
            Vocabulary vocabulary,
            Defaults defaults,
            Consumer<Problem> report) {
        this.columns = columns;
        this.form = form;
        this.operator = operator;
        this.mapping = mapping;
        this.header = header;
        this.applied = applied;
        this.template = new Template(mapping, header, applied);
        this.vocabulary = vocabulary;
        this.row = new CheckedRow(template, columns, report);
        this.wording = new WordingCheck(row);
        this.place = new PlaceCheck(row, vocabulary);
        this.defaults = defaults;
        this.hasIdentity = applied.column(TemplateColumn.ASSET_REF) != null;
        this.assetClasses = new Memo<>(vocabulary::assetClass);
        this.sectors = new Memo<>(vocabulary::sector);
    }

    /** Decides from a file's first rows how its columns are read, and reports what its header leaves open. */
    public static LineCheck of(
            Sample sample,
            FileForm form,
            Operator operator,
            Mapping mapping,
            Vocabulary vocabulary,
            Defaults defaults,
            Consumer<Problem> report) {
        Mapping.Applied applied = defaults.sparing() ? mapping.to(sample).sparing() : mapping.to(sample);
        HeaderCheck.columns(sample, mapping, applied, report);
        HeaderCheck.form(sample.header(), form, mapping.form(), report);
        return new LineCheck(
                operator,
                mapping,
                form,
                sample.header(),
                applied,
                ColumnReading.of(sample, form, mapping, applied, report),
                vocabulary,
                defaults,
                report);
    }

    /** How many cells rest on a guess of which number is the day, by their column. */
    public Map<Integer, Long> ambiguousDays() {
        Map<Integer, Long> cells = new HashMap<>();
        columns.guessedDays().forEach((column, many) -> cells.put(template.from(column), many));
        return cells;
    }

    /** Whether a column tells the assets apart; else a row is known by what it says. */
    public boolean hasIdentity() {
        return hasIdentity;
    }

    /** The mapping as it was applied, to be kept. */
    public Mapping reading() {
        return mapping.as(applied, header).withForm(mapping.form().settled(form));
    }

    /** Names of columns that nobody has decided about. */
    public List<String> undecided() {
        return applied.undecided().stream().map(i -> header.labels().get(i)).toList();
    }

    /**
     * The reference in the row that was checked last, if that was refused and can be known by one. A row that the mapping leaves
     * out or that sums up others is no asset, and where cells may have moved nothing tells which is the reference: null.
     */
    @Nullable
    public String refusedReference() {
        return refused;
    }

    /** The line, or null where the row cannot be taken in. */
    @Nullable
    public Line check(Rows rows) {
        row.begin(rows.number());
        refused = null;
        if (rows.openEnded()) {
            row.problem(
                    Severity.HARD,
                    -1,
                    null,
                    "quote-open",
                    "A quotation mark was opened in this row and never closed: the rest of the file lies in one cell",
                    "Close the quotation mark, or double it if it is part of the text");
            return null;
        }
        if (rows.astray()) {
            row.problem(
                    Severity.HARD,
                    -1,
                    null,
                    "quote-astray",
                    "A quotation mark in this row belongs to words, and what lies between it and the next may be several rows",
                    "Double the mark, or say that nothing stands around cells");
            return null;
        }
        if (rows.size() != header.size()) {
            row.problem(
                    Severity.HARD,
                    -1,
                    String.valueOf(rows.size()),
                    "row-ragged",
                    "The row has " + rows.size() + " cells, the header has " + header.size(),
                    "Look for a line break or a delimiter inside a cell that has no quotation marks around it");
            return null;
        }
        Mapping.LeftOut rule = template.leftOut(rows);
        if (rule != null) {
            row.problem(
                    Severity.WARNING,
                    header.labels().indexOf(rule.column()),
                    null,
                    LEFT_OUT,
                    "The row is left out, as the mapping says: " + rule.why(),
                    "Change the mapping if it belongs to the register");
            return null;
        }
        row.read(rows);
        if (hasIdentity && sumsUp(row.cell(TemplateColumn.ASSET_REF))) {
            row.hard(
                    TemplateColumn.ASSET_REF,
                    row.cell(TemplateColumn.ASSET_REF),
                    "row-total",
                    "The row sums up others and is no asset",
                    "Leave the row out");
            return null;
        }
        String ref = identity();
        String assetClass = assetClass();
        String sector = sector(assetClass);
        sameOperator();
        int units = units();
        Double latitude = place.latitude();
        Double longitude = place.longitude();
        DistinctWordings.Known words = wording.known();
        Line line = Line.of(
                rows.number(),
                ref,
                words,
                assetClass,
                sector,
                place.region(latitude, longitude),
                units,
                day(TemplateColumn.INSTALLED_ON),
                day(TemplateColumn.PLANNED_REPLACEMENT_ON),
                row.amount(TemplateColumn.CAPACITY_KW, 1e9),
                whole(TemplateColumn.PEOPLE_SERVED, 0, 2_000_000_000),
                whole(TemplateColumn.CRITICALITY, 1, 5),
                remoteControl(),
                status(),
                pence(),
                latitude,
                longitude,
                row.cell(TemplateColumn.POSTCODE),
                row.cell(TemplateColumn.SITE),
                row.cell(TemplateColumn.SITE_SENSITIVITY),
                row.cell(TemplateColumn.NOTES));
        if (row.isHard()) {
            refused = hasIdentity && !ref.isEmpty() ? ref : null;
            return null;
        }
        return line;
    }

    /**
     * A word for a sum alone says so. One that goes on, as "Subtotal West", must say neither maker nor model of anything; and as a site may be
     * called "Total Garage", a row that begins so is only a sum where other rows could say who made them.
     */
    private boolean sumsUp(String ref) {
        return switch (Cells.sum(ref)) {
            case NONE -> false;
            case WORD -> true;
            case PART -> saysOfNothing();
            case PERHAPS ->
                saysOfNothing()
                        && (template.from(TemplateColumn.MANUFACTURER) >= 0 || template.from(TemplateColumn.MODEL) >= 0)
                        && row.cell(TemplateColumn.POSTCODE).isEmpty()
                        && row.cell(TemplateColumn.LATITUDE).isEmpty();
        };
    }

    /** What the mapping says of every row alike is nothing that this one says. */
    private boolean saysOfNothing() {
        return Stream.of(
                        TemplateColumn.MANUFACTURER,
                        TemplateColumn.MODEL,
                        TemplateColumn.MODULE_MANUFACTURER,
                        TemplateColumn.MODULE_MODEL)
                .allMatch(column ->
                        row.cell(column).equals(mapping.constant(column).orElse("")));
    }

    /** Without a reference of its own a row is known by what it says and by its number among those that say the same. */
    private String identity() {
        if (hasIdentity) {
            String ref = row.cell(TemplateColumn.ASSET_REF);
            if (ref.isEmpty()) {
                row.hard(
                        TemplateColumn.ASSET_REF,
                        "",
                        "ref-missing",
                        "The row has no reference",
                        "Give each asset a reference that stays the same from file to file");
            } else if (ref.indexOf("E+") > 0 && ROUNDED.matcher(ref).matches()) {
                row.hard(
                        TemplateColumn.ASSET_REF,
                        ref,
                        "ref-rounded",
                        "A spreadsheet has rounded the reference, so that several assets may share it",
                        "Format the column as text before exporting");
            }
            return ref;
        }
        long content = template.content();
        long before = ordinals.putIfAbsent(content, 1);
        if (before > 0) {
            ordinals.put(content, before + 1);
        }
        return "row-" + HexFormat.of().toHexDigits(content) + "-" + (before + 1);
    }

    private String assetClass() {
        TemplateColumn column = TemplateColumn.ASSET_CLASS;
        String said = row.cell(column);
        Optional<String> key = said.isEmpty() ? Optional.empty() : assetClasses.of(said);
        if (key.isPresent()) {
            return key.get();
        }
        if (defaults.assetClass() != null) {
            if (!said.isEmpty()) {
                row.warn(
                        column,
                        said,
                        "class-unknown",
                        "\"" + said + "\" is no kind of equipment known here; counted as " + defaults.assetClass(),
                        "Use a key of the list in the register format, or say in the mapping what the word stands for");
            }
            return defaults.assetClass();
        }
        row.hard(
                column,
                said,
                said.isEmpty() ? "class-missing" : "class-unknown",
                said.isEmpty()
                        ? "The row does not say what kind of equipment it is"
                        : "\"" + said + "\" is no kind of equipment known here",
                "Use a key of the list in the register format, or set the register's own kind");
        return "";
    }

    private String sector(String assetClass) {
        TemplateColumn column = TemplateColumn.SECTOR;
        String said = row.cell(column);
        Optional<String> key = said.isEmpty() ? Optional.empty() : sectors.of(said);
        Optional<String> usual = Optional.ofNullable(defaults.sector()).or(() -> vocabulary.usualSector(assetClass));
        if (key.isEmpty() && !said.isEmpty() && usual.isPresent()) {
            row.warn(
                    column,
                    said,
                    "sector-unknown",
                    "\"" + said + "\" is no sector known here; counted under " + usual.get(),
                    "Use a key of the list in the register format, or say in the mapping what the word stands for");
        }
        if (key.or(() -> usual).isEmpty() && !assetClass.isEmpty()) {
            row.hard(
                    column,
                    said,
                    "sector-missing",
                    "The row does not say which sector it serves",
                    "Fill in the sector, or set the register's own");
        }
        return key.or(() -> usual).orElse("");
    }

    private void sameOperator() {
        String said = row.cell(TemplateColumn.OPERATOR);
        if (!said.isEmpty()
                && !operator.code().isEmpty()
                && !said.equalsIgnoreCase(operator.code())
                && !said.equalsIgnoreCase(operator.name())) {
            row.hard(
                    TemplateColumn.OPERATOR,
                    said,
                    "operator-other",
                    "The row belongs to " + said + ", the register to " + operator.code(),
                    "Upload it to that operator's register, or set the column aside");
        }
    }

    private int units() {
        String said = row.cell(TemplateColumn.UNITS);
        if (said.isEmpty()) {
            return 1;
        }
        double units = columns.number(TemplateColumn.UNITS, said);
        if (!(units >= 1) || units > MOST_UNITS || units != Math.rint(units)) {
            row.hard(
                    TemplateColumn.UNITS,
                    said,
                    "units-range",
                    "Units must be a whole number from 1 to 100,000,000",
                    "Say how many pieces of equipment the row stands for");
            return 1;
        }
        return (int) units;
    }

    private @Nullable LocalDate day(TemplateColumn column) {
        String said = row.cell(column);
        if (said.isEmpty()) {
            return null;
        }
        LocalDate day = columns.day(column, said);
        if (day == null) {
            row.warn(
                    column,
                    said,
                    "date-form",
                    "\"" + said + "\" is no day between 1950 and 2100",
                    "Write days as 2026-01-31, or say in the mapping in which order day and month stand");
        }
        return day;
    }

    private @Nullable Integer whole(TemplateColumn column, int least, int most) {
        Double number = row.amount(column, Double.MAX_VALUE);
        if (number == null) {
            return null;
        }
        if (number != Math.rint(number) || number < least || number > most) {
            row.warn(
                    column,
                    row.cell(column),
                    "number-range",
                    "The number must be whole and between " + least + " and " + most,
                    "Mend the number or leave the cell empty");
            return null;
        }
        return number.intValue();
    }

    private @Nullable Long pence() {
        Double pounds = row.amount(TemplateColumn.UNIT_COST, 1e12);
        if (pounds != null && pounds < 0) {
            row.warn(
                    TemplateColumn.UNIT_COST,
                    row.cell(TemplateColumn.UNIT_COST),
                    "number-range",
                    "A cost is not negative",
                    "Mend the number");
            return null;
        }
        return pounds == null ? null : Math.round(pounds * 100);
    }

    private @Nullable Boolean remoteControl() {
        String said = row.cell(TemplateColumn.REMOTE_CONTROL);
        Boolean yes = said.isEmpty() ? null : Cells.yes(said);
        if (yes == null && !said.isEmpty()) {
            row.warn(
                    TemplateColumn.REMOTE_CONTROL,
                    said,
                    "flag-form",
                    "\"" + said + "\" is neither yes nor no",
                    "Write yes or no");
        }
        return yes;
    }

    private String status() {
        String said = row.cell(TemplateColumn.STATUS);
        if (said.isEmpty()) {
            return Line.IN_SERVICE;
        }
        Optional<String> status = states.of(said);
        if (status.isEmpty()) {
            row.warn(
                    TemplateColumn.STATUS,
                    said,
                    "status-unknown",
                    "\"" + said + "\" is not known as in service, planned or removed; counted as in service",
                    "Say in the mapping what the word stands for");
        }
        return status.orElse(Line.IN_SERVICE);
    }
}
