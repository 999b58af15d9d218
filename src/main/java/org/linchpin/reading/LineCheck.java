package org.linchpin.reading;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
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

    static final int LONGEST_WORDS = 500;
    static final int LONGEST_NOTES = 10_000;
    private static final double MOST_UNITS = 100_000_000;
    private static final int TAC_DIGITS = 8;
    private static final int LEAST_IMEI_DIGITS = 14;
    private static final int MOST_IMEI_DIGITS = 16;

    /** What stands for a reference in the row below a table that sums it up. */
    private static final Set<String> SUMS = Set.of(
            "total",
            "totals",
            "grand total",
            "sum",
            "summe",
            "gesamt",
            "gesamtsumme",
            "total général",
            "somme",
            "totaal",
            "totale",
            "suma",
            "razem",
            "total general",
            "\u5408\u8BA1",
            "\u603B\u8BA1",
            "\u5408\u8A08",
            "\uD569\uACC4");

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
    private final Consumer<Problem> report;
    private final boolean hasIdentity;
    private final Identities ordinals = new Identities();
    private final DistinctWordings wordings = new DistinctWordings();
    private final Memo<Optional<String>> assetClasses;
    private final Memo<Optional<String>> sectors;
    private final Memo<Optional<String>> regions;
    private final Memo<Optional<String>> postcodeRegions;
    private final Memo<String> tacs = new Memo<>(LineCheck::tacOf);
    private final Memo<String> usbIds = new Memo<>(LineCheck::usbIdOf);
    private final Memo<Optional<String>> states = new Memo<>(Vocabulary::status);
    private long row;
    private boolean hard;

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
        this.defaults = defaults;
        this.report = report;
        this.hasIdentity = applied.column(TemplateColumn.ASSET_REF) != null;
        this.assetClasses = new Memo<>(vocabulary::assetClass);
        this.sectors = new Memo<>(vocabulary::sector);
        this.regions = new Memo<>(vocabulary::region);
        this.postcodeRegions = new Memo<>(vocabulary::regionOfPostcode);
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
        HeaderCheck.columns(sample.header(), applied, report);
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

    /** The line, or null where the row cannot be taken in. */
    @Nullable
    public Line check(Rows rows) {
        row = rows.number();
        hard = false;
        if (rows.openEnded()) {
            problem(
                    Severity.HARD,
                    -1,
                    null,
                    "quote-open",
                    "A quotation mark was opened in this row and never closed: the rest of the file lies in one cell",
                    "Close the quotation mark, or double it if it is part of the text");
            return null;
        }
        if (rows.astray()) {
            problem(
                    Severity.HARD,
                    -1,
                    null,
                    "quote-astray",
                    "A quotation mark in this row belongs to words, and what lies between it and the next may be several rows",
                    "Double the mark, or say that nothing stands around cells");
            return null;
        }
        if (rows.size() != header.size()) {
            problem(
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
            problem(
                    Severity.WARNING,
                    header.labels().indexOf(rule.column()),
                    null,
                    LEFT_OUT,
                    "The row is left out, as the mapping says: " + rule.why(),
                    "Change the mapping if it belongs to the register");
            return null;
        }
        template.read(rows, this::clean);
        String ref = identity();
        String assetClass = assetClass();
        String sector = sector(assetClass);
        sameOperator();
        int units = units();
        Double latitude = coordinate(TemplateColumn.LATITUDE, 90);
        Double longitude = coordinate(TemplateColumn.LONGITUDE, 180);
        DistinctWordings.Known words = wording();
        Line line = Line.of(
                rows.number(),
                ref,
                words,
                assetClass,
                sector,
                region(latitude, longitude),
                units,
                day(TemplateColumn.INSTALLED_ON),
                day(TemplateColumn.PLANNED_REPLACEMENT_ON),
                amount(TemplateColumn.CAPACITY_KW, 1e9),
                whole(TemplateColumn.PEOPLE_SERVED, 0, 2_000_000_000),
                whole(TemplateColumn.CRITICALITY, 1, 5),
                remoteControl(),
                status(),
                pence(),
                latitude,
                longitude,
                cell(TemplateColumn.POSTCODE),
                cell(TemplateColumn.SITE),
                cell(TemplateColumn.SITE_SENSITIVITY),
                cell(TemplateColumn.NOTES));
        return hard ? null : line;
    }

    /** Blanks at the ends go, signs that no text holds are reported, and so is what could not be decoded. */
    private String clean(TemplateColumn column, String raw) {
        int length = raw.length();
        if (length == 0) {
            return raw;
        }
        int longest = column == TemplateColumn.NOTES ? LONGEST_NOTES : LONGEST_WORDS;
        if (length > longest) {
            hard(
                    column,
                    raw,
                    "cell-too-long",
                    "The cell has " + length + " characters; " + longest + " are allowed",
                    "Shorten it; perhaps a quotation mark was never closed");
            return "";
        }
        boolean plain = raw.charAt(0) > ' ' && raw.charAt(length - 1) > ' ';
        for (int i = 0; i < length; i++) {
            char c = raw.charAt(i);
            if (c == 0) {
                hard(column, raw, "cell-nul", "The cell holds a NUL character", "Export the register again as text");
                return "";
            }
            if (c == '\uFFFD') {
                warn(
                        column,
                        raw,
                        "cell-undecoded",
                        "The cell holds a character that could not be decoded",
                        "Export the register again as UTF-8");
                plain = false;
                break;
            }
            plain &= c >= ' ' && (c < '\u007F' || !invisible(c));
        }
        return plain ? raw : withoutControls(raw);
    }

    private static String withoutControls(String raw) {
        StringBuilder plain = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c < ' ' || c >= 127 && c <= '\u00A0') {
                plain.append(' ');
            } else if (!invisible(c)) {
                plain.append(c);
            }
        }
        return plain.toString().strip();
    }

    /** Controls, blanks of no width and signs that turn the direction of writing: nobody sees them, and two references differ by them. */
    private static boolean invisible(char c) {
        return c >= '\u007F' && c <= '\u00A0'
                || c == '\u200B'
                || c >= '\u200E' && c <= '\u200F'
                || c >= '\u202A' && c <= '\u202E'
                || c >= '\u2060' && c <= '\u2069'
                || c == '\uFEFF';
    }

    private String cell(TemplateColumn column) {
        return template.cell(column);
    }

    /** Without a reference of its own a row is known by what it says and by its number among those that say the same. */
    private String identity() {
        if (hasIdentity) {
            String ref = cell(TemplateColumn.ASSET_REF);
            if (ref.isEmpty()) {
                hard(
                        TemplateColumn.ASSET_REF,
                        "",
                        "ref-missing",
                        "The row has no reference",
                        "Give each asset a reference that stays the same from file to file");
            } else if (SUMS.contains(ref.toLowerCase(Locale.ROOT))) {
                hard(
                        TemplateColumn.ASSET_REF,
                        ref,
                        "row-total",
                        "The row sums up others and is no asset",
                        "Leave the row out");
            } else if (ref.indexOf("E+") > 0 && ROUNDED.matcher(ref).matches()) {
                hard(
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
        String said = cell(column);
        Optional<String> key = said.isEmpty() ? Optional.empty() : assetClasses.of(said);
        if (key.isPresent()) {
            return key.get();
        }
        if (defaults.assetClass() != null) {
            if (!said.isEmpty()) {
                warn(
                        column,
                        said,
                        "class-unknown",
                        "\"" + said + "\" is no kind of equipment known here; counted as " + defaults.assetClass(),
                        "Use a key of the list in the register format, or say in the mapping what the word stands for");
            }
            return defaults.assetClass();
        }
        hard(
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
        String said = cell(column);
        Optional<String> key = said.isEmpty() ? Optional.empty() : sectors.of(said);
        Optional<String> usual = Optional.ofNullable(defaults.sector()).or(() -> vocabulary.usualSector(assetClass));
        if (key.isEmpty() && !said.isEmpty() && usual.isPresent()) {
            warn(
                    column,
                    said,
                    "sector-unknown",
                    "\"" + said + "\" is no sector known here; counted under " + usual.get(),
                    "Use a key of the list in the register format, or say in the mapping what the word stands for");
        }
        if (key.or(() -> usual).isEmpty() && !assetClass.isEmpty()) {
            hard(
                    column,
                    said,
                    "sector-missing",
                    "The row does not say which sector it serves",
                    "Fill in the sector, or set the register's own");
        }
        return key.or(() -> usual).orElse("");
    }

    private void sameOperator() {
        String said = cell(TemplateColumn.OPERATOR);
        if (!said.isEmpty()
                && !operator.code().isEmpty()
                && !said.equalsIgnoreCase(operator.code())
                && !said.equalsIgnoreCase(operator.name())) {
            hard(
                    TemplateColumn.OPERATOR,
                    said,
                    "operator-other",
                    "The row belongs to " + said + ", the register to " + operator.code(),
                    "Upload it to that operator's register, or set the column aside");
        }
    }

    private int units() {
        String said = cell(TemplateColumn.UNITS);
        if (said.isEmpty()) {
            return 1;
        }
        double units = columns.number(TemplateColumn.UNITS, said);
        if (!(units >= 1) || units > MOST_UNITS || units != Math.rint(units)) {
            hard(
                    TemplateColumn.UNITS,
                    said,
                    "units-range",
                    "Units must be a whole number from 1 to 100,000,000",
                    "Say how many pieces of equipment the row stands for");
            return 1;
        }
        return (int) units;
    }

    private DistinctWordings.Known wording() {
        return wordings.of(
                cell(TemplateColumn.MANUFACTURER),
                cell(TemplateColumn.MODEL),
                cell(TemplateColumn.ORDER_CODE),
                cell(TemplateColumn.FIRMWARE),
                cell(TemplateColumn.CONNECTIVITY),
                cell(TemplateColumn.MODULE_MANUFACTURER),
                cell(TemplateColumn.MODULE_MODEL),
                cell(TemplateColumn.FCC_ID),
                tac(),
                usb());
    }

    /** Of an IMEI only the type allocation code is kept; what follows names one single device. */
    private String tac() {
        String said = cell(TemplateColumn.IMEI_OR_TAC);
        if (said.isEmpty()) {
            return "";
        }
        String tac = tacs.of(said);
        if (tac.isEmpty()) {
            warn(
                    TemplateColumn.IMEI_OR_TAC,
                    said.substring(0, Math.min(8, said.length())),
                    "tac-form",
                    "An IMEI has 14 to 16 digits, a type allocation code 8",
                    "Format the column as text before exporting: spreadsheets turn long numbers into 3.5E+14");
            return "";
        }
        return tac;
    }

    /** Its first eight digits; empty where it is no IMEI and no type allocation code. */
    private static String tacOf(String said) {
        StringBuilder digits = new StringBuilder(MOST_IMEI_DIGITS);
        for (int i = 0; i < said.length(); i++) {
            char c = said.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (c != ' ' && c != '.' && c != '/' && c != '-' && !(c == '\'' && i == 0)) {
                // Spreadsheets mark text that looks like a number by an apostrophe before it.
                return "";
            }
        }
        int length = digits.length();
        return length == TAC_DIGITS || length >= LEAST_IMEI_DIGITS && length <= MOST_IMEI_DIGITS
                ? digits.substring(0, TAC_DIGITS)
                : "";
    }

    private String usb() {
        String said = cell(TemplateColumn.USB_ID);
        if (said.isEmpty()) {
            return "";
        }
        String id = usbIds.of(said);
        if (id.isEmpty()) {
            warn(
                    TemplateColumn.USB_ID,
                    said,
                    "usb-form",
                    "A USB or PCI id is two groups of four hexadecimal digits",
                    "Write it as 2c7c:0125");
            return "";
        }
        return id;
    }

    private static String usbIdOf(String said) {
        String id = said.toLowerCase(Locale.ROOT)
                .replaceAll("0x|vid_|pid_|usb", "")
                .replaceAll("[^0-9a-f]+", ":")
                .replaceAll("^:|:$", "");
        return id.matches("[0-9a-f]{4}:[0-9a-f]{4}") ? id : "";
    }

    private @Nullable Double coordinate(TemplateColumn column, double most) {
        Double degrees = amount(column, Double.MAX_VALUE);
        if (degrees != null && Math.abs(degrees) > most) {
            warn(
                    column,
                    cell(column),
                    "place-range",
                    "Degrees must be between -" + (int) most + " and " + (int) most,
                    "Use degrees of WGS 84, not a national grid");
            return null;
        }
        return degrees;
    }

    private @Nullable String region(@Nullable Double latitude, @Nullable Double longitude) {
        String said = cell(TemplateColumn.REGION);
        if (!said.isEmpty()) {
            Optional<String> code = regions.of(said);
            if (code.isPresent()) {
                return code.get();
            }
            warn(
                    TemplateColumn.REGION,
                    said,
                    "region-unknown",
                    "\"" + said + "\" is no region known here",
                    "Use a code such as TLI or a name such as London");
        }
        Optional<String> byPostcode = postcodeRegions.of(outward(cell(TemplateColumn.POSTCODE)));
        if (latitude == null || longitude == null || latitude == 0 && longitude == 0) {
            return byPostcode.orElse(null);
        }
        Optional<String> byPlace = vocabulary.regionAt(latitude, longitude);
        String place = byPlace.isPresent() && byPlace.equals(byPostcode)
                ? ""
                : cell(TemplateColumn.LATITUDE) + ", " + cell(TemplateColumn.LONGITUDE);
        if (byPlace.isEmpty() && !vocabulary.within(latitude, longitude)) {
            warn(
                    TemplateColumn.LATITUDE,
                    place,
                    "place-outside",
                    byPostcode.isPresent()
                            ? "The place lies outside the country, the postcode within it; the postcode is believed"
                            : "The place lies in none of the regions known here; the row counts without a region",
                    vocabulary.within(longitude, latitude)
                            ? "Latitude and longitude are exchanged: map each to the other"
                            : "Check the coordinates");
        } else if (byPlace.isPresent() && byPostcode.isPresent() && !byPlace.equals(byPostcode)) {
            warn(
                    TemplateColumn.LATITUDE,
                    place,
                    "place-elsewhere",
                    "The coordinates lie in " + vocabulary.regionName(byPlace.get()) + ", the postcode in "
                            + vocabulary.regionName(byPostcode.get()) + "; the postcode is believed",
                    "Correct the one that is wrong");
        }
        return byPostcode.or(() -> byPlace).orElse(null);
    }

    /** The part of a postcode that says where it is: its last three signs tell but the street. */
    private static String outward(String postcode) {
        int end = postcode.length();
        if (end > 4
                && Character.isLetter(postcode.charAt(end - 1))
                && Character.isLetter(postcode.charAt(end - 2))
                && Character.isDigit(postcode.charAt(end - 3))) {
            end -= postcode.charAt(end - 4) == ' ' ? 4 : 3;
        }
        return end == postcode.length() ? postcode : postcode.substring(0, end);
    }

    private @Nullable LocalDate day(TemplateColumn column) {
        String said = cell(column);
        if (said.isEmpty()) {
            return null;
        }
        LocalDate day = columns.day(column, said);
        if (day == null) {
            warn(
                    column,
                    said,
                    "date-form",
                    "\"" + said + "\" is no day between 1950 and 2100",
                    "Write days as 2026-01-31, or say in the mapping in which order day and month stand");
        }
        return day;
    }

    private @Nullable Double amount(TemplateColumn column, double most) {
        String said = cell(column);
        if (said.isEmpty()) {
            return null;
        }
        Double number = columns.number(column, said);
        if (number.isNaN() || number > most || column == TemplateColumn.CAPACITY_KW && number < 0) {
            warn(column, said, "number-form", "\"" + said + "\" is no number that fits here", "Write the number alone");
            return null;
        }
        return number;
    }

    private @Nullable Integer whole(TemplateColumn column, int least, int most) {
        Double number = amount(column, Double.MAX_VALUE);
        if (number == null) {
            return null;
        }
        if (number != Math.rint(number) || number < least || number > most) {
            warn(
                    column,
                    cell(column),
                    "number-range",
                    "The number must be whole and between " + least + " and " + most,
                    "Mend the number or leave the cell empty");
            return null;
        }
        return number.intValue();
    }

    private @Nullable Long pence() {
        Double pounds = amount(TemplateColumn.UNIT_COST, 1e12);
        if (pounds != null && pounds < 0) {
            warn(
                    TemplateColumn.UNIT_COST,
                    cell(TemplateColumn.UNIT_COST),
                    "number-range",
                    "A cost is not negative",
                    "Mend the number");
            return null;
        }
        return pounds == null ? null : Math.round(pounds * 100);
    }

    private @Nullable Boolean remoteControl() {
        String said = cell(TemplateColumn.REMOTE_CONTROL);
        Boolean yes = said.isEmpty() ? null : Cells.yes(said);
        if (yes == null && !said.isEmpty()) {
            warn(
                    TemplateColumn.REMOTE_CONTROL,
                    said,
                    "flag-form",
                    "\"" + said + "\" is neither yes nor no",
                    "Write yes or no");
        }
        return yes;
    }

    private String status() {
        String said = cell(TemplateColumn.STATUS);
        if (said.isEmpty()) {
            return Line.IN_SERVICE;
        }
        Optional<String> status = states.of(said);
        if (status.isEmpty()) {
            warn(
                    TemplateColumn.STATUS,
                    said,
                    "status-unknown",
                    "\"" + said + "\" is not known as in service, planned or removed; counted as in service",
                    "Say in the mapping what the word stands for");
        }
        return status.orElse(Line.IN_SERVICE);
    }

    private void hard(TemplateColumn column, String value, String code, String message, String fix) {
        problem(Severity.HARD, template.from(column), value, code, message, fix);
    }

    private void warn(TemplateColumn column, String value, String code, String message, String fix) {
        problem(Severity.WARNING, template.from(column), value, code, message, fix);
    }

    private void problem(
            Severity severity, int column, @Nullable String value, String code, String message, String fix) {
        hard |= severity == Severity.HARD;
        report.accept(new Problem(severity, row, column, value, code, message, fix));
    }
}
