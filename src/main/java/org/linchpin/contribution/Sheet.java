package org.linchpin.contribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.linchpin.access.BadInput;
import org.linchpin.reading.FormFinder;
import org.linchpin.reading.Header;
import org.linchpin.reading.Rows;
import org.linchpin.recognition.Words;
import org.springframework.http.HttpStatus;

/** A small table in memory, from CSV, a workbook, or a table in Markdown. */
record Sheet(List<String> header, List<Row> rows) {

    private static final int MOST_ROWS = 200_000;

    /**
     * @param number the record of the file, the header being 1
     */
    record Row(int number, List<String> cells) {

        String cell(int column) {
            return column >= 0 && column < cells.size() ? cells.get(column).strip() : "";
        }
    }

    static Sheet read(byte[] file) {
        return markdown(file) ? ofMarkdown(new String(file, StandardCharsets.UTF_8)) : ofTable(file);
    }

    private static Sheet ofTable(byte[] file) {
        try {
            Path copy = Files.createTempFile("contribution", ".tmp");
            try {
                Files.write(copy, file);
                try (Rows rows = Rows.of(copy, FormFinder.of(copy))) {
                    List<Row> all = new ArrayList<>();
                    while (rows.next()) {
                        if (!rows.blank()) {
                            List<String> cells = new ArrayList<>(rows.size());
                            for (int i = 0; i < rows.size(); i++) {
                                cells.add(rows.cell(i));
                            }
                            add(all, new Row(rows.number(), cells));
                        }
                    }
                    return new Sheet(rows.header().named(), all);
                }
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(List<Row> rows, Row row) {
        if (rows.size() >= MOST_ROWS) {
            throw new BadInput(
                    HttpStatus.CONTENT_TOO_LARGE, "too-many-lines", "A contribution may have at most 200,000 lines");
        }
        rows.add(row);
    }

    private static boolean markdown(byte[] file) {
        String start = new String(file, 0, Math.min(file.length, 4_000), StandardCharsets.UTF_8);
        return start.lines().filter(line -> line.startsWith("|")).count() >= 3;
    }

    private static Sheet ofMarkdown(String text) {
        List<String> header = List.of();
        List<Row> rows = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.startsWith("|") || line.matches("[|:\\-\\s]+")) {
                continue;
            }
            List<String> cells = Arrays.stream(line.substring(1).split("\\|"))
                    .map(cell -> cell.replace("`", "").strip())
                    .toList();
            if (header.isEmpty()) {
                header = cells;
            } else {
                add(rows, new Row(number, cells));
            }
        }
        return new Sheet(header, rows);
    }

    /** The first column whose name is one of these; -1 if none is. */
    int column(Set<String> names) {
        return column(names, -1);
    }

    /** The same, another one than that. */
    int column(Set<String> names, int other) {
        for (int i = 0; i < header.size(); i++) {
            if (i != other && names.contains(Words.bare(header.get(i)))) {
                return i;
            }
        }
        return -1;
    }

    static String letter(int column) {
        return Header.letter(column);
    }
}
