package org.linchpin.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What a register says does not depend on how it is written: every way of writing it gives the same figures. */
@LinchpinTest
class MetamorphicDatabaseTests {

    private static final List<String> HEADER = List.of(
            "asset_ref",
            "units",
            "manufacturer",
            "model",
            "module_manufacturer",
            "module_model",
            "postcode",
            "installed_on",
            "capacity_kw",
            "status",
            "site");
    private static final List<String> GERMAN = List.of(
            "Anlagennummer",
            "Anzahl",
            "Hersteller",
            "Modell",
            "Modulhersteller",
            "Funkmodul",
            "PLZ",
            "Inbetriebnahmedatum",
            "Leistung (kW)",
            "Zustand",
            "Standort");
    private static final List<String> FIGURES = List.of("maker", "module", "vendor", "region", "year", "grade");
    private static final int ROWS = 300;

    @Autowired
    private ApplicationContext application;

    @LocalServerPort
    private int port;

    private final List<List<String>> rows = new ArrayList<>();
    private Map<String, Object> expected = Map.of();

    @BeforeEach
    void oneRegisterAsItShouldBe() {
        Random random = new Random(20260131);
        List<String> makers =
                List.of("ABB|Terra 54", "EVBox|\u00C9lvi", "Kempower, Oy|S \"Plus\"", "Gr\u00F6\u00DFe|X");
        List<String> modules = List.of("Quectel|EC25-E", "SIMCom|SIM7600E", "|", "Telit|LE910C4-EU");
        List<String> postcodes = List.of("SW1A 1AA", "M1 1AE", "EH1 1YZ", "CF10 1EP", "");
        rows.clear();
        for (int i = 0; i < ROWS; i++) {
            String[] equipment = makers.get(random.nextInt(makers.size())).split("\\|");
            String[] module = modules.get(random.nextInt(modules.size())).split("\\|", -1);
            rows.add(List.of(
                    "R" + i,
                    String.valueOf(1 + random.nextInt(4)),
                    equipment[0],
                    equipment[1],
                    module[0],
                    module[1],
                    postcodes.get(random.nextInt(postcodes.size())),
                    "20%02d-%02d-%02d"
                            .formatted(10 + random.nextInt(15), 1 + random.nextInt(12), 1 + random.nextInt(28)),
                    random.nextInt(50) + ".5",
                    random.nextInt(10) == 0 ? "planned" : "in service",
                    "Site " + random.nextInt(40)));
        }
        expected = figures(List.of(csv(HEADER, rows, ',', "\n").getBytes(StandardCharsets.UTF_8)), "text/csv");
        assertThat(expected.toString()).contains("Quectel", "ABB");
    }

    private static String csv(List<String> header, List<List<String>> rows, char delimiter, String end) {
        List<List<String>> all = new ArrayList<>(List.of(header));
        all.addAll(rows);
        return all.stream()
                .map(row -> row.stream()
                        .map(cell -> cell.indexOf(delimiter) >= 0 || cell.indexOf('"') >= 0 || cell.indexOf('\n') >= 0
                                ? "\"" + cell.replace("\"", "\"\"") + "\""
                                : cell)
                        .collect(Collectors.joining(String.valueOf(delimiter))))
                .collect(Collectors.joining(end, "", end));
    }

    /** The figures of an operator that sent these files, each for a register of its own. */
    private Map<String, Object> figures(List<byte[]> files, String type) {
        Person utility = Person.of(application, Role.UTILITY, "Metamorphic");
        Api api = Api.on(port, utility.token());
        for (int i = 0; i < files.size(); i++) {
            String register = api.register("{\"name\": \"Part %d\", \"assetClass\": \"ev_charger\"}".formatted(i));
            String id = api.post("/registers/" + register + "/submissions?effective=2026-01-31", type, files.get(i))
                    .is(202)
                    .read("$.id");
            Api.Answer checked = api.settled(id);
            assertThat(checked.number("$.receipt.rejected")).as(checked.body()).isZero();
            api.accept(id, "{\"partial\": true}").is(200);
        }
        return figures(api, utility);
    }

    private static Map<String, Object> figures(Api api, Person utility) {
        Map<String, Object> figures = new TreeMap<>();
        for (String by : FIGURES) {
            Api.Answer answer = api.get("/exposure?by=" + by + "&operator=" + utility.operator())
                    .is(200);
            figures.put(by, answer.read("$.items"));
            figures.put(
                    by + " in kilowatts",
                    api.get("/exposure?weight=kilowatts&by=" + by + "&operator=" + utility.operator())
                            .is(200)
                            .read("$.items"));
        }
        return figures;
    }

    private void sameFigures(byte[] file) {
        assertThat(figures(List.of(file), "text/csv")).isEqualTo(expected);
    }

