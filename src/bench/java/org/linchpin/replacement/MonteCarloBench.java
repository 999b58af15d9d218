package org.linchpin.replacement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ChengBetaSampler;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

/**
 * 100,000 draws over 2,000 cost groups, 30 million units, each group's unknown drawn from a beta of its own: against a
 * straightforward loop a draw that asks a sampler for every group (a tenth of the draws, times ten).
 * {@code ./mvnw -Pbench test -Dtest=MonteCarloBench}; a small form to see that it runs: {@code -Ddraws=10000}.
 */
class MonteCarloBench {

    private static final int GROUPS = 2_000;
    private static final int KINDS = 40;
    private static final int DRAWS = Integer.getInteger("draws", 100_000);
    private static final int PART = 10;

    private record Group(int kind, double share, double sure, double open) {}

    @Test
    void draws() {
        Random random = new Random(1);
        List<Rate> rates = new ArrayList<>();
        for (int kind = 0; kind < KINDS; kind++) {
            rates.add(new Rate(
                    "kind" + kind,
                    "kind" + kind,
                    SwapClass.S2,
                    null,
                    parameter("unit" + kind, 40, 80 + random.nextInt(100), 300),
                    parameter("visit" + kind, 60, 100 + random.nextInt(100), 400),
                    parameter("disposal", 1, 3, 10),
                    parameter("life" + kind, 10, 12, 15),
                    "own parameters"));
        }
        Bill.Common common = new Bill.Common(
                parameter("failed", 5, 12, 25),
                parameter("certification", 15_000, 60_000, 250_000),
                parameter("firmware", 20_000, 100_000, 500_000),
                parameter("overhead", 8, 12, 20));
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < GROUPS; i++) {
            groups.add(new Group(i % KINDS, 0.05 + 0.9 * random.nextDouble(), random.nextInt(10_000), 10_000));
        }
        List<Double> ours = new ArrayList<>();
        Spread spread = null;
        for (int round = 0; round < 4; round++) {
            long begun = System.nanoTime();
            Simulation simulation = new Simulation(common, DRAWS, 7);
            for (Group group : groups) {
                Line.Count sure = new Line.Count(group.sure(), 0);
                Line.Count open = new Line.Count(group.open(), 0);
                simulation.add(
                        "kind" + group.kind(), rates.get(group.kind()), group.share(), sure, open, 0.3, Map.of());
            }
            spread = Spread.of(simulation.run().gross());
            ours.add((System.nanoTime() - begun) / 1e9);
        }
        long begun = System.nanoTime();
        double[] loop = loop(groups, rates, common, DRAWS / PART);
        double reference = (System.nanoTime() - begun) / 1e9 * PART;
        ours.remove(0);
        double seconds = ours.stream().sorted().toList().get(ours.size() / 2);
        System.out.printf(
                Locale.UK,
                "MonteCarloBench: %,d draws x %,d groups on %d processors: %.2f s (target 2; rounds %s); a loop a draw: %.1f s; ratio %.1f%n",
                DRAWS,
                GROUPS,
                Runtime.getRuntime().availableProcessors(),
                seconds,
                ours,
                reference,
                reference / seconds);
        // Both draw the same thing.
        double mean = Arrays.stream(loop).average().orElseThrow() * 100;
        assertThat((double) spread.mean()).isCloseTo(mean, within(mean * 0.005));
        assertThat(seconds).isLessThan(reference);
    }

    /** As one would write it down: draw everything, add up, again. The unknown of a kind is drawn together, as ours is. */
    private static double[] loop(List<Group> groups, List<Rate> rates, Bill.Common common, int draws) {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(1);
        List<ContinuousSampler> shares = groups.stream()
                .map(group -> {
                    double weight = 1 / Math.min(group.share(), 1 - group.share());
                    return (ContinuousSampler)
                            ChengBetaSampler.of(random, weight * group.share(), weight * (1 - group.share()));
                })
                .toList();
        List<ContinuousSampler> units =
                rates.stream().map(rate -> pert(random, rate.unit())).toList();
        List<ContinuousSampler> visits =
                rates.stream().map(rate -> pert(random, rate.visit())).toList();
        ContinuousSampler disposal = pert(random, rates.get(0).disposal());
        ContinuousSampler failed = pert(random, common.failed());
        ContinuousSampler overhead = pert(random, common.overhead());
        double[] sums = new double[draws];
        double[] cost = new double[rates.size()];
        for (int draw = 0; draw < draws; draw++) {
            double again = 1 + failed.sample() / 100;
            double more = 1 + overhead.sample() / 100;
            double waste = disposal.sample();
            for (int kind = 0; kind < cost.length; kind++) {
                cost[kind] = (units.get(kind).sample() + visits.get(kind).sample() * again + waste) * more;
            }
            for (int i = 0; i < shares.size(); i++) {
                Group group = groups.get(i);
                sums[draw] += (group.sure() + group.open() * shares.get(i).sample()) * cost[group.kind()];
            }
        }
        return sums;
    }

    private static ContinuousSampler pert(UniformRandomProvider random, Parameter one) {
        double width = one.high() - one.low();
        ContinuousSampler beta = ChengBetaSampler.of(
                random,
                1 + 4 * (one.likely() - one.low()) / width,
                1 + 4 * (one.high() - one.likely()) / width);
        return () -> one.low() + width * beta.sample();
    }

    private static Parameter parameter(String key, double low, double likely, double high) {
        return new Parameter(
                key, key, low, likely, high, "per unit", 2025, "assumption", List.of(), "", Parameter.REFERENCE, null);
    }
}
