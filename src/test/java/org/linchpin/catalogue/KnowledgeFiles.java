package org.linchpin.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The reference data straight from its files, for tests that need no database. */
final class KnowledgeFiles {

    private KnowledgeFiles() {}

    static LookThrough lookThrough(String today) {
        Map<String, LookThrough.Organisation> organisations = ReferenceData.lines("vendors.csv").stream()
                .map(v -> new LookThrough.Organisation(
                        v.get("vendor_id"),
                        v.get("display_name"),
                        "vendor",
                        opt(v, "hq_country"),
                        opt(v, "ultimate_owner_country")))
                .collect(Collectors.toMap(LookThrough.Organisation::key, Function.identity()));
        ReferenceData.lines("ownership.csv")
                .forEach(o -> organisations.putIfAbsent(
                        o.get("parent_id"),
                        new LookThrough.Organisation(
                                o.get("parent_id"),
                                o.get("parent_name"),
                                o.get("parent_id").startsWith("person:")
                                        ? "person"
                                        : o.get("parent_id").startsWith("state:") ? "state" : "holder",
                                null,
                                null)));
        return new LookThrough(
                organisations,
                map(
                        "ownership.csv",
                        o -> new LookThrough.Link(
                                o.get("child_id"),
                                o.get("parent_id"),
                                o.get("relation"),
                                o.get("percent").isEmpty() ? null : Double.valueOf(o.get("percent")),
                                opt(o, "from_date"),
                                opt(o, "to_date"),
                                o.get("confidence"),
                                list(o, "source_ids"))),
                today);
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
