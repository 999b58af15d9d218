package org.linchpin.inventory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linchpin.inventory.Holdings.Holding;
import org.linchpin.inventory.Reach.Thing;

/**
 * Cells of many submissions added up by what decides the cost of replacing them. Groups come in the order of what tells them
 * apart: operator, kind, sector, region, equipment, year of installation, planned year, sensitive last; nothing said comes
 * after everything that is.
 */
final class Gathering {

    private static final List<Dimension> PLAIN = List.of(Dimension.ASSET_CLASS, Dimension.SECTOR, Dimension.REGION);

    private final Codes codes;
    private final Reach reach;
    private final List<Part> parts = new ArrayList<>();

    /** Cells of one submission, and which of them count. */
    private record Part(Cells cells, int operator, int[] taken) {}

    Gathering(Codes codes, Reach reach) {
        this.codes = codes;
        this.reach = reach;
    }

    void add(Cells cells, int operator, int[] taken) {
        parts.add(new Part(cells, operator, taken));
    }

    List<Holding> holdings() {
        Keys keys = new Keys();
        long[] ofCell = keys.ofCells();
        long[] groups = distinct(ofCell);
        Sums sums = new Sums(groups.length);
        int at = 0;
        for (Part part : parts) {
            for (int cell : part.taken()) {
                sums.add(Arrays.binarySearch(groups, ofCell[at++]), part.cells(), cell);
            }
        }
        List<Holding> holdings = new ArrayList<>(groups.length);
        for (int group = 0; group < groups.length; group++) {
            holdings.add(sums.holding(group, keys, groups[group]));
        }
        return holdings;
    }

    private static long[] distinct(long[] keys) {
        long[] sorted = keys.clone();
        Arrays.sort(sorted);
        int many = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[many++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, many);
    }

    private final class Sums {

        private final double[] sure;
        private final double[] possible;
        private final double[] expected;
        private final double[] weighted;
        private final double[] kilowatts;
        private final double[] people;

        Sums(int groups) {
            sure = new double[groups];
            possible = new double[groups];
            expected = new double[groups];
            weighted = new double[groups];
            kilowatts = new double[groups];
            people = new double[groups];
        }

        void add(int group, Cells cells, int cell) {
            int wording = cells.wordings()[cell];
            double units = cells.amount(Weight.UNITS, cell);
            sure[group] += reach.surely(wording) ? units : 0;
            possible[group] += units;
            expected[group] += units * reach.share(wording);
            weighted[group] += cells.amount(Weight.CRITICALITY, cell);
            kilowatts[group] += cells.amount(Weight.KILOWATTS, cell);
            people[group] += cells.amount(Weight.PEOPLE, cell);
        }

        Holding holding(int group, Keys keys, long key) {
            String[] plain = new String[PLAIN.size()];
            boolean sensitive = key % 2 == 1;
            long rest = key / 2;
            String planned = keys.planned.word(rest);
            rest /= keys.planned.size();
            String year = keys.years.word(rest);
            rest /= keys.years.size();
            Thing thing = reach.get((int) (rest % reach.size()));
            rest /= reach.size();
            for (int i = plain.length - 1; i >= 0; i--) {
                plain[i] = keys.plain.get(i).word(rest);
                rest /= keys.plain.get(i).size();
            }
            return new Holding(
                    keys.operators.word(rest),
                    plain[0],
                    plain[1],
                    plain[2].isEmpty() ? null : plain[2],
                    thing.maker(),
                    thing.model(),
                    thing.forms(),
                    thing.generations(),
                    number(year),
                    number(planned),
                    sensitive,
                    sure[group],
                    possible[group],
                    expected[group],
                    weighted[group] / possible[group],
                    kilowatts[group] / possible[group],
                    people[group] / possible[group]);
        }

        private static @Nullable Integer number(String year) {
            return year.isEmpty() ? null : Integer.valueOf(year);
        }
    }

    /** What tells groups apart, as one number that is in their order. */
    private final class Keys {

        private final Ranks operators = new Ranks(part -> null);
        private final List<Ranks> plain = PLAIN.stream()
                .map(dimension -> new Ranks(part -> part.cells().plain(dimension)))
                .toList();
        private final Ranks years = new Ranks(part -> part.cells().plain(Dimension.YEAR));
        private final Ranks planned = new Ranks(part -> part.cells().planned());

        Keys() {
            long all = Math.multiplyExact(2L * operators.size(), (long) reach.size());
            for (Ranks ranks : List.of(plain.get(0), plain.get(1), plain.get(2), years, planned)) {
                all = Math.multiplyExact(all, (long) ranks.size());
            }
        }

        long[] ofCells() {
            long[] keys = new long
                    [parts.stream().mapToInt(part -> part.taken().length).sum()];
            int at = 0;
            for (Part part : parts) {
                int[] wordings = part.cells().wordings();
                for (int cell : part.taken()) {
                    long key = operators.of(part, cell);
                    for (Ranks ranks : plain) {
                        key = key * ranks.size() + ranks.of(part, cell);
                    }
                    key = key * reach.size() + reach.thing(wordings[cell]);
                    key = key * years.size() + years.of(part, cell);
                    key = key * planned.size() + planned.of(part, cell);
                    keys[at++] = key * 2 + (part.cells().sensitive(cell) ? 1 : 0);
                }
            }
            return keys;
        }
    }

    /** Where the codes of a part are: a place a cell, or none where the operator is meant. */
    private interface Column {
        int @Nullable [] of(Part part);
    }

    /** The words of one column that occur, in their order. */
    private final class Ranks {

        private final Column column;
        private final List<String> words = new ArrayList<>();
        private final int[] rankOf = new int[codes.size()];

        Ranks(Column column) {
            this.column = column;
            boolean[] used = new boolean[rankOf.length];
            for (Part part : parts) {
                int[] all = column.of(part);
                for (int cell : part.taken()) {
                    used[all == null ? part.operator() : all[cell]] = true;
                }
            }
            List<Integer> found = new ArrayList<>();
            for (int code = 0; code < used.length; code++) {
                if (used[code]) {
                    found.add(code);
                }
            }
            // Years have four digits, so that words are in their order too.
            found.sort(Comparator.comparing((Integer code) -> code == 0).thenComparing(codes::word));
            for (int code : found) {
                rankOf[code] = words.size();
                words.add(codes.word(code));
            }
        }

        int of(Part part, int cell) {
            int[] all = column.of(part);
            return rankOf[all == null ? part.operator() : all[cell]];
        }

        int size() {
            return words.size();
        }

        String word(long key) {
            return words.get((int) (key % words.size()));
        }
    }
}
