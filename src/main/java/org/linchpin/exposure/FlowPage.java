package org.linchpin.exposure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
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

    private final ReckoningReader reckonings;
    private final Exposure exposure;
    private final Names names;
    private final Captions captions;
    private final Findings findings;
    private final Nothing nothing;

    FlowPage(
            ReckoningReader reckonings,
            Exposure exposure,
            Names names,
            Captions captions,
            Findings findings,
            Nothing nothing) {
        this.nothing = nothing;
        this.captions = captions;
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

    @GetMapping("/flow")
    @May(Action.READ_FIGURES)
    String flow(Viewer viewer, Slice slice, @ModelAttribute Asked how, Model model) {
        ExposureRequest asked = ExposureRequest.of(how, exposure.bands());
        Reckoning reckoning = reckonings.of(viewer.scope(), slice, Dimension.SECTOR, asked.weight(), asked.rule());
        Flow flow = Flow.of(reckoning);
        model.addAttribute("ways", Ways.of(slice, asked));
        model.addAttribute("slice", slice);
        model.addAttribute("part", names.of(slice));
        model.addAttribute("rule", findings.rule(asked.rule()));
        model.addAttribute("unit", findings.unit(asked.weight()));
        model.addAttribute("nothing", flow.total() <= 0 ? nothing.why(viewer, slice, asked.weight()) : null);
        model.addAttribute("working", asked.on("/working", slice, "figure=flow"));
        model.addAttribute("wide", WIDE);
        model.addAttribute("high", HIGH + 56);
        if (flow.total() > 0) {
            draw(slice, flow, model);
        }
        model.addAttribute("csv", asked.on("/api/v1/exposure/flow.csv", slice));
        return "exposure/flow";
    }

    /** Amounts by sector, makers and country, as people call them, none folded together; the largest first. */
    Map<List<String>, Double> ways(Viewer viewer, Slice slice, ExposureRequest asked) {
        Map<List<String>, Double> amounts = new HashMap<>();
        Flow.ways(reckonings.of(viewer.scope(), slice, Dimension.SECTOR, asked.weight(), asked.rule()))
                .forEach((way, amount) -> amounts.merge(
                        IntStream.range(0, way.size())
                                .mapToObj(column -> captions.flow(column, way.get(column), slice))
                                .toList(),
                        amount,
                        Double::sum));
        Map<List<String>, Double> ways = new LinkedHashMap<>();
        amounts.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<List<String>, Double> way) -> -way.getValue())
                        .thenComparing(way -> String.join("\n", way.getKey())))
                .forEach(way -> ways.put(way.getKey(), way.getValue()));
        return ways;
    }

    private void draw(Slice slice, Flow flow, Model model) {
        List<String> heads = captions.columns();
        int last = heads.size() - 1;
        double scale = (HIGH - 3 * GAP) / flow.total();
        List<Map<String, double[]>> places = new ArrayList<>();
        List<Node> nodes = new ArrayList<>();
        for (int c = 0; c <= last; c++) {
            int column = c;
            double x = c * (WIDE - NODE) / last;
            places.add(place(
                    key -> captions.flow(column, key, slice),
                    flow.columns().get(c),
                    x,
                    scale,
                    flow.total(),
                    c == last,
                    nodes));
        }
        List<Ribbon> ribbons = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        for (Flow.Step step : flow.steps()) {
            double[] from = place(places, step.column(), step.from());
            double[] to = place(places, step.column() + 1, step.to());
            double high = step.amount() * scale;
            ribbons.add(new Ribbon(
                    ribbon(from[0] + NODE, from[2], to[0], to[1], high),
                    !step.to().equals(Flow.UNKNOWN)));
            from[2] += high;
            to[1] += high;
            steps.add(new Step(
                    captions.flow(step.column(), step.from(), slice),
                    captions.flow(step.column() + 1, step.to(), slice),
                    Say.count(step.amount()),
                    Say.part(step.amount() / flow.total())));
        }
        model.addAttribute("nodes", nodes);
        model.addAttribute("ribbons", ribbons);
        model.addAttribute("steps", steps);
        model.addAttribute("heads", heads);
        model.addAttribute("headline", headline(slice, flow.columns().get(last), flow.total()));
    }

    private static double[] place(List<Map<String, double[]>> places, int column, String key) {
        return Objects.requireNonNull(places.get(column).get(key));
    }

    private String headline(Slice slice, Map<String, Double> ends, double total) {
        double unknown = ends.getOrDefault(Flow.UNKNOWN, 0.0) / total;
        return ends.entrySet().stream()
                .filter(entry ->
                        !entry.getKey().equals(Flow.UNKNOWN) && !entry.getKey().equals(Flow.OTHERS))
                .max(Map.Entry.comparingByValue())
                .map(first -> findings.say(
                        "flow.finding",
                        Say.atLeast(first.getValue() / total),
                        names.of(Dimension.COUNTRY, first.getKey(), slice),
                        Say.atMost(unknown)))
                .orElseGet(() -> findings.say("flow.little"));
    }

    private static Map<String, double[]> place(
            UnaryOperator<String> named,
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
            nodes.add(new Node(
                    named.apply(one.getKey()),
                    Say.count(one.getValue()) + ", " + Say.part(one.getValue() / total),
                    x,
                    y,
                    Math.max(1, high),
                    !one.getKey().equals(Flow.UNKNOWN),
                    last ? x - 8 : x + NODE + 8,
                    last ? "end" : "start"));
            y += high + GAP;
        }
        return places;
    }

    private static String ribbon(double x1, double y1, double x2, double y2, double high) {
        double middle = (x1 + x2) / 2;
        return String.format(
                Locale.ROOT,
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
