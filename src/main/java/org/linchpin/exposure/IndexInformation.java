package org.linchpin.exposure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.Reckoning;
import org.linchpin.inventory.Tally;

/**
 * What it is worth for the HHI to find out which module is inside a model of equipment. Unlike a share, the HHI narrows by
 * more or less depending on the answer, so each model is worth what its least favourable answer leaves; and worths do not
 * add up. Pure.
 *
 * @param width of the interval of the HHI as things are
 * @param steps the models, the one worth most first
 */
public record IndexInformation(double width, List<Step> steps) {

    /** Models with less open than the first so many are not tried: each answer takes a measurement of its own. */
    private static final int TRIED = 12;

    /** Of holders that a model can have where nothing is known of it, so many are tried: those that surely have most. */
    private static final int HOLDERS = 10;

    /** An answer that no holder known here is: somebody new. */
    private static final String NEW = "\u0000new";

    /**
     * A model to identify.
     *
     * @param open the amount that it has open
     * @param worth by how much the interval narrows at least, whatever is found
     * @param best by how much it narrows with the most favourable answer
     * @param left how wide the interval is once this and all models before it are known, each with its least favourable answer
     */
    public record Step(
            String title, String part, double open, double worth, double best, double left, Reckoning.Line example) {}

    /** What may be inside the open lines of one model. */
    private record Open(String title, String part, Reckoning.Line example, Map<Set<String>, Double> amounts) {

        double sum() {
            return amounts.values().stream().mapToDouble(Double::doubleValue).sum();
        }

        /** The holders that it can turn out to be: those of its candidates, or any where it has none. */
        Set<String> answers(Set<String> known) {
            Set<String> answers = new TreeSet<>();
            amounts.keySet().forEach(answers::addAll);
            if (answers.isEmpty()) {
                answers.addAll(known);
                answers.add(NEW);
            }
            return answers;
        }
    }

    private record Measured(double least, double most, String leastFavourable) {}

    private record Ranked(Open model, Measured alone) {}

    public static IndexInformation of(Reckoning reckoning, Dimension by, boolean unknownAreUnits) {
        Tally tally = reckoning.tally(by, key -> key);
        double width = width(tally, unknownAreUnits);
        List<Ranked> order = models(reckoning, by).stream()
                .map(model -> new Ranked(model, measure(tally, model, unknownAreUnits)))
                .sorted(Comparator.comparing((Ranked one) -> one.alone().most())
                        .thenComparing(one -> -one.model().sum())
                        .thenComparing(one -> one.model().title()))
                .toList();
        List<Step> steps = new ArrayList<>();
        Tally so = tally;
        for (Ranked one : order) {
            Open model = one.model();
            so = identified(so, model, measure(so, model, unknownAreUnits).leastFavourable());
            steps.add(new Step(
                    model.title(),
                    model.part(),
                    model.sum(),
                    width - one.alone().most(),
                    width - one.alone().least(),
                    width(so, unknownAreUnits),
                    model.example()));
        }
        return new IndexInformation(width, List.copyOf(steps));
    }

    /** How many of the first models at least halve the interval, each with its least favourable answer; more than there are if none do. */
    int toHalve() {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).left() <= width / 2 + 1e-9) {
                return i + 1;
            }
        }
        return steps.size() + 1;
    }

    private static double width(Tally tally, boolean unknownAreUnits) {
        Concentration all = Concentration.of(tally, unknownAreUnits);
        return all == null ? 0 : all.hhi().high() - all.hhi().low();
    }

    private static Measured measure(Tally tally, Open model, boolean unknownAreUnits) {
        double least = Double.MAX_VALUE;
        double most = -1;
        String worst = NEW;
        Set<String> known = new TreeSet<>();
        tally.counts().stream().limit(HOLDERS).forEach(count -> known.add(count.key()));
        for (String answer : model.answers(known)) {
            double left = width(identified(tally, model, answer), unknownAreUnits);
            least = Math.min(least, left);
            if (left > most) {
                most = left;
                worst = answer;
            }
        }
        return new Measured(least, most, worst);
    }

    /** The tally once a model turns out to be somebody's. */
    private static Tally identified(Tally tally, Open model, String answer) {
        String holder = answer.equals(NEW) ? "\u0000" + model.title() + model.part() : answer;
        Map<String, Double> sure = new LinkedHashMap<>();
        tally.counts().forEach(count -> sure.put(count.key(), count.sure()));
        sure.merge(holder, model.sum(), Double::sum);
        Map<Set<String>, Double> undecided = new LinkedHashMap<>();
        tally.undecided().forEach(set -> undecided.put(set.keys(), set.amount()));
        model.amounts().forEach((keys, amount) -> {
            if (!keys.isEmpty()) {
                undecided.merge(keys, -amount, Double::sum);
            }
        });
        undecided.values().removeIf(amount -> amount < 1e-9);
        double unknown = Math.max(0, tally.unknown() - model.amounts().getOrDefault(Set.of(), 0.0));
        return new Tally(
                tally.total(),
                tally.identified() + model.sum(),
                tally.withoutModule(),
                unknown,
                sure.entrySet().stream()
                        .map(one -> new Tally.Count(one.getKey(), one.getKey(), one.getValue(), one.getValue()))
                        .toList(),
                undecided.entrySet().stream()
                        .map(one -> new Tally.Undecided(one.getKey(), one.getValue()))
                        .toList());
    }

    /** The models that have most open; lines without words are kept apart by part, because only there can one ask. */
    private static List<Open> models(Reckoning reckoning, Dimension by) {
        Map<String, Open> models = new LinkedHashMap<>();
        for (Reckoning.Line line : reckoning.lines()) {
            Set<String> keys = reckoning.keys(line, by);
            boolean unknown = by.open(line.outcome(), keys);
            if (!line.outcome().equals("none") && (unknown || keys.size() > 1)) {
                String part = line.words().isEmpty() ? line.part() : "";
                String title = line.title();
                models.computeIfAbsent(
                                part + '\u0000' + title.toLowerCase(Locale.ROOT),
                                fresh -> new Open(title, part, line, new LinkedHashMap<>()))
                        .amounts()
                        .merge(unknown ? Set.of() : Set.copyOf(keys), line.amount(), Double::sum);
            }
        }
        return models.values().stream()
                .sorted(Comparator.comparing((Open model) -> -model.sum()).thenComparing(Open::title))
                .limit(TRIED)
                .toList();
    }
}
