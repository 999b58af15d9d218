package org.linchpin.recognition;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.linchpin.recognition.Knowledge.Equipment;
import org.linchpin.recognition.Knowledge.Family;
import org.linchpin.recognition.Knowledge.Identifier;
import org.linchpin.recognition.Knowledge.Vendor;

/** What the reference data knows, straight from its files, for tests that need no database. */
public final class ReferenceKnowledge {

    private ReferenceKnowledge() {}

    public static Knowledge read() {
        return new Knowledge(
                map(
                        "vendors.csv",
                        v -> new Vendor(
                                v.get("vendor_id"),
                                v.get("display_name"),
                                opt(v, "legal_name"),
                                opt(v, "legal_name_local"),
                                list(v, "aliases"),
                                opt(v, "role"),
                                opt(v, "immediate_parent_id"))),
                map(
                        "module_families.csv",
                        f -> new Family(
                                f.get("family_id"),
                                f.get("prefix_or_model"),
                                f.get("match_regex"),
                                f.get("vendor_id"),
                                f.get("current_owner_vendor_id"),
                                opt(f, "match_ambiguity"),
                                f.get("confidence"),
                                list(f, "source_ids"))),
                map(
                        "identifiers.csv",
                        i -> new Identifier(
                                i.get("id_type"),
                                i.get("value"),
                                opt(i, "vendor_id"),
                                opt(i, "module_family_or_model"),
                                i.get("evidence_strength"),
                                opt(i, "shared_or_exclusive"),
                                i.get("confidence"),
                                list(i, "source_ids"))),
                map(
                        "device_models.csv",
                        e -> new Equipment(
                                e.get("manufacturer"),
                                e.get("model"),
                                opt(e, "variant_or_order_code"),
                                e.get("has_cellular"),
                                opt(e, "module_vendor_id"),
                                opt(e, "module_family"),
                                opt(e, "module_as_reported"),
                                opt(e, "evidence_type"),
                                e.get("confidence"),
                                list(e, "source_ids"))));
    }

    /** The lines of a file of the reference data, by the names of its columns. */
    public static List<Map<String, String>> lines(String file) {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(Path.of("db", "reference", file))) {
            return csv.stream().map(NamedCsvRecord::getFieldsAsMap).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> List<T> map(String file, Function<Map<String, String>, T> row) {
        return lines(file).stream().map(row).toList();
    }

    private static String opt(Map<String, String> line, String column) {
        String value = line.get(column);
        return value == null || value.isEmpty() ? null : value;
    }

    private static List<String> list(Map<String, String> line, String column) {
        return Arrays.stream(line.get(column).split(";"))
                .map(String::trim)
                .filter(s -> !s.isEmpty())
                .toList();
    }
}
