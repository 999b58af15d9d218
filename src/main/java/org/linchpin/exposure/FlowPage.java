package org.linchpin.exposure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.linchpin.access.Action;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.exposure.ExposureRequest.Asked;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Reckoning;
import org.linchpin.inventory.ReckoningReader;
import org.linchpin.inventory.Slice;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The flow from sector through maker of equipment and maker of module to the country of control, as a drawing and a table. */
@Controller
class FlowPage {

    private static final double WIDE = 1100;
    private static final double HIGH = 430;
    private static final double NODE = 14;
    private static final double GAP = 16;
    private static final int NAMED = 2;
    private static final String OTHERS = "\u0000others";
    private static final String UNKNOWN = "\u0000unknown";

    private final ReckoningReader reckonings;
    private final Exposure exposure;
    private final Names names;
    private final Findings findings;

    FlowPage(ReckoningReader reckonings, Exposure exposure, Names names, Findings findings) {
        this.reckonings = reckonings;
        this.exposure = exposure;
        this.names = names;
        this.findings = findings;
    }

    /** A node as drawn: a bar with its words beside it. */
    record Node(
            String name, String amount, double x, double y, double high, boolean known, double textX, String anchor) {}

    /** A ribbon as drawn. */
    record Ribbon(String path, boolean known) {}

    /** A step of the flow as a row. */
    record Step(String from, String to, String amount, String share) {}

    /** What a column of the drawing stands for, and what a line is there. */
    private record Column(String title, Function<Reckoning.Line, String> key, Function<String, String> name) {}

    @GetMapping("/flow")
    @May(Action.READ_FIGURES)
    String flow(Viewer viewer, Slice slice, @ModelAttribute Asked how, Model model) {
        ExposureRequest asked = ExposureRequest.of(how, exposure.bands());
        Reckoning reckoning = reckoning(viewer, slice, asked);
        List<Reckoning.Line> lines = counted(reckoning);
        double total = lines.stream().mapToDouble(Reckoning.Line::amount).sum();
        model.addAttribute("ways", Ways.of(slice, asked));
        model.addAttribute("slice", slice);
        model.addAttribute("rule", asked.rule().label());
        model.addAttribute("unit", PictureView.unit(asked.weight()));
        model.addAttribute("empty", total <= 0);
        model.addAttribute("wide", WIDE);
        model.addAttribute("high", HIGH + 56);
        if (total > 0) {
            draw(columns(reckoning, slice), lines, total, model);
        }
        model.addAttribute("csv", asked.on("/api/v1/exposure/flow.csv", slice));
        return "exposure/flow";
    }

    private Reckoning reckoning(Viewer viewer, Slice slice, ExposureRequest asked) {
        return reckonings.of(viewer.scope(), slice, Dimension.SECTOR, asked.weight(), asked.rule());
    }

    private static List<Reckoning.Line> counted(Reckoning reckoning) {
        return reckoning.lines().stream()
                .filter(line -> !line.outcome().equals("none"))
                .toList();
    }

