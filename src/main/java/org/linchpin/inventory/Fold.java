package org.linchpin.inventory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Puts counted wordings together into a tally: sure, undecided, unknown, without a module. */
final class Fold {

    private final Dimension by;
    private final Map<String, Double> sure = new HashMap<>();
    private final Map<Set<String>, Double> undecided = new HashMap<>();
    private double unknown;
    private double withoutModule;

    Fold(Dimension by) {
        this.by = by;
    }

    /**
     * Adds an amount.
     *
     * @param outcome what recognition made of the wording
     * @param keys where its candidates lead
     */
    void add(String outcome, Set<String> keys, double amount) {
        if (outcome.equals("none")) {
            withoutModule += amount;
        } else if (by.open(outcome, keys)) {
            unknown += amount;
        } else if (keys.size() == 1) {
            sure.merge(keys.iterator().next(), amount, Double::sum);
        } else {
            undecided.merge(Set.copyOf(keys), amount, Double::sum);
        }
    }

    Tally tally(Names names) {
        return tally(key -> names.of(by, key));
    }

    Tally tally(UnaryOperator<String> name) {
        Set<String> all = new TreeSet<>(sure.keySet());
        undecided.keySet().forEach(all::addAll);
        List<Tally.Undecided> sets = new ArrayList<>();
        undecided.forEach((keys, amount) -> sets.add(new Tally.Undecided(keys, Weight.plain(amount))));
        sets.sort(Comparator.comparing((Tally.Undecided set) -> -set.amount())
                .thenComparing(set -> new TreeSet<>(set.keys()).toString()));
        List<Tally.Count> counts = all.stream()
                .map(key -> new Tally.Count(
                        key, name.apply(key), Weight.plain(sure.getOrDefault(key, 0.0)), Weight.plain(possible(key))))
                .sorted(Comparator.comparing((Tally.Count count) -> -count.sure())
                        .thenComparing(count -> -count.possible())
                        .thenComparing(Tally.Count::key))
                .toList();
        double identified = sure.entrySet().stream()
                .filter(entry -> by != Dimension.GRADE || !entry.getKey().equals("?"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        double total = sure.values().stream().mapToDouble(Double::doubleValue).sum()
                + sets.stream().mapToDouble(Tally.Undecided::amount).sum()
                + unknown;
        return new Tally(
                Weight.plain(total),
                Weight.plain(identified),
                Weight.plain(withoutModule),
                Weight.plain(unknown),
                counts,
                List.copyOf(sets));
    }

    private double possible(String key) {
        return sure.getOrDefault(key, 0.0)
                + unknown
                + undecided.entrySet().stream()
                        .filter(entry -> entry.getKey().contains(key))
                        .mapToDouble(Map.Entry::getValue)
                        .sum();
    }
}
