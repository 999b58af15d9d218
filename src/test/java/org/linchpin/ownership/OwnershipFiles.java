package org.linchpin.ownership;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Organisations and ties of the reference data straight from its files, for tests that need no database. */
final class OwnershipFiles {

    private OwnershipFiles() {}

    static Map<String, LookThrough.Organisation> organisations() {
        Map<String, LookThrough.Organisation> found = new LinkedHashMap<>();
        lines("vendors.csv")
                .forEach(line -> found.put(
                        line.getField("vendor_id"),
                        new LookThrough.Organisation(
                                line.getField("vendor_id"),
                                line.getField("display_name"),
                                "vendor",
                                blank(line.getField("hq_country")),
                                blank(line.getField("ultimate_owner_country")))));
        lines("ownership.csv").forEach(line -> {
            Ties.Party party = Ties.Party.of(line.getField("parent_id"), line.getField("parent_name"));
            found.putIfAbsent(
                    party.key(), new LookThrough.Organisation(party.key(), party.name(), party.kind(), null, null));
        });
        return found;
    }

    static List<Tie> ties() {
        List<Tie> ties = new ArrayList<>();
        for (NamedCsvRecord line : lines("ownership.csv")) {
            String percent = line.getField("percent");
            ties.add(new Tie(
                    ties.size() + 1L,
                    line.getField("child_id"),
                    line.getField("parent_id"),
                    Relation.of(line.getField("relation")).orElseThrow(),
                    percent.isEmpty() ? null : new BigDecimal(percent),
                    blank(line.getField("from_date")),
                    blank(line.getField("to_date")),
                    line.getField("confidence"),
                    Arrays.asList(line.getField("source_ids").split("; ?"))));
        }
        return ties;
    }

    static LookThrough lookThrough(String day) {
        return new LookThrough(
                organisations(), ties(), List.of("quectel", "huawei", "china_mobile"), LocalDate.parse(day));
    }

    static List<NamedCsvRecord> lines(String file) {
        try (InputStream in = OwnershipFiles.class.getResourceAsStream("/db/reference/" + file);
                CsvReader<NamedCsvRecord> csv = CsvReader.builder()
                        .ofNamedCsvRecord(
                                new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8))) {
            return csv.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    private static String blank(String said) {
        return said.isEmpty() ? null : said;
    }
}