    /** Amounts by sector, makers and country, as people call them, none folded together; the largest first. */
    Map<List<String>, Double> ways(Viewer viewer, Slice slice, ExposureRequest asked) {
        Reckoning reckoning = reckoning(viewer, slice, asked);
        List<Column> columns = columns(reckoning, slice);
        Map<List<String>, Double> amounts = new HashMap<>();
        counted(reckoning)
                .forEach(line -> amounts.merge(
                        columns.stream()
                                .map(column -> column.name().apply(column.key().apply(line)))
                                .toList(),
                        line.amount(),
                        Double::sum));
        Map<List<String>, Double> ways = new LinkedHashMap<>();
        amounts.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<List<String>, Double> way) -> -way.getValue())
                        .thenComparing(way -> String.join("\n", way.getKey())))
                .forEach(way -> ways.put(way.getKey(), way.getValue()));
        return ways;
    }

    private List<Column> columns(Reckoning reckoning, Slice slice) {
        return List.of(
                new Column("Sector", Reckoning.Line::part, key -> names.of(Dimension.SECTOR, key, slice)),
                new Column(
                        "Maker of the equipment",
                        line -> line.maker().isEmpty() ? UNKNOWN : line.maker(),
                        key -> key.equals(UNKNOWN) ? findings.say("flow.notsaid") : key),
                new Column(
                        "Maker of the module",
                        line -> single(reckoning, line, Dimension.VENDOR),
                        key -> key.equals(UNKNOWN)
                                ? findings.say("flow.notidentified")
                                : names.of(Dimension.VENDOR, key, slice)),
                new Column(
                        "Controlling country",
                        line -> single(reckoning, line, Dimension.COUNTRY),
                        key -> key.equals(UNKNOWN) ? findings.say("flow.notknown") : names.of(Dimension.COUNTRY, key)));
    }

    /** The only key that a line can have; several, or none, are not known. */
    private static String single(Reckoning reckoning, Reckoning.Line line, Dimension by) {
        Set<String> keys = line.outcome().equals("unknown") ? Set.of() : reckoning.keys(line, by);
        String only = keys.size() == 1 ? keys.iterator().next() : UNKNOWN;
        return only.equals("??") ? UNKNOWN : only;
    }

    private void draw(List<Column> columns, List<Reckoning.Line> lines, double total, Model model) {
        List<Map<String, Double>> sums =
                columns.stream().map(column -> sums(column, lines)).toList();
        List<Map<String, double[]>> places = new ArrayList<>();
        List<Node> nodes = new ArrayList<>();
        double scale = (HIGH - 3 * GAP) / total;
        for (int c = 0; c < columns.size(); c++) {
            double x = c * (WIDE - NODE) / (columns.size() - 1);
            places.add(place(columns.get(c), sums.get(c), x, scale, total, c == columns.size() - 1, nodes));
        }
        List<Ribbon> ribbons = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        for (int c = 0; c + 1 < columns.size(); c++) {
            ribbons(columns, c, lines, sums, places, scale, total, ribbons, steps);
        }
        model.addAttribute("nodes", nodes);
        model.addAttribute("ribbons", ribbons);
        model.addAttribute("steps", steps);
        model.addAttribute("heads", columns.stream().map(Column::title).toList());
        double unknown = sums.get(3).getOrDefault(UNKNOWN, 0.0) / total;
        Map.Entry<String, Double> first = sums.get(3).entrySet().stream()
                .filter(entry ->
                        !entry.getKey().equals(UNKNOWN) && !entry.getKey().equals(OTHERS))
                .max(Map.Entry.comparingByValue())
                .orElse(null);
        model.addAttribute(
                "headline",
                first == null
                        ? findings.say("flow.little")
                        : findings.say(
                                "flow.finding",
                                Say.atLeast(first.getValue() / total),
                                columns.get(3).name().apply(first.getKey()),
                                Say.atMost(unknown)));
    }

    /** The largest keys of a column by themselves, the rest together, the unknown last: never more than four. */
    private static Map<String, Double> sums(Column column, List<Reckoning.Line> lines) {
        Map<String, Double> all = new HashMap<>();
        lines.forEach(line -> all.merge(column.key().apply(line), line.amount(), Double::sum));
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
        return sums;
    }

    private Map<String, double[]> place(
            Column column,
            Map<String, Double> sums,
            double x,
            double scale,
            double total,
            boolean last,
            List<Node> nodes) {
        Map<String, double[]> places = new LinkedHashMap<>();
        double y = 36;
        for (Map.Entry<String, Double> one : sums.entrySet()) {
            double high = one.getValue() * scale;
            // What is taken from the left and from the right of a node so far.
            places.put(one.getKey(), new double[] {x, y, y});
            String name = one.getKey().equals(OTHERS)
                    ? findings.say("flow.others")
                    : column.name().apply(one.getKey());
            nodes.add(new Node(
                    name,
                    Say.count(one.getValue()) + ", " + Math.round(100 * one.getValue() / total) + "%",
                    x,
                    y,
                    Math.max(1, high),
                    !one.getKey().equals(UNKNOWN),
                    last ? x - 8 : x + NODE + 8,
                    last ? "end" : "start"));
            y += high + GAP;
        }
        return places;
    }

    private static String key(Column column, Reckoning.Line line, Map<String, Double> sums) {
        String key = column.key().apply(line);
        return sums.containsKey(key) ? key : OTHERS;
    }

    private void ribbons(
            List<Column> columns,
            int from,
            List<Reckoning.Line> lines,
            List<Map<String, Double>> sums,
            List<Map<String, double[]>> places,
            double scale,
            double total,
            List<Ribbon> ribbons,
            List<Step> steps) {
        Map<String, Double> flows = new HashMap<>();
        for (Reckoning.Line line : lines) {
            String left = key(columns.get(from), line, sums.get(from));
            String right = key(columns.get(from + 1), line, sums.get(from + 1));
            flows.merge(left + '\n' + right, line.amount(), Double::sum);
        }
        places.get(from)
                .forEach((left, a) -> places.get(from + 1).forEach((right, b) -> {
                    double amount = flows.getOrDefault(left + '\n' + right, 0.0);
                    if (amount > 0) {
                        double high = amount * scale;
                        ribbons.add(new Ribbon(ribbon(a[0] + NODE, a[2], b[0], b[1], high), !right.equals(UNKNOWN)));
                        a[2] += high;
                        b[1] += high;
                        steps.add(new Step(
                                name(columns.get(from), left),
                                name(columns.get(from + 1), right),
                                Say.count(amount),
                                Math.round(100 * amount / total) + "%"));
                    }
                }));
    }

    private String name(Column column, String key) {
        return key.equals(OTHERS) ? findings.say("flow.others") : column.name().apply(key);
    }

    private static String ribbon(double x1, double y1, double x2, double y2, double high) {
        double middle = (x1 + x2) / 2;
        return String.format(
                java.util.Locale.ROOT,
                "M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1fv%.1fC%.1f %.1f %.1f %.1f %.1f %.1fz",
                x1,
                y1,
                middle,
                y1,
                middle,
                y2,
                x2,
                y2,
                high,
                middle,
                y2 + high,
                middle,
                y1 + high,
                x1,
                y1 + high);
    }
}
