package org.linchpin.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import tools.jackson.databind.JsonNode;

/**
 * Two kept answers of one kind, side by side.
 *
 * @param kind plan or estimate
 * @param sameQuestion whether they are about the same units as known at the same moment
 * @param sameUnits whether they are about the same units on the same day, whatever was known
 */
record Comparison(String kind, boolean sameQuestion, boolean sameUnits, List<Table> tables) {

    /**
     * Figures of both.
     *
     * @param money pence; units otherwise
     * @param total what the rows add up to; null where they do not add up to anything
     */
    record Table(
            String title,
            String head,
            boolean money,
            List<Row> rows,
            @Nullable Row total) {}

    /**
     * Both figures.
     *
     * @param difference second less first
     */
    record Row(String name, long first, long second, long difference) {

        static Row of(String name, long first, long second) {
            return new Row(name, first, second, second - first);
        }
    }

    private static final String PLAN = "plan";

    static String kindOf(JsonNode answer) {
        return answer.path("method").asString("").startsWith(PLAN) ? PLAN : "estimate";
    }

    static Comparison of(JsonNode first, JsonNode second) {
        String kind = kindOf(first);
        if (!kind.equals(kindOf(second))) {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    "second",
                    kindOf(second),
                    "kinds-differ",
                    "A plan can be compared with a plan, and an estimate with an estimate",
                    "Choose two of one kind")));
        }
        boolean same = List.of("target", "scope", "asAt").stream()
                .allMatch(field -> first.path(field).equals(second.path(field)));
        return new Comparison(
                kind,
                same && first.path("knownAt").equals(second.path("knownAt")),
                same,
                kind.equals(PLAN) ? plans(first, second) : estimates(first, second));
    }

    private static List<Table> plans(JsonNode first, JsonNode second) {
        return List.of(
                table("Spent", "Year", true, true, years(first, "spent"), years(second, "spent")),
                table("Units exchanged", "Year", false, true, years(first, "replaced"), years(second, "replaced")),
                table("Units surely left", "Year", false, false, left(first), left(second)),
                table("Spent", "Owner and equipment", true, true, groups(first, "cost"), groups(second, "cost")),
                table(
                        "Units exchanged",
                        "Owner and equipment",
                        false,
                        true,
                        groups(first, "units"),
                        groups(second, "units")));
    }

    private static Map<String, Long> years(JsonNode plan, String field) {
        return sums(plan.path("years"), List.of("year"), field);
    }

    private static Map<String, Long> left(JsonNode plan) {
        Map<String, Long> left = new TreeMap<>();
        plan.path("years")
                .forEach(year -> left.put(
                        year.path("year").asString(),
                        year.path("left").path("sure").asLong()));
        return left;
    }

    private static Map<String, Long> groups(JsonNode plan, String field) {
        return sums(plan.path("programme"), List.of("operator", "assetClass"), field);
    }

    private static Map<String, Long> sums(JsonNode items, List<String> by, String field) {
        Map<String, Long> sums = new TreeMap<>();
        items.forEach(item -> sums.merge(
                String.join(
                        ", ", by.stream().map(one -> item.path(one).asString()).toList()),
                item.path(field).asLong(),
                Long::sum));
        return sums;
    }

    private static List<Table> estimates(JsonNode first, JsonNode second) {
        List<Table> tables = new ArrayList<>();
        for (Map.Entry<String, String> amount : Map.of(
                        "gross",
                        "Gross cash",
                        "broughtForward",
                        "Only brought forward",
                        "budget",
                        "With allowance for optimism")
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByValue())
                .toList()) {
            tables.add(table(
                    amount.getValue(),
                    "Of all draws",
                    true,
                    false,
                    spread(first.path(amount.getKey())),
                    spread(second.path(amount.getKey()))));
        }
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("byComponent", "Element");
        parts.put("byYear", "Year");
        parts.put("bySector", "Sector");
        parts.put("byRegion", "Region");
        parts.put("byOperator", "Operator");
        parts.put("byAssetClass", "Equipment");
        parts.forEach((field, head) ->
                tables.add(table("Mean gross cash", head, true, true, means(first, field), means(second, field))));
        return tables;
    }

    private static Map<String, Long> spread(JsonNode spread) {
        Map<String, Long> values = new LinkedHashMap<>();
        List.of("p10", "p50", "p80", "p90", "mean")
                .forEach(name -> values.put(
                        name.equals("mean") ? "Mean" : name.toUpperCase(Locale.ROOT),
                        spread.path(name).asLong()));
        return values;
    }

    /** The allowance for optimism is no part of gross. */
    private static Map<String, Long> means(JsonNode answer, String field) {
        Map<String, Long> means = new LinkedHashMap<>();
        answer.path(field).forEach(item -> {
            if (!item.path("key").asString("").equals("optimism_bias")) {
                String name = item.has("year")
                        ? item.path("year").asString()
                        : item.path("name").asString("");
                means.merge(
                        name.isEmpty() ? "Not stated" : name,
                        item.path("gross").path("mean").asLong(),
                        Long::sum);
            }
        });
        return means;
    }

    private static Table table(
            String title, String head, boolean money, boolean adds, Map<String, Long> first, Map<String, Long> second) {
        List<String> names = new ArrayList<>(first.keySet());
        new TreeSet<>(second.keySet())
                .stream().filter(name -> !first.containsKey(name)).forEach(names::add);
        List<Row> rows = names.stream()
                .map(name -> Row.of(name, first.getOrDefault(name, 0L), second.getOrDefault(name, 0L)))
                .toList();
        Row total = Row.of(
                "Together",
                rows.stream().mapToLong(Row::first).sum(),
                rows.stream().mapToLong(Row::second).sum());
        return new Table(title, head, money, rows, adds ? total : null);
    }
}
