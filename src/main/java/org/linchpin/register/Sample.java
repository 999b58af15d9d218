package org.linchpin.register;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.linchpin.access.BadInput;
import org.linchpin.register.Cells.DateOrder;
import org.springframework.http.HttpStatus;

/**
 * The beginning of a file: its header and some rows, to see what its columns mean.
 *
 * @param header the first record
 * @param rows the cells of the first whole rows
 */
record Sample(Header header, List<List<String>> rows) {

    private static final int MOST_COLUMNS = 2_000;

    static Sample of(Path file, FileForm form, int most) {
        List<List<String>> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> records = FileForm.reader(form.delimiter())
                .ofCsvRecord(new java.io.InputStreamReader(Files.newInputStream(file), form.charset()))) {
            Iterator<CsvRecord> each = records.iterator();
            Header header = header(each);
            while (rows.size() < most && each.hasNext()) {
                CsvRecord record = each.next();
                if (record.getFieldCount() == header.size()) {
                    rows.add(List.copyOf(record.getFields()));
                }
            }
            return new Sample(header, List.copyOf(rows));
        } catch (CsvParseException broken) {
            throw tooLarge();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first record that holds something. */
    static Header header(Iterator<CsvRecord> records) {
        if (!records.hasNext()) {
            throw new BadInput(HttpStatus.UNPROCESSABLE_CONTENT, "file-empty", "The file holds no record");
        }
        CsvRecord first = records.next();
        if (first.getFieldCount() > MOST_COLUMNS) {
            throw new BadInput(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "columns-too-many",
                    "The header has " + first.getFieldCount() + " columns; " + MOST_COLUMNS + " are allowed");
        }
        return Header.of(first.getFields());
    }

    static BadInput tooLarge() {
        return new BadInput(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "cell-too-large",
                "A cell is larger than four million characters: most likely a quotation mark was never closed");
    }

    /** Day first or month first, as the rows show; where they show neither, day first. */
    DateOrder dates(int column) {
        int dayFirst = 0;
        int monthFirst = 0;
        for (List<String> row : rows) {
            int order = Cells.orderOf(row.get(column).strip());
            dayFirst += order == 1 ? 1 : 0;
            monthFirst += order == 2 ? 1 : 0;
        }
        return monthFirst > dayFirst ? DateOrder.MDY : DateOrder.DMY;
    }

    /** Some different values of a column, to be shown beside its name. */
    String values(int column) {
        Stream<String> values = rows.stream()
                .map(row -> row.get(column).replaceAll("[\\s\\p{Cntrl}]+", " ").strip());
        return values.filter(value -> !value.isEmpty())
                .distinct()
                .limit(3)
                .map(value -> value.length() > 40 ? value.substring(0, 40) + "…" : value)
                .collect(Collectors.joining(" · "));
    }
}
