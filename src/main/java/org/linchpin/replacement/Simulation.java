package org.linchpin.replacement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.rng.ArbitrarilyJumpableUniformRandomProvider;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;
import org.linchpin.replacement.Bill.Element;

/**
 * Draws all parameters, and what the units that are not identified turn out to be, and adds the cost up each time.
 *
 * <p>Each parameter, and each kind of equipment's unknown, has a stream of its own: Philox 4x64, whose key is the seed and the
 * name and whose counter is the number of the draw (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011). So a
 * number depends on seed, name and draw alone: neither on the threads, nor on what else is drawn, nor on how many draws there are.
 */
final class Simulation {

    /** Draws a block; a block's vectors stay in the processor's cache. */
    static final int BLOCK = 4_096;
    /** Costs of parts are drawn at most so often: their percentiles need no more. */
    static final int PART_DRAWS = 4 * BLOCK;

    private static final double UNIT = 0x1.0p-43;
    private static final long FRACTION = (1L << 43) - 1;

    /** What is drawn for one kind, rate and expected share: more of it the more of the unknown is affected. */
    private record Key(String stream, Rate rate, double share) {}

    private record Group(Key key, Line.Count open, Line.Count early, Map<Integer, Line.Count> parts) {}

    private final Bill.Common common;
    private final int draws;
    private final long seed;
    private final List<String> parts = new ArrayList<>();
    private final Map<Key, Line.Count> open = new LinkedHashMap<>();
    private final Map<Key, Line.Count> openEarly = new HashMap<>();
    private final Map<Key, Map<Integer, Line.Count>> openParts = new HashMap<>();
    private final Map<Rate, Line.Count> sure = new LinkedHashMap<>();
    private final Map<Rate, Line.Count> sureEarly = new LinkedHashMap<>();
    private final List<Map<Rate, Line.Count>> sureParts = new ArrayList<>();
    private final Map<String, Integer> partNumbers = new HashMap<>();

    Simulation(Bill.Common common, int draws, long seed) {
        this.common = common;
        this.draws = draws;
        this.seed = seed;
    }

    /** The number of a part, such as a sector; the same name is the same part. */
    int part(String name) {
        return partNumbers.computeIfAbsent(name, n -> {
            parts.add(n);
            sureParts.add(new LinkedHashMap<>());
            return parts.size() - 1;
        });
    }

    /**
     * Adds what costs alike.
     *
     * @param stream what its unknown is drawn by: all that is named alike turns out alike
     * @param share the part of the open that is expected to be affected
     * @param early the part of its cost that is only brought forward
     * @param shares the parts it belongs to, and how much of it
     */
    void add(
            String stream,
            Rate rate,
            double share,
            Line.Count surely,
            Line.Count opened,
            double early,
            Map<Integer, Double> shares) {
        merge(sure, rate, surely, 1);
        merge(sureEarly, rate, surely, early);
        shares.forEach((part, much) -> merge(sureParts.get(part), rate, surely, much));
        if (opened.units() != 0 || opened.designs() != 0) {
            Key key = new Key(stream, rate, share);
            merge(open, key, opened, 1);
            merge(openEarly, key, opened, early);
            Map<Integer, Line.Count> mine = openParts.computeIfAbsent(key, k -> new LinkedHashMap<>());
            shares.forEach((part, much) -> merge(mine, part, opened, much));
        }
    }

    /**
     * Adds a line; its unknown is drawn with its kind of equipment.
     *
     * @param shares the parts it belongs to, and how much of it
     */
    void add(Line line, Map<Integer, Double> shares) {
        add(line.held().assetClass(), line.rate(), line.share(), line.sure(), line.open(), line.early(), shares);
    }

    private static <K> void merge(Map<K, Line.Count> counts, K key, Line.Count more, double times) {
        counts.put(key, counts.getOrDefault(key, Line.Count.NONE).plus(more, times));
    }

    /**
     * All draws in pounds, a place a draw.
     *
     * @param gross over parameters and over what is unknown
     * @param sure over parameters, for the surely affected units alone
     * @param possible over parameters, for all that may be affected
     * @param parts by number; the first {@link #PART_DRAWS} draws
     */
    record Outcome(
            double[] gross,
            double[] forward,
            double[] sure,
            double[] sureForward,
            double[] possible,
            double[] possibleForward,
            Map<Element, double[]> elements,
            double[][] parts) {}

