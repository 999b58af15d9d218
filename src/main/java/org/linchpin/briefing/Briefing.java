package org.linchpin.briefing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linchpin.exposure.Findings.Finding;
import org.linchpin.inventory.InstalledBase.Basis;

/**
 * One slice's figures on one day, with everything they rest on.
 *
 * @param scope what is counted, in words
 * @param tables every figure, a row each
 * @param basis the submissions behind them
 * @param methods the versions of the arithmetic
 */
record Briefing(
        String scope,
        LocalDate asAt,
        Instant knownAt,
        String rule,
        String weight,
        Finding finding,
        List<Table> tables,
        List<Basis> basis,
        List<String> methods) {

    /**
     * A table.
     *
     * @param key its name in the CSV
     * @param note how it is to be read
     * @param definition the anchor of its figure's definition
     */
    record Table(String key, String title, String note, String definition, List<Row> rows) {}

    /**
     * A figure: from low to high.
     *
     * @param text both ends in words, rounded outwards
     * @param low in the unit; null where a figure is no number
     */
    record Row(
            String name,
            String text,
            @Nullable Double low,
            @Nullable Double high,
            String unit,
            String confidence) {}

    /** All rows with the table they are in, as a file wants them. */
    List<List<String>> lines() {
        List<List<String>> lines = new ArrayList<>();
        for (Table table : tables) {
            for (Row row : table.rows()) {
                lines.add(List.of(
                        table.key(),
                        row.name(),
                        row.low() == null ? "" : plain(row.low()),
                        row.high() == null ? "" : plain(row.high()),
                        row.unit(),
                        row.text(),
                        row.confidence(),
                        asAt.toString(),
                        knownAt.toString(),
                        scope,
                        rule,
                        String.join("; ", methods),
                        "/figures#" + table.definition()));
            }
        }
        return lines;
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : "%.6f".formatted(value);
    }
}