    @Test
    void shuffledRowsGiveTheSameFigures() {
        List<List<String>> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(7));
        sameFigures(csv(HEADER, shuffled, ',', "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFileInPartsGivesTheSameFigures() {
        List<byte[]> parts = IntStream.range(0, 3)
                .mapToObj(part -> csv(HEADER, rows.subList(part * ROWS / 3, (part + 1) * ROWS / 3), ',', "\n")
                        .getBytes(StandardCharsets.UTF_8))
                .toList();
        assertThat(figures(parts, "text/csv")).isEqualTo(expected);
    }

    @Test
    void aFirstFileAndUpdatesAfterItGiveTheSameFigures() {
        Person utility = Person.of(application, Role.UTILITY, "Metamorphic");
        Api api = Api.on(port, utility.token());
        String register = api.register("{\"name\": \"In parts\", \"assetClass\": \"ev_charger\"}");
        for (int part = 0; part < 3; part++) {
            // Each update says a row again that the one before had, and takes nothing away.
            List<List<String>> some = rows.subList(Math.max(0, part * ROWS / 3 - 1), (part + 1) * ROWS / 3);
            String id = api.post(
                            "/registers/" + register + "/submissions?effective=2026-01-3" + (part == 2 ? 1 : 0)
                                    + "&kind=" + (part == 0 ? "full" : "update"),
                            "text/csv",
                            csv(HEADER, some, ',', "\n").getBytes(StandardCharsets.UTF_8))
                    .is(202)
                    .read("$.id");
            assertThat(api.settled(id).number("$.receipt.rejected")).isZero();
            api.accept(id, "{\"partial\": true}").is(200);
        }
        assertThat(figures(api, utility)).isEqualTo(expected);
    }

    @Test
    void reorderedAndRenamedColumnsGiveTheSameFigures() {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, HEADER.size()).boxed().toList());
        Collections.shuffle(order, new Random(3));
        sameFigures(csv(
                        order.stream().map(GERMAN::get).toList(),
                        rows.stream()
                                .map(row -> order.stream().map(row::get).toList())
                                .toList(),
                        ',',
                        "\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anotherWayOfWritingValuesGivesTheSameFigures() {
        List<List<String>> german = rows.stream()
                .map(row -> {
                    List<String> cells = new ArrayList<>(row);
                    String[] day = cells.get(7).split("-");
                    cells.set(7, day[2] + "." + day[1] + "." + day[0]);
                    cells.set(8, cells.get(8).replace('.', ',') + " kW");
                    cells.set(9, cells.get(9).equals("planned") ? "geplant" : "in Betrieb");
                    cells.set(
                            6,
                            cells.get(6).isEmpty() ? "n/a" : " " + cells.get(6).toLowerCase(Locale.ROOT));
                    return cells;
                })
                .toList();
        sameFigures(csv(GERMAN, german, ';', "\r\n").getBytes(Charset.forName("windows-1252")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE ;", "UTF-16BE \t", "windows-1252 |", "GB18030 ;", "UTF-8 ^"})
    void reencodedBytesGiveTheSameFigures(String how) {
        String[] parts = how.split(" ");
        String mark = parts[0].startsWith("UTF") ? "\uFEFF" : "";
        sameFigures((mark + csv(HEADER, rows, parts[1].charAt(0), "\r")).getBytes(Charset.forName(parts[0])));
    }

    @Test
    void aWorkbookGivesTheSameFigures() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Tests", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Chargers");
            for (int j = 0; j < HEADER.size(); j++) {
                sheet.value(2, j, HEADER.get(j));
            }
            sheet.value(0, 0, "Register of chargers");
            for (int i = 0; i < rows.size(); i++) {
                for (int j = 0; j < HEADER.size(); j++) {
                    String cell = rows.get(i).get(j);
                    if (j == 7) {
                        sheet.value(i + 3, j, LocalDate.parse(cell));
                        sheet.style(i + 3, j).format("dd/mm/yyyy").set();
                    } else if (j == 1 || j == 8) {
                        sheet.value(i + 3, j, Double.parseDouble(cell));
                    } else if (!cell.isEmpty()) {
                        sheet.value(i + 3, j, cell);
                    }
                }
            }
        }
        assertThat(figures(
                        List.of(bytes.toByteArray()),
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
                .isEqualTo(expected);
    }

    @Test
    void anOpenDocumentSpreadsheetGivesTheSameFigures() throws IOException {
        StringBuilder content = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
                    xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
                <office:body><office:spreadsheet><table:table table:name="Chargers">
                """);
        List<List<String>> all = new ArrayList<>(List.of(HEADER));
        all.addAll(rows);
        for (List<String> row : all) {
            content.append("<table:table-row>");
            for (int j = 0; j < row.size(); j++) {
                content.append(cell(row.get(j), all.indexOf(row) == 0 ? -1 : j));
            }
            content.append("</table:table-row>");
        }
        content.append("</table:table></office:spreadsheet></office:body></office:document-content>");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("mimetype"));
            zip.write("application/vnd.oasis.opendocument.spreadsheet".getBytes(StandardCharsets.US_ASCII));
            zip.putNextEntry(new ZipEntry("content.xml"));
            zip.write(content.toString().getBytes(StandardCharsets.UTF_8));
        }
        assertThat(figures(List.of(bytes.toByteArray()), "application/vnd.oasis.opendocument.spreadsheet"))
                .isEqualTo(expected);
    }

    /** A day and a number are kept as such, whatever is shown of them. */
    private static String cell(String said, int column) {
        String text = said.replace("&", "&amp;").replace("<", "&lt;");
        String type = column == 7
                ? "date\" office:date-value=\"" + said
                : column == 1 || column == 8 ? "float\" office:value=\"" + said : "string";
        String shown = column == 7 || column == 8 ? "shown another way" : text;
        return "<table:table-cell office:value-type=\"%s\"><text:p>%s</text:p></table:table-cell>"
                .formatted(type, shown);
    }
}
