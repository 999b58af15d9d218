package org.linchpin.exposure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.Reckoning;
import org.linchpin.inventory.Weight;

/**
 * What it is worth to find out which module is inside a model of equipment. The width of a holder's interval is the sum of
 * all amounts that may be its and may not; identifying a model takes its amount out of that sum whatever the answer is. So
 * the worth of models adds up, and the best n models are the n that have most open units. Pure.
 *
 * @param width what is open altogether
 * @param steps the models, the one worth most first
 */
public record Information(double width, List<Step> steps) {

    /**
     * A model to identify.
     *
     * @param title the model, as registers call it
     * @param amount by how much the interval narrows, whatever is found
     * @param example a line of it
     */
    public record Step(String title, String part, double amount, Reckoning.Line example) {}

    /** The open part of one key's count, by model; lines without words are kept apart by part, because only there can one ask. */
    public static Information of(Reckoning reckoning, Dimension by, String key) {
        Map<String, Step> models = new LinkedHashMap<>();
        for (Reckoning.Line line : reckoning.lines()) {
            if (open(reckoning, line, by, key)) {
                String part = line.words().isEmpty() ? line.part() : "";
                String title = line.title();
                models.merge(
                        part + '\u0000' + title.toLowerCase(Locale.ROOT),
                        new Step(title, part, line.amount(), line),
                        (a, b) -> new Step(a.title(), a.part(), Weight.plain(a.amount() + b.amount()), a.example()));
            }
        }
        List<Step> steps = new ArrayList<>(models.values());
        steps.sort(Comparator.comparing((Step step) -> -step.amount()).thenComparing(Step::title));
        return new Information(Weight.sum(steps.stream().mapToDouble(Step::amount)), List.copyOf(steps));
    }

    /** Whether a line may be the key's and may not. */
    static boolean open(Reckoning reckoning, Reckoning.Line line, Dimension by, String key) {
        if (line.outcome().equals("none")) {
            return false;
        }
        Set<String> keys = reckoning.keys(line, by);
        return by.open(line.outcome(), keys) || (keys.size() > 1 && keys.contains(key));
    }

    /** What is still open once the first so many models are identified. */
    double left(int identified) {
        return width
                - steps.stream().limit(identified).mapToDouble(Step::amount).sum();
    }

    /** The fewest models whose identification at least halves the interval. */
    int toHalve() {
        int identified = 0;
        while (identified < steps.size() && left(identified) > width / 2 + 1e-9) {
            identified++;
        }
        return identified;
    }
}
