package org.linchpin.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.linchpin.catalogue.Knowledge.Equipment;
import org.linchpin.catalogue.Knowledge.Family;
import org.linchpin.catalogue.Knowledge.Identifier;
import org.linchpin.catalogue.Knowledge.Vendor;

/** The reference data straight from its files, for tests that need no database. */
final class KnowledgeFiles {

    private KnowledgeFiles() {}

    static Knowledge read() {
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

    private static <T> List<T> map(String file, Function<Map<String, String>, T> row) {
        return ReferenceData.lines(file).stream().map(row).toList();
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
