package org.linchpin.replacement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.linchpin.replacement.Estimate.Swing;

/** An estimate as shapes: points and per cents that pages draw. */
final class Charts {

    private static final double WIDTH = 640;
    private static final double HEIGHT = 240;
    private static final int TICKS = 4;

    private Charts() {}

    /**
     * The S-curve in a picture of 640 by 240.
     *
     * @param whole the points of the curve over everything that is not known
     * @param band the outline between the curves of the sure and of all possible units
     */
    record Curve(String whole, String band, List<Mark> marks, List<Mark> ticks) {}

    /** A place on the way across, in points, and what it says. */
    record Mark(double x, double y, String label) {}

    /** A bar of the tornado in per cent of the widest. */
    record Bar(
            String name,
            String grade,
            boolean assumed,
            double from,
            double width,
            double mean,
            String low,
            String high) {}

    static Curve curve(Estimate estimate) {
        long most = Collections.max(estimate.possible().curve().values());
        double scale = most <= 0 ? 0 : WIDTH / (most * 1.04);
        List<String> band = new ArrayList<>(points(estimate.sure().curve(), scale));
        List<String> back = points(estimate.possible().curve(), scale);
        Collections.reverse(back);
        band.addAll(back);
        List<Mark> marks = new ArrayList<>();
        Spread gross = estimate.whole().gross();
        marks.add(mark(gross.p10(), 10, scale));
        marks.add(mark(gross.p50(), 50, scale));
        marks.add(mark(gross.p80(), 80, scale));
        marks.add(mark(gross.p90(), 90, scale));
        List<Mark> ticks = new ArrayList<>();
        for (int tick = 0; tick <= TICKS; tick++) {
            long pence = Math.round(most / 100.0 * tick / TICKS) * 100;
            ticks.add(new Mark(pence * scale, HEIGHT, Money.say(pence)));
        }
        return new Curve(
                String.join(" ", points(estimate.whole().curve(), scale)), String.join(" ", band), marks, ticks);
    }

    private static Mark mark(long pence, int percent, double scale) {
        return new Mark(pence * scale, y(percent), "P" + percent + " " + Money.say(pence));
    }

    private static List<String> points(Map<Integer, Long> curve, double scale) {
        List<String> points = new ArrayList<>();
        curve.forEach(
                (percent, pence) -> points.add(String.format(Locale.ROOT, "%.1f,%.1f", pence * scale, y(percent))));
        return points;
    }

    private static double y(int percent) {
        return HEIGHT * (1 - percent / 100.0);
    }

    static List<Bar> tornado(Estimate estimate, int most) {
        List<Swing> swings = estimate.tornado().stream().limit(most).toList();
        double low = swings.stream().mapToLong(Swing::low).min().orElse(0);
        double high = swings.stream().mapToLong(Swing::high).max().orElse(0);
        double room = (high - low) * 0.02;
        double scale = high <= low ? 0 : 100 / (high - low + 2 * room);
        double mean = (estimate.whole().gross().mean() - low + room) * scale;
        return swings.stream()
                .map(one -> new Bar(
                        one.what(),
                        one.grade().replace('-', ' '),
                        !one.grade().startsWith("evidence") && !one.grade().equals(Parameter.OWN),
                        (one.low() - low + room) * scale,
                        (one.high() - one.low()) * scale,
                        mean,
                        Money.say(one.low()),
                        Money.say(one.high())))
                .toList();
    }
}
