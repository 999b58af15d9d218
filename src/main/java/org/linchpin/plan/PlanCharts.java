package org.linchpin.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A plan as shapes that pages draw. */
final class PlanCharts {

    private static final double WIDTH = 640;
    private static final double HEIGHT = 240;
    /** Labels nearer to each other than that cannot be read. */
    private static final double APART = 28;

    private PlanCharts() {}

    /** Exposure left year by year, in a picture of 640 by 240. */
    record Curve(List<Line> lines, List<Tick> ticks) {}

    /** A way through the years; its label stands at its end. */
    record Line(String key, String label, String points, double y) {}

    record Tick(double x, String label) {}

    static Curve curve(Planned plan) {
        double most = Math.max(1e-9, plan.before().weighted());
        List<Line> lines = new ArrayList<>();
        lines.add(line("nothing", "nothing spent", plan, plan.weightedIfNothing(), most));
        lines.add(line("equal", "equal shares", plan, plan.rule("pro_rata").weightedLeft(), most));
        lines.add(line("plan", "this plan", plan, plan.rule("plan").weightedLeft(), most));
        List<Tick> ticks = new ArrayList<>();
        int years = plan.years().size();
        for (int year = 0; year <= years; year += Math.max(1, years / 5)) {
            ticks.add(new Tick(WIDTH * year / years, String.valueOf(plan.startYear() + year)));
        }
        return new Curve(apart(lines), ticks);
    }

    private static Line line(String key, String label, Planned plan, List<Double> left, double most) {
        StringBuilder points = new StringBuilder("0.0,0.0");
        double y = 0;
        for (int year = 0; year < left.size(); year++) {
            y = HEIGHT * (1 - left.get(year) / most);
            points.append(String.format(Locale.ROOT, " %.1f,%.1f", WIDTH * (year + 1) / left.size(), y));
        }
        double part = left.isEmpty() ? 1 : left.get(left.size() - 1) / most;
        return new Line(key, label + " " + Math.round(100 * part) + "%", points.toString(), y);
    }

    /** Pushes labels down until each can be read. */
    private static List<Line> apart(List<Line> lines) {
        List<Line> sorted =
                lines.stream().sorted(Comparator.comparingDouble(Line::y)).toList();
        List<Line> moved = new ArrayList<>();
        double from = Double.NEGATIVE_INFINITY;
        double last = HEIGHT - APART * (sorted.size() - 1);
        for (Line line : sorted) {
            double y = Math.min(last, Math.max(line.y(), from));
            moved.add(new Line(line.key(), line.label(), line.points(), y));
            from = y + APART;
            last += APART;
        }
        return moved;
    }
}
