package org.linchpin.inventory;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.linchpin.inventory.InstalledBase.InForce;

/** One pass over the cells of the submissions in force: amounts by part and by what wordings lead to. */
final class Counting {

    private final CellStore store;
    private final InForce inForce;
    private final Slice slice;
    private final Names names;
    private final List<Cells> cells;

    Counting(CellStore store, InForce inForce, Slice slice, Names names) {
        this.store = store;
        this.inForce = inForce;
        this.slice = slice;
        this.names = names;
        this.cells = store.of(inForce.submissions(), slice.pending());
    }

    /** Tallies by part, or by rule where there are several; the part of everything is empty. */
    Map<String, Tally> by(@Nullable Dimension parts, Dimension by, Weight weight, List<LookThroughRule> rules) {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        for (LookThroughRule rule : rules) {
            Readings readings = store.readings(inForce.version(), slice, rule, by, lastWording());
            fold(parts, by, weight, readings)
                    .forEach((part, fold) -> tallies.put(
                            rules.size() > 1 ? rule.key() : part, fold.tally(key -> names.of(by, key, slice))));
        }
        return tallies;
    }

    /** The version of what is known that the count goes with. */
    long version() {
        return inForce.version();
    }

    /** What is counted, each submission with whose it is. */
    List<InstalledBase.Seen> submissions() {
        return inForce.submissions();
    }

    /** The codes of the operators, by their numbers. */
    Map<Integer, String> codes() {
        Map<Integer, String> codes = new HashMap<>();
        for (int i = 0; i < inForce.operators().size(); i++) {
            codes.put(
                    inForce.submissions().get(i).operator(), inForce.operators().get(i));
        }
        return codes;
    }

    /** Amounts by part and by the number of the wording; the part of everything is empty. */
    Map<String, Map<Integer, Double>> byWording(@Nullable Dimension parts, Weight weight) {
        int last = lastWording();
        double[] @Nullable [] sums =
                new double[parts == null ? 1 : store.codes().size()][];
        int[] operators = operators();
        for (int i = 0; i < cells.size(); i++) {
            new Sweep(cells.get(i), operators[i], weight).byWording(sums, parts, last);
        }
        Map<String, Map<Integer, Double>> amounts = new LinkedHashMap<>();
        for (int part = 0; part < sums.length; part++) {
            if (sums[part] != null) {
                Map<Integer, Double> found = new LinkedHashMap<>();
                for (int wording = 0; wording <= last; wording++) {
                    if (sums[part][wording] != 0) {
                        found.put(wording, Weight.plain(sums[part][wording]));
                    }
                }
                if (!found.isEmpty()) {
                    amounts.put(store.codes().word(part), found);
                }
            }
        }
        return amounts;
    }