    Outcome run() {
        int partDraws = Math.min(draws, PART_DRAWS);
        Map<Element, double[]> elements = new LinkedHashMap<>();
        for (Element element : Element.values()) {
            elements.put(element, new double[draws]);
        }
        Outcome outcome = new Outcome(
                new double[draws],
                new double[draws],
                new double[draws],
                new double[draws],
                new double[draws],
                new double[draws],
                elements,
                new double[parts.size()][partDraws]);
        Plan plan = new Plan(outcome);
        IntStream.range(0, plan.blocks).parallel().forEach(plan::block);
        return outcome;
    }

    /** Everything that is the same for all blocks. */
    private final class Plan {

        private final Outcome outcome;
        private final int blocks = (draws + BLOCK - 1) / BLOCK;
        private final List<Rate> rates;
        private final Map<Rate, Integer> rateNumbers = new HashMap<>();
        private final List<Parameter> parameters;
        private final Map<Parameter, Integer> parameterNumbers = new HashMap<>();
        private final double[][] parameterTables;
        private final List<Group> groups;
        private final double[][] shareTables;
        private final Map<Rate, Line.Count> possible = new LinkedHashMap<>(sure);
        private final Map<Rate, Line.Count> possibleEarly = new LinkedHashMap<>(sureEarly);

        Plan(Outcome outcome) {
            this.outcome = outcome;
            Set<Rate> allRates = new LinkedHashSet<>(sure.keySet());
            open.keySet().forEach(key -> allRates.add(key.rate()));
            rates = List.copyOf(allRates);
            for (int i = 0; i < rates.size(); i++) {
                rateNumbers.put(rates.get(i), i);
            }
            Set<Parameter> used = new LinkedHashSet<>();
            rates.forEach(rate -> used.addAll(rate.parameters()));
            used.addAll(List.of(common.failed(), common.certification(), common.firmware(), common.overhead()));
            parameters = List.copyOf(used);
            for (int i = 0; i < parameters.size(); i++) {
                parameterNumbers.put(parameters.get(i), i);
            }
            groups = open.keySet().stream()
                    .sorted(Comparator.comparing(Key::stream)
                            .thenComparing(key -> Objects.requireNonNull(rateNumbers.get(key.rate())))
                            .thenComparing(Key::share))
                    .map(key -> new Group(
                            key,
                            Objects.requireNonNull(open.get(key)),
                            Objects.requireNonNull(openEarly.get(key)),
                            Objects.requireNonNull(openParts.get(key))))
                    .toList();
            groups.forEach(group -> {
                merge(possible, group.key().rate(), group.open(), 1);
                merge(possibleEarly, group.key().rate(), group.early(), 1);
            });
            parameterTables = parameters.parallelStream().map(Quantiles::pert).toArray(double[][]::new);
            shareTables = groups.parallelStream()
                    .map(group -> Quantiles.share(group.key().share()))
                    .toArray(double[][]::new);
        }

        /** What is drawn by a name, from the first draw of a block on. */
        private UniformRandomProvider stream(String name, int block) {
            ArbitrarilyJumpableUniformRandomProvider random = (ArbitrarilyJumpableUniformRandomProvider)
                    RandomSource.PHILOX_4X64.create(new long[] {seed, hash(name), 0, 0, 0, 0});
            random.jump((double) block * BLOCK);
            return random;
        }

        /** FNV-1a of 64 bits. */
        private static long hash(String name) {
            long hash = 0xcbf29ce484222325L;
            for (int i = 0; i < name.length(); i++) {
                hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
            }
            return hash;
        }

        private void block(int number) {
            int from = number * BLOCK;
            int size = Math.min(BLOCK, draws - from);
            double[][] values = new double[parameters.size()][];
            for (int p = 0; p < values.length; p++) {
                values[p] = drawn(
                        parameterTables[p],
                        stream("parameter " + parameters.get(p).key(), number),
                        size);
            }
            double[] failed = values[number(common.failed())];
            double[] overhead = values[number(common.overhead())];
            double[] certification = values[number(common.certification())];
            double[] firmware = values[number(common.firmware())];
            double[] designs = new double[size];
            for (int i = 0; i < size; i++) {
                designs[i] = (certification[i] + firmware[i]) * (1 + overhead[i] / 100);
            }
            double[][] perUnit = new double[rates.size()][];
            for (int r = 0; r < perUnit.length; r++) {
                perUnit[r] = perUnit(rates.get(r), values, failed, overhead, size);
            }
            Sums sums = new Sums(size, from < PART_DRAWS);
            sums.begin(perUnit, designs);
            unknown(number, size, perUnit, designs, sums);
            sums.keep(from, values, perUnit, designs);
        }

