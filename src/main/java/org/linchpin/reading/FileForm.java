package org.linchpin.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.springframework.http.HttpStatus;

/**
 * How a file is written: found from its beginning, shown to whoever sent it, and corrected by them.
 *
 * @param kind whether it is a text or a workbook
 * @param charset how the characters of a text are encoded
 * @param delimiter what stands between the cells of a text
 * @param quote what stands around a cell of a text that holds delimiters; NUL where nothing does
 * @param sheet the name of the workbook's sheet; empty for the first that holds something
 * @param headerRow the number of the row that names the columns, from 1
 */
public record FileForm(Kind kind, Charset charset, char delimiter, char quote, String sheet, int headerRow) {

    /** What a file is, whatever it is called. */
    public enum Kind {
        /** Delimited text. */
        TEXT("text/csv"),
        /** An Excel workbook. */
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        /** An OpenDocument spreadsheet. */
        ODS("application/vnd.oasis.opendocument.spreadsheet");

        private final String mediaType;

        Kind(String mediaType) {
            this.mediaType = mediaType;
        }

        public String mediaType() {
            return mediaType;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int SAMPLE = 1 << 20;
    private static final int RECORDS = 60;
    private static final int MOST_ROWS_BEFORE_HEADER = 30;
    private static final int MOST_SHEETS_BEFORE_TABLE = 12;
    /** A table has so many columns. */
    private static final int TABLE = 3;

    private static final String USUAL_DELIMITERS = ",;\t|";
    /** Looked for where none of the usual ones divides anything. */
    private static final String RARE_DELIMITERS = "^~\u0001\u001F\u00A6\u00A7";

    private static final Map<String, Character> NAMED = new LinkedHashMap<>();
    private static final Map<String, Character> QUOTES = new LinkedHashMap<>();

    static {
        NAMED.put("comma", ',');
        NAMED.put("semicolon", ';');
        NAMED.put("tab", '\t');
        NAMED.put("pipe", '|');
        NAMED.put("space", ' ');
        NAMED.put("unit separator", '\u001F');
        NAMED.put("start of heading", '\u0001');
        QUOTES.put("double", '"');
        QUOTES.put("single", '\'');
        QUOTES.put("none", '\0');
    }

    /** What there is to say of how a file is written. */
    public enum Part {
        ENCODING("encoding", "%s"),
        DELIMITER("delimiter", "%s between the cells"),
        QUOTE("quote", "quotation marks around cells: %s"),
        SHEET("sheet", "sheet %s"),
        HEADER_ROW("headerRow", "header in row %s");

        private final String key;
        private final String words;

        Part(String key, String words) {
            this.key = key;
            this.words = words;
        }

        /** The name in the API. */
        public String key() {
            return key;
        }

        /** For people: {@code sheet Assets}. */
        String words(String value) {
            return words.formatted(value);
        }

        /** What can be said of a kind of file; the row of the header depends on all that comes before it. */
        static List<Part> of(Kind kind) {
            return kind == Kind.TEXT ? List.of(ENCODING, DELIMITER, QUOTE, HEADER_ROW) : List.of(SHEET, HEADER_ROW);
        }
    }

    /**
     * What somebody says of a file in place of what was found; null where it was found rightly.
     *
     * @param quote a name of {@link #quoteNames}
     * @param headerRow a number
     */
    public record Correction(
            @Nullable String encoding,
            @Nullable String delimiter,
            @Nullable String quote,
            @Nullable String sheet,
            @Nullable String headerRow) {

        /** It was found rightly. */
        public static final Correction NONE = new Correction(null, null, null, null, null);

        /** By the keys of {@link Part}. */
        static Correction of(Map<String, String> said) {
            return new Correction(
                    said.get(Part.ENCODING.key()),
                    said.get(Part.DELIMITER.key()),
                    said.get(Part.QUOTE.key()),
                    said.get(Part.SHEET.key()),
                    said.get(Part.HEADER_ROW.key()));
        }

        /** The same, where the row of the header is only what was shown before anything else was corrected: it is looked for again. */
        public Correction since(FileForm shown) {
            return String.valueOf(shown.headerRow()).equals(headerRow)
                    ? new Correction(encoding, delimiter, quote, sheet, null)
                    : this;
        }

        private boolean beyondHeader(FileForm form) {
            return encoding != null && !encoding.equals(form.encoding())
                    || delimiter != null && !delimiter.equals(form.delimiterName())
                    || quote != null && !quote.equals(form.quoteName())
                    || sheet != null && !sheet.equals(form.sheet());
        }
    }

    public FileForm {
        if (headerRow < 1) {
            throw new IllegalArgumentException("rows are counted from 1");
        }
        if (kind == Kind.TEXT && (delimiter == quote || delimiter == '\n' || delimiter == '\r')) {
            throw new IllegalArgumentException("no cell can be told from another");
        }
    }

    private static FileForm text(Charset charset, char delimiter, char quote, int headerRow) {
        return new FileForm(Kind.TEXT, charset, delimiter, quote, "", headerRow);
    }

    private static FileForm workbook(Kind kind, String sheet, int headerRow) {
        return new FileForm(kind, StandardCharsets.UTF_8, ',', '"', sheet, headerRow);
    }

    /** Text in UTF-8 with commas, as the template is. */
    public static FileForm usual() {
        return text(StandardCharsets.UTF_8, ',', '"', 1);
    }

    /** Looks at a file; refuses what is no table, and says what it is instead. */
    public static FileForm of(Path file) {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(SAMPLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (start.length == 0) {
            throw Rows.unfit("file-empty", "The file is empty");
        }
        if (start.length > 3 && start[0] == 'P' && start[1] == 'K') {
            Kind kind = Archive.kind(file);
            return table(file, kind, Archive.sheets(file, kind));
        }
        Encoding.refuseOtherKinds(start);
        Charset charset = charset(file, start);
        String text = new String(start, charset);
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (plain.replace("\0", "").isBlank()) {
            throw Rows.unfit("file-empty", "The file holds nothing but blanks");
        }
        // Excel's own way to say it; the line is no row.
        if (plain.length() > 5 && plain.startsWith("sep=") && (plain.charAt(5) == '\r' || plain.charAt(5) == '\n')) {
            return text(charset, plain.charAt(4), '"', 2);
        }
        char quote = quote(plain);
        return withHeader(file, text(charset, delimiter(plain, quote), quote, 1));
    }

    /** The first sheet that holds a table, and not only how it is to be filled in; the first one where none does. */
    private static FileForm table(Path file, Kind kind, List<String> sheets) {
        for (String sheet : sheets.subList(0, Math.min(sheets.size(), MOST_SHEETS_BEFORE_TABLE))) {
            FileForm form = workbook(kind, sheet, 1);
            List<Integer> widths = new ArrayList<>();
            if (sheets.size() == 1 || filled(file, form, widths, new ArrayList<>()) && usual(widths) >= TABLE) {
                return withHeader(file, form);
            }
        }
        return withHeader(file, workbook(kind, sheets.get(0), 1));
    }

    private static Charset charset(Path file, byte[] start) {
        try {
            byte[] telling = Encoding.beyondAscii(file, start);
            return Encoding.of(telling, start.length < SAMPLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first row that is as wide as most, if the very first is but a title above the table. */
    private static FileForm withHeader(Path file, FileForm form) {
        List<Integer> widths = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        if (!filled(file, form, widths, numbers)) {
            return form;
        }
        int usual = usual(widths);
        int first = widths.get(0);
        if (usual < TABLE || first * 2 > usual) {
            return form;
        }
        for (int i = 1; i < Math.min(widths.size(), MOST_ROWS_BEFORE_HEADER); i++) {
            if (widths.get(i) * 10 >= usual * 8) {
                return form.headerIn(numbers.get(i));
            }
        }
        return form;
    }

    /** As wide as most rows are, or wider. */
    private static int usual(List<Integer> widths) {
        int[] sorted = widths.stream().mapToInt(Integer::intValue).sorted().toArray();
        return sorted[sorted.length * 3 / 4];
    }

    /**
     * Counts the cells that hold something in each of the first rows, and says at which numbers these stand.
     *
     * @return whether these rows have an end
     */
    private static boolean filled(Path file, FileForm form, List<Integer> widths, List<Integer> numbers) {
        try (Rows rows = Rows.of(file, form)) {
            widths.add(filled(rows.header().named()));
            numbers.add(rows.number());
            while (widths.size() < RECORDS && rows.next()) {
                Rows at = rows;
                widths.add(
                        filled(IntStream.range(0, at.size()).mapToObj(at::cell).toList()));
                numbers.add(rows.number());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BadInput endless) {
            return false;
        }
        return true;
    }

    private static int filled(List<String> cells) {
        return (int) cells.stream().filter(cell -> !cell.isBlank()).count();
    }

    private FileForm headerIn(int row) {
        return new FileForm(kind, charset, delimiter, quote, sheet, row);
    }

    /** The sheets of a workbook, so that one can be chosen; a text has none. */
    public List<String> sheets(Path file) {
        return kind == Kind.TEXT ? List.of() : Archive.sheets(file, kind);
    }

    /** A single quotation mark serves where it stands around cells and the double one does nowhere. */
    private static char quote(String text) {
        int single = 0;
        int both = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return '"';
            }
            if (c == '\'' && (i == 0 || (USUAL_DELIMITERS + "\n\r").indexOf(text.charAt(i - 1)) >= 0)) {
                single++;
            } else if (c == '\''
                    && (i + 1 == text.length() || (USUAL_DELIMITERS + "\n\r").indexOf(text.charAt(i + 1)) >= 0)) {
                both++;
            }
        }
        return single > 1 && both * 10 >= single * 9 ? '\'' : '"';
    }

    /** The delimiter under which records have the same number of cells, and the most of them. */
    private static char delimiter(String text, char quote) {
        char best = best(text, quote, USUAL_DELIMITERS);
        char rare = best == 0 ? best(text, quote, RARE_DELIMITERS) : best;
        return rare == 0 ? ',' : rare;
    }

    private static char best(String text, char quote, String candidates) {
        char best = 0;
        double most = 0;
        for (char delimiter : candidates.toCharArray()) {
            List<Integer> widths = widths(text, delimiter, quote);
            if (widths.isEmpty()) {
                continue;
            }
            int[] sorted = widths.stream().mapToInt(Integer::intValue).sorted().toArray();
            int usual = sorted[sorted.length / 2];
            double same = widths.stream().filter(width -> width == usual).count() / (double) widths.size();
            double score = usual > 1 ? same * same * Math.log(usual + 1.0) : 0;
            if (score > most) {
                most = score;
                best = delimiter;
            }
        }
        return best;
    }

    private static List<Integer> widths(String text, char delimiter, char quote) {
        List<Integer> widths = new ArrayList<>();
        try (TextRows rows = new TextRows(new StringReader(text), delimiter, quote)) {
            while (widths.size() < RECORDS && rows.next()) {
                // The sample may end within a cell.
                if (!rows.blank() && !rows.openEnded()) {
                    widths.add(rows.size());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BadInput endless) {
            return widths;
        }
        return widths;
    }

    /** What people call the encoding; for a workbook its kind. */
    public String encoding() {
        return kind == Kind.TEXT ? charset.name() : kind.key();
    }

    /** What people call the delimiter; a workbook has none. */
    public String delimiterName() {
        if (kind != Kind.TEXT) {
            return "none";
        }
        return NAMED.entrySet().stream()
                .filter(named -> named.getValue() == delimiter)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(String.valueOf(delimiter));
    }

    /** What people call what stands around cells. */
    public String quoteName() {
        return QUOTES.entrySet().stream()
                .filter(named -> named.getValue() == quote)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(String.valueOf(quote));
    }

    /** How the file is read, in the middle of a page: {@code UTF-8, comma between the cells, header in row 1}. */
    public String told() {
        String header = ", header in row " + headerRow;
        return switch (kind) {
            case XLSX -> "Excel workbook, sheet " + sheet + header;
            case ODS -> "OpenDocument spreadsheet, sheet " + sheet + header;
            case TEXT -> encoding() + ", " + delimiterName() + " between the cells" + around() + header;
        };
    }

    /** What stands around cells, where that is not what everybody expects. */
    private String around() {
        return switch (quoteName()) {
            case "double" -> "";
            case "none" -> ", nothing around them";
            default -> ", " + quoteName() + " quotation marks around them";
        };
    }

    /** Everything beside the encoding in one line, to be kept: {@code semicolon}, {@code tab, quote ', header 5}. */
    public String layout() {
        StringBuilder words = new StringBuilder(delimiterName());
        if (kind == Kind.TEXT && quote != '"') {
            words.append(", quote ").append(quote == 0 ? "none" : String.valueOf(quote));
        }
        if (headerRow > 1) {
            words.append(", header ").append(headerRow);
        }
        return (kind == Kind.TEXT ? words : words.append(", sheet ").append(sheet)).toString();
    }

    /** Reads back what {@link #encoding} and {@link #layout} wrote, or what a person chose. */
    public static FileForm of(String encoding, String layout) {
        String rest = layout;
        String sheet = "";
        int at = rest.indexOf(", sheet ");
        if (at >= 0) {
            sheet = rest.substring(at + ", sheet ".length());
            rest = rest.substring(0, at);
        }
        int header = 1;
        at = rest.indexOf(", header ");
        if (at >= 0) {
            header = Integer.parseInt(rest.substring(at + ", header ".length()));
            rest = rest.substring(0, at);
        }
        char quote = '"';
        at = rest.indexOf(", quote ");
        if (at >= 0) {
            String said = rest.substring(at + ", quote ".length());
            quote = said.equals("none") ? 0 : said.charAt(0);
            rest = rest.substring(0, at);
        }
        for (Kind kind : List.of(Kind.XLSX, Kind.ODS)) {
            if (kind.key().equals(encoding)) {
                return workbook(kind, sheet, header);
            }
        }
        if (!NAMED.containsKey(rest) && rest.length() != 1) {
            throw new IllegalArgumentException("a delimiter is one character");
        }
        return text(
                Charset.forName(encoding), NAMED.containsKey(rest) ? NAMED.get(rest) : rest.charAt(0), quote, header);
    }

    /**
     * The same file read as somebody says: a text by its encoding and signs, a workbook by its sheet. Where that changes what its rows are,
     * and nobody says which of them names the columns, that is found anew.
     */
    public FileForm corrected(Path file, Correction said) {
        try {
            boolean anew = said.headerRow() == null && said.beyondHeader(this);
            int header = said.headerRow() == null
                    ? anew ? 1 : headerRow
                    : Integer.parseInt(said.headerRow().strip());
            FileForm form = kind == Kind.TEXT ? correctedText(said, header) : onSheet(file, said.sheet(), header);
            return anew ? withHeader(file, form) : form;
        } catch (IllegalArgumentException unknown) {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    "encoding",
                    said.encoding(),
                    "form-unknown",
                    "The file cannot be read that way",
                    "Choose an encoding of the list, one character between the cells, and a row from 1 on")));
        }
    }

    /**
     * What somebody says of files that are not there yet, by the keys of {@link Part}, in the words in which it is found.
     *
     * @throws IllegalArgumentException where no file can be read that way
     */
    static Map<String, String> normal(Map<String, String> said) {
        FileForm form = usual().correctedText(
                        Correction.of(said),
                        Integer.parseInt(
                                said.getOrDefault(Part.HEADER_ROW.key(), "1").strip()));
        Map<String, String> normal = new LinkedHashMap<>();
        for (Part part : Part.values()) {
            String word = said.get(part.key());
            if (word != null) {
                normal.put(part.key(), part == Part.SHEET ? word : form.said(part));
            }
        }
        if (normal.size() < said.size()) {
            throw new IllegalArgumentException("nothing else can be said of a file");
        }
        return normal;
    }

    private FileForm correctedText(Correction said, int header) {
        FileForm other = of(
                Objects.requireNonNullElse(said.encoding(), encoding()),
                Objects.requireNonNullElse(said.delimiter(), delimiterName()));
        char around = said.quote() == null || said.quote().equals(quoteName()) ? quote : quoteNamed(said.quote());
        return text(other.charset(), other.delimiter(), around == other.delimiter() ? '"' : around, header);
    }

    private FileForm onSheet(Path file, @Nullable String name, int header) {
        if (name != null && !sheets(file).contains(name)) {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    Part.SHEET.key(),
                    name,
                    "sheet-unknown",
                    "The workbook has no sheet \"" + name + "\"",
                    "Its sheets are: " + String.join(", ", sheets(file)))));
        }
        return workbook(kind, Objects.requireNonNullElse(name, sheet), header);
    }

    /** All of it as somebody might say it, but for the row of the header. */
    Correction correction() {
        return kind == Kind.TEXT
                ? new Correction(encoding(), delimiterName(), quoteName(), null, null)
                : new Correction(null, null, null, sheet, null);
    }

    /** A part of it as people say it. */
    String said(Part part) {
        return switch (part) {
            case ENCODING -> encoding();
            case DELIMITER -> delimiterName();
            case QUOTE -> quoteName();
            case SHEET -> sheet;
            case HEADER_ROW -> String.valueOf(headerRow);
        };
    }

    private static char quoteNamed(String name) {
        Character quote = QUOTES.get(name);
        if (quote == null) {
            throw new IllegalArgumentException("no quotation mark is called that");
        }
        return quote;
    }

    public static List<String> quoteNames() {
        return List.copyOf(QUOTES.keySet());
    }

    public static List<String> delimiterNames() {
        return Arrays.asList("comma", "semicolon", "tab", "pipe", "space");
    }

    public static List<String> encodings() {
        return Encoding.NAMES;
    }

    static BadInput otherKind(String code, String message) {
        return new BadInput(HttpStatus.UNSUPPORTED_MEDIA_TYPE, code, message);
    }
}
