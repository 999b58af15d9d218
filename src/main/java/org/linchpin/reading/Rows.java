package org.linchpin.reading;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.linchpin.access.BadInput;
import org.springframework.http.HttpStatus;

/** The rows of a file, one after another; the row at hand holds until the next one is asked for. */
public abstract class Rows implements Closeable {

    static final int MOST_COLUMNS = 2_000;

    private Header header = Header.of(List.of(), 1);

    /** Opens a file and reads its header; refuses one that has none. */
    public static Rows of(Path file, FileForm form) {
        try {
            Rows rows = switch (form.kind()) {
                case TEXT -> new TextRows(file, form);
                case XLSX -> new ExcelRows(file, form);
                case ODS -> new OpenDocumentRows(file, form);
            };
            return rows.afterHeader(form.headerRow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Rows afterHeader(int headerRow) throws IOException {
        try {
            header = Header.of(cellsOf(headerRow), number());
            return this;
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    private List<String> cellsOf(int headerRow) {
        while (next()) {
            if (number() >= headerRow) {
                if (size() > MOST_COLUMNS) {
                    throw unfit(
                            "columns-too-many",
                            "The header has " + size() + " columns; " + MOST_COLUMNS + " are allowed");
                }
                return IntStream.range(0, size()).mapToObj(this::cell).toList();
            }
        }
        throw unfit("file-empty", "The file holds no record");
    }

    static BadInput unfit(String code, String message) {
        return new BadInput(HttpStatus.UNPROCESSABLE_CONTENT, code, message);
    }

    public final Header header() {
        return header;
    }

    /** Goes to the next row; false after the last. */
    public abstract boolean next();

    /** The number of the row, as a spreadsheet counts: a header without anything before it is row 1. */
    public abstract int number();

    /** How many cells the row has, which need not be as many as the header. */
    public abstract int size();

    public abstract String cell(int column);

    /** Whether a column says the same again and again, and then with the same object. */
    boolean repeats(int column) {
        return false;
    }

    /** Whether a quotation mark was opened in this row and never closed, so that the rest of the file lies in one cell. */
    public boolean openEnded() {
        return false;
    }

    /**
     * Whether a cell goes on behind the quotation mark that closes it, and holds a line break: then the marks belong to words, such as inches, and
     * what lies in one cell may be several rows.
     */
    public boolean astray() {
        return false;
    }

    /** How many bytes of the file have been read. */
    public abstract long bytesRead();

    /** An empty line, or a row of nothing but delimiters as spreadsheets leave them below a table, says nothing. */
    public boolean blank() {
        for (int i = 0; i < size(); i++) {
            if (!cell(i).isBlank()) {
                return false;
            }
        }
        return true;
    }
}