        private int number(Parameter parameter) {
            return Objects.requireNonNull(parameterNumbers.get(parameter));
        }

        private double[] perUnit(Rate rate, double[][] values, double[] failed, double[] overhead, int size) {
            double[] unit = values(rate.unit(), values);
            double[] visit = values(rate.visit(), values);
            double[] disposal = values(rate.disposal(), values);
            double[] cost = new double[size];
            for (int i = 0; i < size; i++) {
                cost[i] = (at(unit, i) + at(visit, i) * (1 + failed[i] / 100) + at(disposal, i))
                        * (1 + overhead[i] / 100);
            }
            return cost;
        }

        private double @Nullable [] values(@Nullable Parameter parameter, double[][] values) {
            return parameter == null ? null : values[number(parameter)];
        }

        /** The part of the run that takes time: for each group of units, how many of them are affected this time. */
        private void unknown(int block, int size, double[][] perUnit, double[] designs, Sums sums) {
            String stream = null;
            int[] cell = new int[size];
            double[] within = new double[size];
            double[] affected = new double[size];
            for (int g = 0; g < groups.size(); g++) {
                Group group = groups.get(g);
                if (!group.key().stream().equals(stream)) {
                    stream = group.key().stream();
                    UniformRandomProvider random = stream("unknown " + stream, block);
                    for (int i = 0; i < size; i++) {
                        long bits = random.nextLong();
                        cell[i] = (int) (bits >>> 54);
                        within[i] = (bits >>> 11 & FRACTION) * UNIT;
                    }
                }
                double[] table = shareTables[g];
                for (int i = 0; i < size; i++) {
                    double low = table[cell[i]];
                    affected[i] = low + within[i] * (table[cell[i] + 1] - low);
                }
                int rate = Objects.requireNonNull(rateNumbers.get(group.key().rate()));
                sums.add(rate, group, affected, perUnit[rate], designs);
            }
        }

        private static double[] drawn(double[] table, UniformRandomProvider random, int size) {
            double[] drawn = new double[size];
            for (int i = 0; i < size; i++) {
                long bits = random.nextLong();
                int cell = (int) (bits >>> 54);
                drawn[i] = table[cell] + (bits >>> 11 & FRACTION) * UNIT * (table[cell + 1] - table[cell]);
            }
            return drawn;
        }

        /** What a block adds up: units and designs by rate, and money by part. */
        private final class Sums {

            private final int size;
            private final double[][] units;
            private final double[][] early;
            private final double[] designs;
            private final double[] earlyDesigns;
            private final double @Nullable [][] money;

            Sums(int size, boolean withParts) {
                this.size = size;
                units = new double[rates.size()][size];
                early = new double[rates.size()][size];
                designs = new double[size];
                earlyDesigns = new double[size];
                money = withParts ? new double[parts.size()][size] : null;
            }

            void begin(double[][] perUnit, double[] perDesign) {
                sure.forEach((rate, count) -> {
                    int r = Objects.requireNonNull(rateNumbers.get(rate));
                    Line.Count forward = Objects.requireNonNull(sureEarly.get(rate));
                    Arrays.fill(units[r], count.units());
                    Arrays.fill(early[r], forward.units());
                    for (int i = 0; i < size; i++) {
                        designs[i] += count.designs();
                        earlyDesigns[i] += forward.designs();
                    }
                });
                if (money != null) {
                    for (int part = 0; part < money.length; part++) {
                        double[] sum = money[part];
                        sureParts
                                .get(part)
                                .forEach((rate, count) -> pay(
                                        sum, count, perUnit[Objects.requireNonNull(rateNumbers.get(rate))], perDesign));
                    }
                }
            }

            private void pay(double[] sum, Line.Count count, double[] perUnit, double[] perDesign) {
                for (int i = 0; i < size; i++) {
                    sum[i] += count.units() * perUnit[i] + count.designs() * perDesign[i];
                }
            }