    /** How many rows in service each submission has that a slice and some wordings take in. */
    long[] rows(boolean[] wordings, @Nullable String year) {
        long[] rows = new long[cells.size()];
        int[] operators = operators();
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new Sweep(cells.get(i), operators[i], Weight.ASSETS)
                    .rows(wordings, year == null ? -1 : store.codes().of(year));
        }
        return rows;
    }

    /** What a slice and some wordings take in, added up by what decides the cost of replacing it. */
    List<Holdings.Holding> holdings(Reach reach) {
        Gathering gathering = new Gathering(store.codes(), reach);
        int[] operators = operators();
        for (int i = 0; i < cells.size(); i++) {
            Cells some = cells.get(i);
            gathering.add(some, operators[i], new Sweep(some, operators[i], Weight.UNITS).reached(reach));
        }
        return gathering.holdings();
    }

    /** Whether the slice has anything of a submission, by its place among those in force. */
    boolean takesFrom(int submission) {
        return new Sweep(cells.get(submission), 0, Weight.ASSETS).finds();
    }

    /** All assets of a submission that are in sight, whatever the slice. */
    long assets(int submission) {
        return cells.get(submission).assets();
    }

    private int[] operators() {
        return inForce.operators().stream().mapToInt(store.codes()::of).toArray();
    }

    int lastWording() {
        return cells.stream().mapToInt(Cells::lastWording).max().orElse(0);
    }

    private Map<String, Fold> fold(@Nullable Dimension parts, Dimension by, Weight weight, Readings readings) {
        int[] operators = operators();
        boolean plain = !by.recognised() && by != Dimension.MAKER && by != Dimension.GRADE;
        Sums sums = new Sums(
                parts == null ? 1 : store.codes().size(), plain ? store.codes().size() : 1, readings.size());
        for (int i = 0; i < cells.size(); i++) {
            new Sweep(cells.get(i), operators[i], weight).into(sums, parts, plain ? by : null, readings);
        }
        Map<String, Fold> folds = new LinkedHashMap<>();
        for (int part = 0; part < sums.parts(); part++) {
            for (int key = 0; key < sums.keys(); key++) {
                double[] amounts = sums.found(part, key);
                if (amounts != null) {
                    Fold fold = folds.computeIfAbsent(store.codes().word(part), fresh -> new Fold(by));
                    add(fold, plain ? store.codes().word(key) : null, amounts, readings);
                }
            }
        }
        return folds;
    }

    /** Amounts by part, by key, by the number of the reading; made where something is added. */
    private record Sums(int parts, int keys, int readings, double[] @Nullable [] amounts) {

        Sums(int parts, int keys, int readings) {
            this(parts, keys, readings, new double[parts * keys][]);
        }

        double @Nullable [] found(int part, int key) {
            return amounts[part * keys + key];
        }

        double[] of(int part, int key) {
            double[] found = found(part, key);
            if (found == null) {
                found = new double[readings];
                amounts[part * keys + key] = found;
            }
            return found;
        }
    }

    private static void add(Fold fold, @Nullable String key, double[] amounts, Readings readings) {
        for (int number = 0; number < amounts.length; number++) {
            if (amounts[number] != 0) {
                Readings.Reading reading = readings.get(number);
                fold.add(reading.outcome(), key == null ? reading.keys() : Set.of(key), amounts[number]);
            }
        }
    }

    /** The cells of one submission, taken through the slice's filters. */
    private final class Sweep {

        private final Cells some;
        private final int operator;
        private final Weight weight;
        private final boolean @Nullable [] sectors = store.codes().among(slice.sectors());
        private final boolean @Nullable [] regions = store.codes().among(slice.regions());
        private final boolean @Nullable [] assetClasses = store.codes().among(slice.assetClasses());

        Sweep(Cells some, int operator, Weight weight) {
            this.some = some;
            this.operator = operator;
            this.weight = weight;
        }

        void into(Sums sums, @Nullable Dimension parts, @Nullable Dimension keys, Readings readings) {
            int @Nullable [] partOf = codes(parts);
            int @Nullable [] keyOf = codes(keys);
            int wholePart = parts == Dimension.OPERATOR ? operator : 0;
            int wholeKey = keys == Dimension.OPERATOR ? operator : 0;
            int[] wordings = some.wordings();
            int[] reading = readings.ofWording();
            int part = -1;
            int key = -1;
            double[] amounts = new double[0];
            for (int i = 0; i < some.size(); i++) {
                if (passes(i)) {
                    int nextPart = partOf == null ? wholePart : partOf[i];
                    int nextKey = keyOf == null ? wholeKey : keyOf[i];
                    if (nextPart != part || nextKey != key) {
                        part = nextPart;
                        key = nextKey;
                        amounts = sums.of(part, key);
                    }
                    amounts[reading[wordings[i]]] += some.amount(weight, i);
                }
            }
        }

        void byWording(double[] @Nullable [] sums, @Nullable Dimension parts, int last) {
            int @Nullable [] partOf = codes(parts);
            int wholePart = parts == Dimension.OPERATOR ? operator : 0;
            int[] wordings = some.wordings();
            for (int i = 0; i < some.size(); i++) {
                if (passes(i)) {
                    int part = partOf == null ? wholePart : partOf[i];
                    double[] amounts = sums[part];
                    if (amounts == null) {
                        amounts = new double[last + 1];
                        sums[part] = amounts;
                    }
                    amounts[wordings[i]] += some.amount(weight, i);
                }
            }
        }

        int[] reached(Reach reach) {
            int[] wordings = some.wordings();
            int[] found = new int[some.size()];
            int many = 0;
            for (int i = 0; i < found.length; i++) {
                if (reach.holds(wordings[i]) && passes(i)) {
                    found[many++] = i;
                }
            }
            return Arrays.copyOf(found, many);
        }

        long rows(boolean[] among, int year) {
            int[] wordings = some.wordings();
            int[] years = some.plain(Dimension.YEAR);
            long rows = 0;
            for (int i = 0; i < some.size(); i++) {
                if (among[wordings[i]] && (year < 0 || years[i] == year) && passes(i)) {
                    rows += (long) some.amount(Weight.ASSETS, i);
                }
            }
            return rows;
        }

        boolean finds() {
            return IntStream.range(0, some.size()).anyMatch(this::passes);
        }

        private int @Nullable [] codes(@Nullable Dimension dimension) {
            return dimension == null || dimension == Dimension.OPERATOR ? null : some.plain(dimension);
        }

        private boolean passes(int cell) {
            return in(sectors, Dimension.SECTOR, cell)
                    && in(regions, Dimension.REGION, cell)
                    && in(assetClasses, Dimension.ASSET_CLASS, cell);
        }

        private boolean in(boolean @Nullable [] among, Dimension dimension, int cell) {
            if (among == null) {
                return true;
            }
            int code = some.plain(dimension)[cell];
            return code < among.length && among[code];
        }
    }
}
