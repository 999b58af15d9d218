package org.linchpin.exposure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.Reckoning;
import org.linchpin.inventory.Weight;

/**
 * How amounts flow from sector through maker of equipment and maker of module to the country of control. Pure.
 *
 * @param columns the amount of each key, column by column; the largest alone, all others together, the unknown last
 * @param steps from one column to the next, in the order of the columns' keys
 */
public record Flow(List<Map<String, Double>> columns, List<Step> steps, double total) {

    static final String OTHERS = "\u0000others";
    static final String UNKNOWN = "\u0000unknown";

    /** Alone in a column, where there are others and the unknown beside them: never more than four. */
    private static final int NAMED = 2;

    /** An amount that stands under one key in a column and under another in the next. */
    public record Step(int column, String from, String to, double amount) {}

    /** Counts a reckoning whose lines are kept apart by sector. */
    public static Flow of(Reckoning reckoning) {
        List<Reckoning.Line> lines = counted(reckoning);
        List<Function<Reckoning.Line, String>> keys = keys(reckoning);
        List<Map<String, Double>> columns =
                keys.stream().map(key -> sums(key, lines)).toList();
        List<Step> steps = new ArrayList<>();
        for (int column = 0; column + 1 < columns.size(); column++) {
            steps(column, keys, columns, lines, steps);
        }
        return new Flow(columns, List.copyOf(steps), Weight.sum(lines.stream().mapToDouble(Reckoning.Line::amount)));
    }

    private static List<Reckoning.Line> counted(Reckoning reckoning) {
        return reckoning.lines().stream()
                .filter(line -> !line.outcome().equals("none"))
                .toList();
    }

    private static List<Function<Reckoning.Line, String>> keys(Reckoning reckoning) {
        return List.of(
                Reckoning.Line::part,
                line -> line.maker().isEmpty() ? UNKNOWN : line.maker(),
                line -> single(reckoning, line, Dimension.VENDOR),
                line -> single(reckoning, line, Dimension.COUNTRY));
    }

    /** The amount of every way through all columns, none folded together. */
    static Map<List<String>, Double> ways(Reckoning reckoning) {
        List<Function<Reckoning.Line, String>> keys = keys(reckoning);
        Map<List<String>, Double> ways = new HashMap<>();
        counted(reckoning)
                .forEach(line ->
                        ways.merge(keys.stream().map(key -> key.apply(line)).toList(), line.amount(), Double::sum));
        return ways;
    }

    /** The only key that a line can have; several, or none, are not known. */
    private static String single(Reckoning reckoning, Reckoning.Line line, Dimension by) {
        Set<String> keys = line.outcome().equals("unknown") ? Set.of() : reckoning.keys(line, by);
        String only = keys.size() == 1 ? keys.iterator().next() : UNKNOWN;
        return only.equals("??") ? UNKNOWN : only;
    }

    private static Map<String, Double> sums(Function<Reckoning.Line, String> key, List<Reckoning.Line> lines) {
        Map<String, Double> all = new HashMap<>();
        lines.forEach(line -> all.merge(key.apply(line), line.amount(), Double::sum));
        Double unknown = all.remove(UNKNOWN);
        List<Map.Entry<String, Double>> order = all.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Double> one) -> -one.getValue())
                        .thenComparing(Map.Entry::getKey))
                .toList();
        int shown = order.size() <= NAMED + 1 ? order.size() : NAMED + (unknown == null ? 1 : 0);
        Map<String, Double> sums = new LinkedHashMap<>();
        order.stream().limit(shown).forEach(one -> sums.put(one.getKey(), one.getValue()));
        order.stream().skip(shown).forEach(one -> sums.merge(OTHERS, one.getValue(), Double::sum));
        if (unknown != null) {
            sums.put(UNKNOWN, unknown);
        }
        sums.replaceAll((name, sum) -> Weight.plain(sum));
        return sums;
    }

    private static void steps(
            int column,
            List<Function<Reckoning.Line, String>> keys,
            List<Map<String, Double>> columns,
            List<Reckoning.Line> lines,
            List<Step> steps) {
        Map<List<String>, Double> flows = new HashMap<>();
        for (Reckoning.Line line : lines) {
            String from = shown(keys.get(column).apply(line), columns.get(column));
            String to = shown(keys.get(column + 1).apply(line), columns.get(column + 1));
            flows.merge(List.of(from, to), line.amount(), Double::sum);
        }
        columns.get(column)
                .keySet()
                .forEach(from -> columns.get(column + 1).keySet().forEach(to -> {
                    double amount = flows.getOrDefault(List.of(from, to), 0.0);
                    if (amount > 0) {
                        steps.add(new Step(column, from, to, Weight.plain(amount)));
                    }
                }));
    }

    private static String shown(String key, Map<String, Double> sums) {
        return sums.containsKey(key) ? key : OTHERS;
    }
}