            void add(int rate, Group group, double[] affected, double[] perUnit, double[] perDesign) {
                double[] mine = units[rate];
                double[] mineEarly = early[rate];
                double more = group.open().units();
                double moreEarly = group.early().units();
                for (int i = 0; i < size; i++) {
                    mine[i] += more * affected[i];
                    mineEarly[i] += moreEarly * affected[i];
                }
                double moreDesigns = group.open().designs();
                double moreEarlyDesigns = group.early().designs();
                if (moreDesigns != 0) {
                    for (int i = 0; i < size; i++) {
                        designs[i] += moreDesigns * affected[i];
                        earlyDesigns[i] += moreEarlyDesigns * affected[i];
                    }
                }
                if (money != null) {
                    double[][] all = money;
                    group.parts().forEach((part, count) -> {
                        double[] sum = all[part];
                        double partUnits = count.units();
                        double partDesigns = count.designs();
                        for (int i = 0; i < size; i++) {
                            sum[i] += affected[i] * (partUnits * perUnit[i] + partDesigns * perDesign[i]);
                        }
                    });
                }
            }

            void keep(int from, double[][] values, double[][] perUnit, double[] perDesign) {
                for (int i = 0; i < size; i++) {
                    outcome.gross()[from + i] = designs[i] * perDesign[i];
                    outcome.forward()[from + i] = earlyDesigns[i] * perDesign[i];
                }
                for (int r = 0; r < units.length; r++) {
                    for (int i = 0; i < size; i++) {
                        outcome.gross()[from + i] += units[r][i] * perUnit[r][i];
                        outcome.forward()[from + i] += early[r][i] * perUnit[r][i];
                    }
                }
                bounds(from, perUnit, perDesign);
                elements(from, values);
                if (money != null) {
                    for (int part = 0; part < money.length; part++) {
                        System.arraycopy(
                                money[part],
                                0,
                                outcome.parts()[part],
                                from,
                                Math.min(size, outcome.parts()[part].length - from));
                    }
                }
            }

            private void bounds(int from, double[][] perUnit, double[] perDesign) {
                payInto(outcome.sure(), from, sure, perUnit, perDesign);
                payInto(outcome.sureForward(), from, sureEarly, perUnit, perDesign);
                payInto(outcome.possible(), from, possible, perUnit, perDesign);
                payInto(outcome.possibleForward(), from, possibleEarly, perUnit, perDesign);
            }

            private void payInto(
                    double[] sum, int from, Map<Rate, Line.Count> counts, double[][] perUnit, double[] perDesign) {
                counts.forEach((rate, count) -> {
                    double[] price = perUnit[Objects.requireNonNull(rateNumbers.get(rate))];
                    for (int i = 0; i < size; i++) {
                        sum[from + i] += count.units() * price[i] + count.designs() * perDesign[i];
                    }
                });
            }

            private void elements(int from, double[][] values) {
                double[] visits = new double[size];
                double[] direct = new double[size];
                for (int r = 0; r < units.length; r++) {
                    Rate rate = rates.get(r);
                    element(Element.UNIT, from, units[r], values(rate.unit(), values), direct, null);
                    element(Element.VISIT, from, units[r], values(rate.visit(), values), direct, visits);
                    element(Element.DISPOSAL, from, units[r], values(rate.disposal(), values), direct, null);
                }
                double[] failed = values[number(common.failed())];
                double[] overhead = values[number(common.overhead())];
                element(Element.CERTIFICATION, from, designs, values[number(common.certification())], direct, null);
                element(Element.FIRMWARE, from, designs, values[number(common.firmware())], direct, null);
                double[] again = Objects.requireNonNull(outcome.elements().get(Element.FAILED_VISITS));
                double[] programme = Objects.requireNonNull(outcome.elements().get(Element.OVERHEAD));
                for (int i = 0; i < size; i++) {
                    again[from + i] = visits[i] * failed[i] / 100;
                    programme[from + i] = (direct[i] + again[from + i]) * overhead[i] / 100;
                }
            }

            private void element(
                    Element element,
                    int from,
                    double[] many,
                    double @Nullable [] price,
                    double[] direct,
                    double @Nullable [] also) {
                if (price == null) {
                    return;
                }
                double[] sum = Objects.requireNonNull(outcome.elements().get(element));
                for (int i = 0; i < size; i++) {
                    double cost = many[i] * price[i];
                    sum[from + i] += cost;
                    direct[i] += cost;
                    if (also != null) {
                        also[i] += cost;
                    }
                }
            }
        }
    }

    private static double at(double @Nullable [] values, int place) {
        return values == null ? 0 : values[place];
    }
}
