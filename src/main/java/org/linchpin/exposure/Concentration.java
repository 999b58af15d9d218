package org.linchpin.exposure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.linchpin.inventory.Tally;

/**
 * How concentrated a tally is, as intervals over everything that the unknown could be. Pure arithmetic.
 *
 * <p>HHI = 10,000 × Σ sᵢ² (shares sᵢ between 0 and 1), from 10,000/k for k equal holders to 10,000 for one (US DOJ and FTC
 * Merger Guidelines 2023, 2.1). The highest HHI gives every open unit to whoever makes it largest: the sum of squares is
 * convex, so it lies where each candidate set goes whole to one key and the unknown go to the leader; all such
 * assignments are tried while they are few, and an outer bound is given, and named so, where they are many. The lowest
 * HHI spreads candidate sets as evenly as they allow (the least majorised vector). In the open world each unknown unit is
 * a holder of its own; in the closed world the unknown are spread over the keys that are known. Low ends treat amounts as
 * divisible, so in whole units the truth lies at most a fraction of a unit a holder above them.
 *
 * @param hhi low (open world) and high, 0 to 10,000
 * @param closedLowest the lowest HHI if there were no holders but those known; null where none is known
 * @param effective 10,000 / HHI, low and high
 * @param cr1 the largest share, low and high, 0 to 1; its high end is always reached by some assignment
 * @param cr4 the four largest shares together, low and high, 0 to 1
 * @param sharp whether the highest HHI is reached by some assignment; false where it is a safe outer bound
 * @param cr4Sharp the same of the highest CR4
 */
