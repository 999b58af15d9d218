package org.linchpin.briefing;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.linchpin.access.Csv;
import org.linchpin.briefing.Document.Cell;
import org.linchpin.briefing.Document.Column;
import org.linchpin.briefing.Document.Row;
import org.linchpin.briefing.Document.Table;
import org.linchpin.office.Workbook;

/** A document's figures as sheets: a cover, notes, then each table with one header row and one row a record. */
final class Sheets {

    private Sheets() {}

    /**
     * A sheet to calculate with.
     *
     * @param name at most 31 characters, none that spreadsheets refuse
     */
    record Sheet(String name, String title, List<String> header, List<List<Cell>> rows) {}

    /** What the briefing is, one line each. */
    static Map<String, String> cover(Document document) {
        Map<String, String> cover = new LinkedHashMap<>();
        cover.put("Title", document.title());
        cover.put("Marking", document.marking().isEmpty() ? "None" : document.marking());
        cover.put("Number", document.number());
        cover.put("Address", document.address());
        cover.put("Finding", document.finding());
        cover.put("Issued on", document.issued().toString());
        cover.put("Issued by", document.author());
        if (!document.audience().isEmpty()) {
            cover.put("For", document.audience());
        }
        cover.put("What is counted", document.scope());
        cover.put("As at", document.asAt().toString());
        cover.put("Known at", document.knownAt().toString());
        cover.put("Counted by", document.rule() + ", in " + document.weight());
        cover.put("Methods", String.join(", ", document.methods()));
        cover.put("Tables", String.valueOf(sheets(document).size()));
        if (document.invented()) {
            cover.put("Note", "Made from invented registers. It says nothing about any real operator.");
        }
        return cover;
    }

    /** How the tables are to be read. */
    static List<String> notes(Document document) {
        List<String> notes = new ArrayList<>(List.of(
                "Each figure is an interval: at least what is sure, at most what would be if every open unit were theirs.",
                "Unknown is never counted as safe and never as a maker.",
                "A share is between 0 and 1. An HHI is between 0 and 10,000. Money is in pounds of the price year in the header.",
                "Each table has one header row. The last columns say the source, the two dates and how well the row is known.",
                "As at is the day looked at; known at is the moment whose knowledge is used."));
        document.tables().forEach(table -> notes.add(table.title() + ": " + table.note()));
        return notes;
    }

    /** A cover, notes, and every sheet. */
    static List<Sheet> all(Document document) {
        List<Sheet> all = new ArrayList<>();
        all.add(new Sheet(
                "Cover",
                "Cover",
                List.of("Field", "Value"),
                cover(document).entrySet().stream()
                        .map(one -> List.of(Cell.of(one.getKey()), Cell.of(one.getValue())))
                        .toList()));
        all.add(new Sheet(
                "Notes",
                "Notes",
                List.of("Note"),
                notes(document).stream().map(note -> List.of(Cell.of(note))).toList()));
        all.addAll(sheets(document));
        return all;
    }

    static Workbook workbook(Document document) {
        return new Workbook(
                document.title(),
                document.finding(),
                document.author(),
                document.knownAt(),
                document.number(),
                document.marking(),
                all(document).stream()
                        .map(sheet -> new Workbook.Sheet(
                                sheet.name(),
                                sheet.title(),
                                sheet.header(),
                                sheet.rows().stream()
                                        .map(row -> row.stream()
                                                .map(cell -> new Workbook.Cell(cell.text(), cell.number()))
                                                .toList())
                                        .toList()))
                        .toList());
    }

    /** All tables of figures, then what they rest on. */
    static List<Sheet> sheets(Document document) {
        List<Sheet> sheets = new ArrayList<>();
        Map<String, Integer> names = new LinkedHashMap<>();
        sheets.add(figures(document, names));
        document.tables().forEach(table -> sheets.add(sheet(document, table, names)));
        sheets.add(new Sheet(
                name("registers", names),
                "Registers behind the figures",
                List.of("Operator", "Register", "Right on", "Accepted at", "Rows", "SHA-256 of the file"),
                document.basis().stream()
                        .map(one -> List.of(
                                Cell.of(one.operator()),
                                Cell.of(one.register()),
                                Cell.of(one.effective().toString()),
                                Cell.of(one.acceptedAt().toString()),
                                Cell.of(String.valueOf(one.rows()), one.rows()),
                                Cell.of(one.sha256())))
                        .toList()));
        sheets.add(new Sheet(
                name("statements", names),
                "Statements of the catalogue behind the figures",
                List.of("About", "Statement", "Date", "Source"),
                document.statements().stream()
                        .map(one -> List.of(
                                Cell.of(one.about()), Cell.of(one.what()), Cell.of(one.date()), Cell.of(one.source())))
                        .toList()));
        return sheets.stream().filter(sheet -> !sheet.rows().isEmpty()).toList();
    }

