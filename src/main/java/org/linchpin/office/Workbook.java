package org.linchpin.office;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tables for a spreadsheet, each with one header row.
 *
 * @param moment the moment whose knowledge it holds: the date of the file, so that no clock gets into it
 * @param number what it is called by, at the foot of each page
 * @param marking at the head and foot of each page; empty for none
 */
public record Workbook(
        String title,
        String subject,
        String author,
        Instant moment,
        String number,
        String marking,
        List<Sheet> sheets) {

    /**
     * A sheet to calculate with.
     *
     * @param name at most 31 characters, none that spreadsheets refuse
     */
    public record Sheet(String name, String title, List<String> header, List<List<Cell>> rows) {}

    /** A cell; a number where it is one. */
    public record Cell(String text, @Nullable Double number) {

        public static Cell of(String text) {
            return new Cell(text, null);
        }

        public static Cell of(double number) {
            return new Cell(plain(number), number);
        }
    }

    /** A number without grouping: whole where it is whole. */
    public static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.format(Locale.ROOT, "%.6f", value);
    }
}