public record Concentration(
        Interval hhi,
        @Nullable Double closedLowest,
        Interval effective,
        Interval cr1,
        Interval cr4,
        boolean sharp,
        boolean cr4Sharp) {

    private static final int MOST_ASSIGNMENTS = 50_000;
    private static final int MOST_KEYS_FOR_FOUR = 24;
    private static final int SWEEPS = 500;

    /**
     * The concentration of a tally.
     *
     * @param unknownAreUnits whether one unit of the weight is one thing with one holder; else unknown amounts can be split
     *     without end and add nothing to the lowest HHI
     * @return null where nothing was counted
     */
    public static @Nullable Concentration of(Tally tally, boolean unknownAreUnits) {
        if (tally.empty()) {
            return null;
        }
        List<String> keys = tally.counts().stream().map(Tally.Count::key).toList();
        double[] sure = tally.counts().stream().mapToDouble(Tally.Count::sure).toArray();
        List<Group> groups = tally.undecided().stream()
                .map(set -> new Group(
                        set.keys().stream().mapToInt(keys::indexOf).sorted().toArray(), set.amount()))
                .sorted(Comparator.comparing((Group group) -> -group.amount()))
                .toList();
        return measure(sure, groups, tally.unknown(), tally.total(), unknownAreUnits);
    }

    /** An amount that belongs to one of some keys. */
    record Group(int[] keys, double amount) {}

    static Concentration measure(
            double[] sure, List<Group> groups, double unknown, double total, boolean unknownAreUnits) {
        double[] even = spread(sure, groups);
        double low = (squares(even) + (unknownAreUnits ? unknown : 0)) / (total * total);
        double loner = unknownAreUnits && unknown > 0 ? Math.min(1, unknown) : 0;
        double cr1Low = Math.max(largest(even, 1), loner) / total;
        double cr4Low = Math.max(largest(even, 4), Math.min(4 * loner, unknown)) / total;
        boolean sharp = assignments(groups) <= MOST_ASSIGNMENTS;
        double high =
                Math.min(1, (sharp ? highest(sure, groups, unknown) : outer(sure, groups, unknown)) / (total * total));
        Interval hhi = new Interval(10_000 * Math.min(low, high), 10_000 * high);
        boolean cr4Sharp = sure.length <= MOST_KEYS_FOR_FOUR;
        double four = cr4Sharp ? four(sure, groups, unknown) / total : outerFour(sure, groups, unknown, total);
        return new Concentration(
                hhi,
                closed(sure, groups, unknown, total, hhi),
                new Interval(10_000 / hhi.high(), 10_000 / Math.max(hhi.low(), 1e-9)),
                new Interval(cr1Low, Math.max(cr1Low, leading(sure, groups, unknown) / total)),
                new Interval(cr4Low, Math.max(cr4Low, Math.min(1, four))),
                sharp,
                cr4Sharp);
    }

    /** The unknown are one more set, over all keys. */
    private static @Nullable Double closed(
            double[] sure, List<Group> groups, double unknown, double total, Interval hhi) {
        if (sure.length == 0) {
            return null;
        }
        List<Group> all = new ArrayList<>(groups);
        if (unknown > 0) {
            all.add(new Group(IntStream.range(0, sure.length).toArray(), unknown));
        }
        // Who may choose among fewer holders can never spread more; dividing units must not make it seem so.
        double lowest = 10_000 * squares(spread(sure, all)) / (total * total);
        return Math.min(hhi.high(), Math.max(hhi.low(), lowest));
    }

    private static double assignments(List<Group> groups) {
        return groups.stream().mapToDouble(group -> group.keys().length).reduce(1, (a, b) -> a * b);
    }

    /** Pours each set over its keys as level as the others leave it, until nothing moves: the sum of squares is convex. */
    static double[] spread(double[] sure, List<Group> groups) {
        double[] sum = sure.clone();
        double[][] given =
                groups.stream().map(group -> new double[group.keys().length]).toArray(double[][]::new);
        double moved = Double.MAX_VALUE;
        for (int sweep = 0; sweep < SWEEPS && moved > 1e-9; sweep++) {
            moved = 0;
            for (int g = 0; g < given.length; g++) {
                moved = Math.max(moved, pour(sum, groups.get(g), given[g]));
            }
        }
        return sum;
    }

    private static double pour(double[] sum, Group group, double[] given) {
        int[] keys = group.keys();
        double[] ground = new double[keys.length];
        for (int i = 0; i < keys.length; i++) {
            ground[i] = sum[keys[i]] - given[i];
        }
        double level = level(ground, group.amount());
        double moved = 0;
        for (int i = 0; i < keys.length; i++) {
            double share = Math.max(0, level - ground[i]);
            moved = Math.max(moved, Math.abs(share - given[i]));
            given[i] = share;
            sum[keys[i]] = ground[i] + share;
        }
        return moved;
    }

    /** The level to which an amount fills a ground of several heights. */
    private static double level(double[] ground, double amount) {
        double[] sorted = ground.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (int i = 0; i < sorted.length; i++) {
            sum += sorted[i];
            double level = (amount + sum) / (i + 1);
            if (i + 1 == sorted.length || level <= sorted[i + 1]) {
                return level;
            }
        }
        throw new IllegalStateException("an amount always finds its level");
    }

    /** Tries every assignment of whole sets; the unknown then go to the leader, or are a holder of their own. */
    private static double highest(double[] sure, List<Group> groups, double unknown) {
        return highest(sure.clone(), groups, 0, unknown);
    }

    private static double highest(double[] sum, List<Group> groups, int next, double unknown) {
        if (next == groups.size()) {
            double leader = largest(sum, 1);
            return squares(sum) - leader * leader + (leader + unknown) * (leader + unknown);
        }
        double best = 0;
        Group group = groups.get(next);
        for (int key : group.keys()) {
            sum[key] += group.amount();
            best = Math.max(best, highest(sum, groups, next + 1, unknown));
            sum[key] -= group.amount();
        }
        return best;
    }

    /** Never less than the highest: each leader gets all it could, and what is left goes whole to the next largest. */
    private static double outer(double[] sure, List<Group> groups, double unknown) {
        double best = 0;
        for (int leader = 0; leader < sure.length; leader++) {
            double mine = reach(sure, groups, leader) + unknown;
            double rest = groups.stream().mapToDouble(Group::amount).sum() - (mine - unknown - sure[leader]);
            double second = 0;
            double others = 0;
            for (int key = 0; key < sure.length; key++) {
                if (key != leader) {
                    second = Math.max(second, sure[key]);
                    others += sure[key] * sure[key];
                }
            }
            best = Math.max(best, mine * mine + others + 2 * second * rest + rest * rest);
        }
        return best;
    }

    private static double leading(double[] sure, List<Group> groups, double unknown) {
        double best = unknown;
        for (int key = 0; key < sure.length; key++) {
            best = Math.max(best, reach(sure, groups, key) + unknown);
        }
        return best;
    }

    /** Tries every four keys: theirs, and every set that one of them is in, and the unknown. */
    private static double four(double[] sure, List<Group> groups, double unknown) {
        int keys = sure.length;
        if (keys <= 4) {
            return Arrays.stream(sure).sum()
                    + groups.stream().mapToDouble(Group::amount).sum()
                    + unknown;
        }
        int[] masks = groups.stream()
                .mapToInt(group ->
                        Arrays.stream(group.keys()).map(key -> 1 << key).reduce(0, (a, b) -> a | b))
                .toArray();
        double best = 0;
        for (int a = 0; a < keys; a++) {
            for (int b = a + 1; b < keys; b++) {
                for (int c = b + 1; c < keys; c++) {
                    for (int d = c + 1; d < keys; d++) {
                        int four = 1 << a | 1 << b | 1 << c | 1 << d;
                        double held = sure[a] + sure[b] + sure[c] + sure[d] + unknown;
                        for (int g = 0; g < masks.length; g++) {
                            held += (masks[g] & four) == 0 ? 0 : groups.get(g).amount();
                        }
                        best = Math.max(best, held);
                    }
                }
            }
        }
        return best;
    }

    private static double outerFour(double[] sure, List<Group> groups, double unknown, double total) {
        double open = groups.stream().mapToDouble(Group::amount).sum();
        return Math.min(1, (largest(sure, 4) + open + unknown) / total);
    }

    private static double reach(double[] sure, List<Group> groups, int key) {
        return sure[key]
                + groups.stream()
                        .filter(group -> Arrays.binarySearch(group.keys(), key) >= 0)
                        .mapToDouble(Group::amount)
                        .sum();
    }

    private static double squares(double[] values) {
        return Arrays.stream(values).map(value -> value * value).sum();
    }

    private static double largest(double[] values, int count) {
        List<Double> sorted = new ArrayList<>(Arrays.stream(values).boxed().toList());
        sorted.sort(Comparator.reverseOrder());
        return sorted.stream().limit(count).mapToDouble(Double::doubleValue).sum();
    }
}
