package org.linchpin.reading;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.commons.io.input.BoundedInputStream;
import org.linchpin.access.BadInput;
import org.springframework.http.HttpStatus;

/** The rows of a file, one after another; the row at hand holds until the next one is asked for. */
public final class Rows implements Closeable {

    private static final int MOST_COLUMNS = 2_000;
    /** So large a cell is no cell: a quotation mark was never closed. */
    private static final int LARGEST_CELL = 4 << 20;

    private final BoundedInputStream bytes;
    private final CsvReader<CsvRecord> records;
    private final Iterator<CsvRecord> each;
    private final Header header;
    private CsvRecord record;
    private int number = 1;

    private Rows(Path file, FileForm form) throws IOException {
        bytes = BoundedInputStream.builder().setPath(file).get();
        records = reader(form.delimiter()).ofCsvRecord(new InputStreamReader(bytes, form.charset()));
        each = records.iterator();
        record = first();
        header = Header.of(record.getFields());
    }

    /** Opens a file and reads its header; refuses one that has none. */
    public static Rows of(Path file, FileForm form) {
        try {
            return new Rows(file, form);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CsvReader.CsvReaderBuilder reader(char delimiter) {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(false)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .detectBomHeader(false)
                .maxBufferSize(LARGEST_CELL);
    }

    private CsvRecord first() throws IOException {
        try {
            if (!each.hasNext()) {
                throw new BadInput(HttpStatus.UNPROCESSABLE_CONTENT, "file-empty", "The file holds no record");
            }
            CsvRecord first = each.next();
            if (first.getFieldCount() > MOST_COLUMNS) {
                throw new BadInput(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "columns-too-many",
                        "The header has " + first.getFieldCount() + " columns; " + MOST_COLUMNS + " are allowed");
            }
            return first;
        } catch (CsvParseException broken) {
            throw tooLarge();
        }
    }

    private static BadInput tooLarge() {
        return new BadInput(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "cell-too-large",
                "A cell is larger than four million characters: most likely a quotation mark was never closed");
    }

    public Header header() {
        return header;
    }

    /** Goes to the next row; false after the last. */
    public boolean next() {
        try {
            if (!each.hasNext()) {
                return false;
            }
            record = each.next();
            number++;
            return true;
        } catch (CsvParseException broken) {
            throw tooLarge();
        }
    }

    /** The record of the file, the header being 1. */
    public int number() {
        return number;
    }

    /** How many cells the row has, which need not be as many as the header. */
    public int size() {
        return record.getFieldCount();
    }

    public String cell(int column) {
        return record.getField(column);
    }

    /** An empty line, or a row of nothing but delimiters as spreadsheets leave them below a table, says nothing. */
    public boolean blank() {
        for (int i = 0; i < size(); i++) {
            if (!cell(i).isBlank()) {
                return false;
            }
        }
        return true;
    }

    /** How many bytes of the file have been read. */
    public long bytesRead() {
        return bytes.getCount();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
