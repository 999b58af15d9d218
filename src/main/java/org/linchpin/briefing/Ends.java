package org.linchpin.briefing;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.linchpin.briefing.Document.Cell;
import org.linchpin.exposure.Say;

/** What texts to be edited begin and end with, and how wide the columns of their tables are. */
final class Ends {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.UK);

    /** Characters of a SHA-256 that tell one file from another to the eye; spreadsheets and data have them all. */
    private static final int TELLING = 12;

    private static final int NARROWEST = 10;
    private static final int WIDEST = 38;

    private Ends() {}

    static String clocks(Document document) {
        return (document.audience().isEmpty() ? "" : "For " + document.audience() + ". ") + "As at "
                + document.asAt().format(Material.DAY) + ", known at "
                + document.knownAt().atZone(ZoneOffset.UTC).format(MOMENT) + ". About " + document.scope()
                + (document.cover() ? ", counted by " + document.rule().toLowerCase(Locale.ROOT) : "") + ".";
    }

    /** Where a brief that is to stay one page has no room for its registers. */
    static String brief(Document document) {
        return "Method " + String.join(", ", document.methods()) + ", counted by "
                + document.rule().toLowerCase(Locale.ROOT) + ". Rests on "
                + document.basis().size()
                + " registers of operators and on the catalogue of makers and owners; all are listed, with the SHA-256 of each file, in the spreadsheets of briefing "
                + document.number() + (document.address().isEmpty() ? "" : " at " + document.address()) + ".";
    }

    static final List<String> REGISTERS = List.of("Register", "Operator", "Right on", "Rows", "SHA-256 begins");

    static List<List<Cell>> registers(Document document) {
        return document.basis().stream()
                .map(one -> List.of(
                        Cell.of(one.register()),
                        Cell.of(one.operator()),
                        Cell.of(one.effective().format(Material.DAY)),
                        Cell.of(Say.count(one.rows()), one.rows()),
                        Cell.of(one.sha256().substring(0, TELLING))))
                .toList();
    }

    static final List<String> STATEMENTS = List.of("About", "Statement", "Date");

    static List<List<Cell>> statements(Document document) {
        return document.statements().stream()
                .map(one -> List.of(Cell.of(one.about()), Cell.of(one.what()), Cell.of(one.date())))
                .toList();
    }

    static String methods(Document document) {
        return "Methods: " + String.join(", ", document.methods()) + ". Permanent address: " + document.address();
    }

    /** Whether a column holds numbers, so that its head stands over their ends. */
    static boolean numbers(List<List<Cell>> rows, int column) {
        return !rows.isEmpty() && rows.stream().allMatch(row -> row.get(column).number() != null);
    }

    /** How wide each column is, of all the width, by the longest that stands in it within reason. */
    static int[] widths(List<String> header, List<List<Cell>> rows, int whole) {
        int[] longest = IntStream.range(0, header.size())
                .map(column -> Math.max(
                        header.get(column).length(),
                        rows.stream()
                                .mapToInt(row -> row.get(column).text().length())
                                .max()
                                .orElse(0)))
                .map(length -> Math.max(NARROWEST, Math.min(WIDEST, length)) + 3)
                .toArray();
        int sum = IntStream.of(longest).sum();
        return IntStream.of(longest).map(one -> one * whole / sum).toArray();
    }
}
