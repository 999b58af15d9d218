package org.linchpin.reading;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.linchpin.reading.Problem.Severity;

/**
 * The cells of the row at hand, as the mapping finds them, and the problems it has: a hard one keeps the row out, a warning only
 * its cell. One object serves all rows of a file, one after the other.
 */
final class CheckedRow {

    static final int LONGEST_WORDS = 500;
    static final int LONGEST_NOTES = 10_000;

    private final Template template;
    private final ColumnReading columns;
    private final Consumer<Problem> report;
    private long number;
    private boolean hard;

    CheckedRow(Template template, ColumnReading columns, Consumer<Problem> report) {
        this.template = template;
        this.columns = columns;
        this.report = report;
    }

    /** The row that problems are of from now on; its cells are read later, for it may have none that fit. */
    void begin(long row) {
        number = row;
        hard = false;
    }

    void read(Rows rows) {
        template.read(rows, this::clean);
    }

    /** Whether it cannot be taken in. */
    boolean isHard() {
        return hard;
    }

    String cell(TemplateColumn column) {
        return template.cell(column);
    }

    /** A number of at most so much; null where there is none, or none that fits. */
    @Nullable
    Double amount(TemplateColumn column, double most) {
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

    void hard(TemplateColumn column, String value, String code, String message, String fix) {
        problem(Severity.HARD, template.from(column), value, code, message, fix);
    }

    void warn(TemplateColumn column, String value, String code, String message, String fix) {
        problem(Severity.WARNING, template.from(column), value, code, message, fix);
    }

    void problem(Severity severity, int column, @Nullable String value, String code, String message, String fix) {
        hard |= severity == Severity.HARD;
        report.accept(new Problem(severity, number, column, value, code, message, fix));
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
}
