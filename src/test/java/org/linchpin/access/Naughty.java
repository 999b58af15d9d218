package org.linchpin.access;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jsoup.Jsoup;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Words that break naive programs, from two public lists that lie in src/test/resources/hostile with their licences. */
final class Naughty {

    static final List<String> WORDS = words();

    private Naughty() {}

    private static List<String> words() {
        List<String> words =
                new ArrayList<>(JsonMapper.shared().readValue(file("blns.json"), new TypeReference<List<String>>() {}));
        file("csv-payload.txt").lines().forEach(words::add);
        return List.copyOf(words);
    }

    /** What would do something in an answer: cells and elements that run, formulas in workbooks. */
    static List<String> found(String type, byte[] body) throws IOException {
        if (type.startsWith("text/csv")) {
            try (CsvReader<CsvRecord> rows = CsvReader.builder()
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .ofCsvRecord(new String(body, StandardCharsets.UTF_8))) {
                return rows.stream()
                        .flatMap(row -> row.getFields().stream())
                        .filter(cell -> cell.matches("(?s)[=@\\t\\r].*|[+-](?![0-9.]*$).*"))
                        .toList();
            }
        }
        if (type.startsWith("text/html")) {
            return Jsoup.parse(new String(body, StandardCharsets.UTF_8))
                    .select(
                            "script:not([src]), [onerror], [onload], [onmouseover], img[src=x], iframe, [href^=javascript]")
                    .eachText();
        }
        return type.contains("spreadsheet") ? formulas(body) : List.of();
    }

    /** By the list at the end of the archive: whoever reads from its beginning stops where sizes are not said beforehand. */
    private static List<String> formulas(byte[] workbook) throws IOException {
        Path file = Files.createTempFile("naughty", ".zip");
        try {
            Files.write(file, workbook);
            List<String> formulas = new ArrayList<>();
            try (ZipFile zip = new ZipFile(file.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    if (entry.getName().endsWith(".xml")) {
                        try (InputStream in = zip.getInputStream(entry)) {
                            String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                            if (xml.contains("<f>") || xml.contains("table:formula")) {
                                formulas.add(entry.getName() + " holds a formula");
                            }
                        }
                    }
                }
            }
            return formulas;
        } finally {
            Files.delete(file);
        }
    }

    private static String file(String name) {
        try (InputStream in = Objects.requireNonNull(Naughty.class.getResourceAsStream("/hostile/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
