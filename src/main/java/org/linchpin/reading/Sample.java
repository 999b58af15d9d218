package org.linchpin.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.linchpin.reading.Cells.DateOrder;

/**
 * The beginning of a file: its header and some rows, to see what its columns mean.
 *
 * @param header the first record
 * @param rows the cells of the first whole rows
 */
public record Sample(Header header, List<List<String>> rows) {

    public static Sample of(Path file, FileForm form, int most) {
        List<List<String>> whole = new ArrayList<>();
        try (Rows rows = Rows.of(file, form)) {
            while (whole.size() < most && rows.next()) {
                if (rows.size() == rows.header().size()) {
                    whole.add(
                            IntStream.range(0, rows.size()).mapToObj(rows::cell).toList());
                }
            }
            return new Sample(rows.header(), List.copyOf(whole));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
    public String values(int column) {
        Stream<String> values = rows.stream()
                .map(row -> row.get(column).replaceAll("[\\s\\p{Cntrl}]+", " ").strip());
        return values.filter(value -> !value.isEmpty())
                .distinct()
                .limit(3)
                .map(value -> value.length() > 40 ? value.substring(0, 40) + "…" : value)
                .collect(Collectors.joining(" · "));
    }
}
