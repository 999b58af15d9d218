package org.linchpin.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.linchpin.exposure.Concentration.Group;
import org.linchpin.inventory.Tally;

class ConcentrationTests {

    @Test
    void theWorkedCheckHolds() {
        double[] sure = new double[10];
        Arrays.fill(sure, 4);
        sure[0] = 64;
        Concentration known = Concentration.measure(sure, List.of(), 0, 100, true);
        assertThat(known.hhi().low()).isEqualTo(4240, within(1e-6));
        assertThat(known.hhi().high()).isEqualTo(4240, within(1e-6));
        assertThat(known.effective().low()).isEqualTo(2.358, within(1e-3));
        assertThat(known.cr1().low()).isEqualTo(0.64, within(1e-9));
        assertThat(known.cr4().high()).isEqualTo(0.76, within(1e-9));
    }

    @Test
    void theSkepticsHundredAssetsGiveWhatTheArticleExpects() {
        // 40 Quectel, 10 Ikotek, 20 SIMCom, 5 Longsung, 10 Telit, 15 unknown
        Concentration byMaker = Concentration.measure(new double[] {40, 10, 20, 5, 10}, List.of(), 15, 100, true);
        Concentration byOwner = Concentration.measure(new double[] {50, 25, 10}, List.of(), 15, 100, true);
        assertThat(byMaker.cr1().low()).isEqualTo(0.40, within(1e-9));
        assertThat(byOwner.cr1().low()).isEqualTo(0.50, within(1e-9));
        assertThat(byOwner.cr1().high()).isEqualTo(0.65, within(1e-9));
        assertThat(byOwner.hhi().low()).isEqualTo(2500 + 625 + 100 + 15, within(1e-6));
        assertThat(byOwner.hhi().high()).isEqualTo(65 * 65 + 625 + 100, within(1e-6));
        assertThat(byOwner.hhi().low()).isGreaterThanOrEqualTo(byMaker.hhi().low());
    }

    @Test
    void nothingCountedHasNoConcentrationRatherThanZero() {
        assertThat(Concentration.of(new Tally(0, 0, 7, 0, List.of(), List.of()), true))
                .isNull();
    }

    @Test
    void allUnknownMayBeAnything() {
        Concentration open =
                Objects.requireNonNull(Concentration.of(new Tally(50, 0, 0, 50, List.of(), List.of()), true));
        assertThat(open.hhi().low()).isEqualTo(200, within(1e-9));
        assertThat(open.hhi().high()).isEqualTo(10_000, within(1e-9));
        assertThat(open.cr1().low()).isEqualTo(0.02, within(1e-9));
        assertThat(open.cr1().high()).isEqualTo(1, within(1e-9));
    }

    @Test
    void aSetOfCandidatesIsSpreadForTheLowestAndGivenWholeForTheHighest() {
        Tally tally = new Tally(
                10,
                6,
                0,
                0,
                List.of(new Tally.Count("a", "a", 4, 8), new Tally.Count("b", "b", 2, 6)),
                List.of(new Tally.Undecided(Set.of("a", "b"), 4)));
        Concentration both = Objects.requireNonNull(Concentration.of(tally, true));
        assertThat(both.hhi().low()).isEqualTo(5000, within(1e-6));
        assertThat(both.hhi().high()).isEqualTo(6800, within(1e-6));
        assertThat(both.sharp()).isTrue();
    }

    @RepeatedTest(60)
    void everyWayTheUnknownCouldBeLiesWithin(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int keys = 2 + random.nextInt(5);
        double[] sure = random.ints(keys, 0, 5).asDoubleStream().toArray();
        List<Group> groups = new ArrayList<>();
        for (int g = 0; g < random.nextInt(3); g++) {
            int first = random.nextInt(keys);
            int second = (first + 1 + random.nextInt(keys - 1)) % keys;
            groups.add(new Group(new int[] {Math.min(first, second), Math.max(first, second)}, 1 + random.nextInt(3)));
        }
        int unknown = random.nextInt(4);
        double total = Arrays.stream(sure).sum()
                + groups.stream().mapToDouble(Group::amount).sum()
                + unknown;
        if (total == 0) {
            return;
        }
        Concentration bounds = Concentration.measure(sure, groups, unknown, total, true);
        double[] seen = {Double.MAX_VALUE, 0, Double.MAX_VALUE, 0, 0, Double.MAX_VALUE};
        // Every unit of every set goes to each of its keys; every unknown unit to each key or to a new one of its own.
        assign(
                Arrays.copyOf(sure, keys + unknown),
                groups,
                0,
                groups.isEmpty() ? 0 : (int) groups.get(0).amount(),
                unknown,
                keys,
                total,
                seen);
        assertThat(bounds.hhi().low())
                .as("lowest, seed %d", repetition.getCurrentRepetition())
                .isLessThanOrEqualTo(seen[0] + 1e-6);
        assertThat(bounds.hhi().high())
                .as("highest, seed %d", repetition.getCurrentRepetition())
                .isEqualTo(seen[1], within(1e-6));
        assertThat(bounds.cr1().low()).isLessThanOrEqualTo(seen[2] + 1e-9);
        assertThat(bounds.cr1().high()).isEqualTo(seen[3], within(1e-9));
        assertThat(bounds.cr4().high()).as("four largest").isEqualTo(seen[4], within(1e-9));
        assertThat(bounds.closedLowest())
                .as("lowest among known makers, seed %d", repetition.getCurrentRepetition())
                .isLessThanOrEqualTo(seen[5] + 1e-6)
                .isGreaterThanOrEqualTo(bounds.hhi().low() - 1e-6);
    }

    private static void assign(
            double[] sum, List<Group> groups, int group, int left, int unknown, int keys, double total, double[] seen) {
        if (group < groups.size()) {
            int[] open = groups.get(group).keys();
            if (left == 0) {
                int next = group + 1;
                assign(
                        sum,
                        groups,
                        next,
                        next < groups.size() ? (int) groups.get(next).amount() : 0,
                        unknown,
                        keys,
                        total,
                        seen);
                return;
            }
            for (int key : open) {
                sum[key]++;
                assign(sum, groups, group, left - 1, unknown, keys, total, seen);
                sum[key]--;
            }
            return;
        }
        if (unknown > 0) {
            for (int key = 0; key < sum.length; key++) {
                sum[key]++;
                assign(sum, groups, group, 0, unknown - 1, keys, total, seen);
                sum[key]--;
            }
            return;
        }
        double hhi = 10_000 * Arrays.stream(sum).map(x -> x * x).sum() / (total * total);
        double cr1 = Arrays.stream(sum).max().orElse(0) / total;
        double cr4 = Arrays.stream(sum).map(x -> -x).sorted().limit(4).sum() / -total;
        if (Arrays.stream(sum).skip(keys).sum() == 0) {
            seen[5] = Math.min(seen[5], hhi);
        }
        seen[4] = Math.max(seen[4], cr4);
        seen[0] = Math.min(seen[0], hhi);
        seen[1] = Math.max(seen[1], hhi);
        seen[2] = Math.min(seen[2], cr1);
        seen[3] = Math.max(seen[3], cr1);
    }
}
