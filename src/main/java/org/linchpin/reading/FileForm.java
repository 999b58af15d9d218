package org.linchpin.reading;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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

    static FileForm text(Charset charset, char delimiter, char quote, int headerRow) {
        return new FileForm(Kind.TEXT, charset, delimiter, quote, "", headerRow);
    }

    static FileForm workbook(Kind kind, String sheet, int headerRow) {
        return new FileForm(kind, StandardCharsets.UTF_8, ',', '"', sheet, headerRow);
    }

    /** Text in UTF-8 with commas, as the template is. */
    public static FileForm usual() {
        return text(StandardCharsets.UTF_8, ',', '"', 1);
    }

    FileForm headerIn(int row) {
        return new FileForm(kind, charset, delimiter, quote, sheet, row);
    }

    /** The sheets of a workbook, so that one can be chosen; a text has none. */
    public List<String> sheets(Path file) {
        return kind == Kind.TEXT ? List.of() : Archive.sheets(file, kind);
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
            return anew ? FormFinder.withHeader(file, form) : form;
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