    private static Sheet figures(Document document, Map<String, Integer> names) {
        return new Sheet(
                name("figures", names),
                "Every figure by its name",
                List.of(
                        "Figure",
                        "Meaning",
                        "In words",
                        "At least",
                        "At most",
                        "Unit",
                        "Confidence",
                        "May be quoted",
                        "Newest register",
                        "As at",
                        "Known at"),
                document.figures().stream()
                        .map(one -> List.of(
                                Cell.of(one.key()),
                                Cell.of(one.label()),
                                Cell.of(one.text()),
                                one.low() == null ? Cell.of("") : Cell.of(Workbook.plain(one.low()), one.low()),
                                one.high() == null ? Cell.of("") : Cell.of(Workbook.plain(one.high()), one.high()),
                                Cell.of(one.unit()),
                                Cell.of(one.confidence()),
                                Cell.of(one.suppressed() == null ? "yes" : "no: " + one.suppressed()),
                                Cell.of(one.newest() == null ? "" : one.newest().toString()),
                                Cell.of(document.asAt().toString()),
                                Cell.of(document.knownAt().toString())))
                        .toList());
    }

    static Sheet sheet(Document document, Table table, Map<String, Integer> names) {
        List<String> header = new ArrayList<>();
        table.columns().stream()
                .filter(Column::counted)
                .forEach(column ->
                        header.add(column.numeric() ? column.name() + " (" + column.unit() + ")" : column.name()));
        header.addAll(List.of("Source", "As at", "Known at", "Confidence"));
        List<List<Cell>> rows = new ArrayList<>();
        for (Row row : table.rows()) {
            List<Cell> cells = new ArrayList<>(table.choose(row, Column::counted));
            cells.add(Cell.of(table.source()));
            cells.add(Cell.of(document.asAt().toString()));
            cells.add(Cell.of(document.knownAt().toString()));
            cells.add(Cell.of(row.confidence()));
            rows.add(cells);
        }
        return new Sheet(name(table.key(), names), table.title(), header, rows);
    }

    private static String name(String key, Map<String, Integer> names) {
        String plain = key.replaceAll("[\\[\\]:*?/\\\\']", " ").strip();
        String cut = plain.length() > 27 ? plain.substring(0, 27).strip() : plain;
        int n = names.merge(cut.toLowerCase(Locale.ROOT), 1, Integer::sum);
        return n == 1 ? cut : cut + " " + n;
    }

    /** All figures and all cells, one a line. */
    static byte[] csv(Document document) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(
                    "briefing",
                    "marking",
                    "table",
                    "item",
                    "measure",
                    "value",
                    "text",
                    "unit",
                    "source",
                    "as_at",
                    "known_at",
                    "confidence",
                    "scope",
                    "look_through",
                    "method",
                    "definition");
            document.figures().forEach(one -> {
                if (one.low() == null) {
                    line(
                            csv,
                            document,
                            "figures",
                            one.key(),
                            one.label(),
                            "",
                            one.text(),
                            one.unit(),
                            Draft.SOURCE,
                            one.confidence(),
                            "units");
                } else {
                    line(
                            csv,
                            document,
                            "figures",
                            one.key(),
                            one.label() + ", at least",
                            Workbook.plain(one.low()),
                            one.text(),
                            one.unit(),
                            Draft.SOURCE,
                            one.confidence(),
                            "units");
                    line(
                            csv,
                            document,
                            "figures",
                            one.key(),
                            one.label() + ", at most",
                            Workbook.plain(one.high() == null ? one.low() : one.high()),
                            one.text(),
                            one.unit(),
                            Draft.SOURCE,
                            one.confidence(),
                            "units");
                }
            });
            for (Table table : document.tables()) {
                for (Row row : table.rows()) {
                    String item = row.cells().get(0).text();
                    for (int i = 1; i < table.columns().size(); i++) {
                        Column column = table.columns().get(i);
                        Cell cell = row.cells().get(i);
                        if (column.counted()) {
                            line(
                                    csv,
                                    document,
                                    table.key(),
                                    item,
                                    column.name(),
                                    cell.number() == null ? "" : Workbook.plain(cell.number()),
                                    cell.text(),
                                    column.unit(),
                                    table.source(),
                                    row.confidence(),
                                    table.definition());
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The header of a table as a file of its own. */
    static List<String> header(Document document, Table table) {
        List<String> header =
                new ArrayList<>(sheet(document, table, new LinkedHashMap<>()).header());
        header.addAll(List.of("Briefing", "Marking"));
        return header;
    }

    /** The rows of a table as a file of its own. */
    static List<List<String>> rows(Document document, Table table) {
        List<List<String>> rows = new ArrayList<>();
        for (List<Cell> row : sheet(document, table, new LinkedHashMap<>()).rows()) {
            List<String> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(cell.number() == null ? cell.text() : Workbook.plain(cell.number())));
            cells.add(document.number());
            cells.add(document.marking());
            rows.add(cells);
        }
        return rows;
    }

    /** How many rows a file of ours has, without its header. */
    static long rows(byte[] csv) {
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(new String(csv, StandardCharsets.UTF_8))) {
            return reader.stream().count() - 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void line(
            CsvWriter csv,
            Document document,
            String table,
            String item,
            String measure,
            String value,
            String text,
            String unit,
            String source,
            String confidence,
            String definition) {
        csv.writeRecord(
                document.number(),
                document.marking(),
                Csv.safe(table),
                Csv.safe(item),
                Csv.safe(measure),
                value,
                Csv.safe(text),
                Csv.safe(unit),
                source,
                document.asAt().toString(),
                document.knownAt().toString(),
                Csv.safe(confidence),
                Csv.safe(document.scope()),
                document.rule(),
                String.join("; ", document.methods()),
                "/figures#" + definition);
    }
}
