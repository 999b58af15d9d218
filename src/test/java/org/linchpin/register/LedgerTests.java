package org.linchpin.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linchpin.reading.Identities;

/** Repeats and differences, found in parts, are those that one would find with everything in memory. */
class LedgerTests {

    @TempDir
    private Path folder;

    /** A line: its reference and what it says. */
    private record Row(String ref, long content) {}

    private static List<Row> rows(Random random, int count, int refs) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new Row("ref-" + random.nextInt(refs), random.nextInt(3)));
        }
        return rows;
    }

    private Differences settle(List<Row> rows, String name, Ledger before, boolean carry, List<String> repeats) {
        return settle(rows, Set.of(), name, before, carry, repeats);
    }

    /** @param refused which of the rows are rejected, by their place in the list */
    private Differences settle(
            List<Row> rows, Set<Integer> refused, String name, Ledger before, boolean carry, List<String> repeats) {
        try (References references = new References(folder);
                References rejected = new References(folder)) {
            for (int i = 0; i < rows.size(); i++) {
                (refused.contains(i) ? rejected : references)
                        .add(Identities.hash(rows.get(i).ref()), rows.get(i).content(), i + 2);
            }
            return Ledger.settle(
                    references,
                    rejected,
                    folder.resolve(name),
                    before,
                    carry,
                    (first, line, same) -> repeats.add(line + " repeats " + first + (same ? " word for word" : "")));
        }
    }

    private static Map<String, Integer> firsts(List<Row> rows, List<String> repeats) {
        Map<String, Integer> firsts = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            Integer first = firsts.putIfAbsent(rows.get(i).ref(), i);
            if (first != null) {
                boolean same = rows.get(first).content() == rows.get(i).content();
                repeats.add((i + 2) + " repeats " + (first + 2) + (same ? " word for word" : ""));
            }
        }
        return firsts;
    }

    private Ledger open(String name, long lines) {
        return Objects.requireNonNull(Ledger.open(folder.resolve(name), lines));
    }

    @ParameterizedTest(name = "seed {0}: {1} rows, {2} references")
    @CsvSource({"1, 0, 1", "2, 1, 1", "3, 500, 40", "4, 3000, 100000", "5, 400000, 300000"})
    void repeatsAndDifferencesAreThoseOfAPlainComparison(long seed, int count, int refs) {
        Random random = new Random(seed);
        List<Row> first = rows(random, count, refs);
        List<Row> second = rows(random, count, refs);
        List<String> expected = new ArrayList<>();
        Map<String, Integer> before = firsts(first, expected);
        List<String> found = new ArrayList<>();
        Differences initial = settle(first, "first", null, false, found);
        assertThat(new TreeSet<>(found)).isEqualTo(new TreeSet<>(expected)).hasSameSizeAs(found);
        assertThat(initial.standing()).isEqualTo(before.size());

        Map<String, Integer> now = firsts(second, new ArrayList<>());
        long same = now.entrySet().stream()
                .filter(entry -> before.containsKey(entry.getKey())
                        && first.get(before.get(entry.getKey())).content()
                                == second.get(entry.getValue()).content())
                .count();
        long both = now.keySet().stream().filter(before::containsKey).count();
        int repeats = second.size() - now.size();
        Receipt plain = new Receipt(
                second.size(),
                now.size() - same,
                same,
                now.size() - both,
                both - same,
                before.size() - both,
                0L,
                0,
                repeats);
        try (Ledger ledger = open("first", before.size())) {
            Differences differences = settle(second, "second", ledger, false, new ArrayList<>());
            assertThat(differences.receipt(second.size(), 0, repeats)).isEqualTo(plain);
            try (Ledger other = open("second", now.size())) {
                assertThat(Ledger.between(other, ledger).receipt(second.size(), 0, repeats))
                        .isEqualTo(plain);
            }
            Differences update = settle(second, "update", ledger, true, new ArrayList<>());
            TreeSet<String> union = new TreeSet<>(before.keySet());
            union.addAll(now.keySet());
            assertThat(update.standing()).isEqualTo(union.size());
            assertThat(update.receipt(second.size(), 0, repeats).removed()).isZero();
        }
    }

    /** With the most rows, those that are rejected do not fit into memory either. */
    @ParameterizedTest(name = "seed {0}: {1} rows, {2} references, {3} in a hundred rejected")
    @CsvSource({"11, 0, 1, 50", "12, 1, 1, 100", "13, 500, 40, 90", "14, 3000, 5000, 10", "15, 400000, 300000, 70"})
    void ofWhatIsGoneThoseInRejectedRowsAreThoseOfAPlainComparison(long seed, int count, int refs, int share) {
        Random random = new Random(seed);
        List<Row> first = rows(random, count, refs);
        List<Row> second = rows(random, count, refs);
        Set<Integer> refused = IntStream.range(0, count)
                .filter(i -> random.nextInt(100) < share)
                .boxed()
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<String, Integer> before = firsts(first, new ArrayList<>());
        Map<String, Integer> rejected = new HashMap<>();
        refused.forEach(i -> rejected.putIfAbsent(second.get(i).ref(), i + 2));
        Set<String> taken = IntStream.range(0, count)
                .filter(i -> !refused.contains(i))
                .mapToObj(i -> second.get(i).ref())
                .collect(Collectors.toSet());
        Set<String> gone = new TreeSet<>(before.keySet());
        gone.removeAll(taken);
        long goneInRejected = gone.stream().filter(rejected::containsKey).count();
        Map<Integer, String> lines = new HashMap<>();
        before.forEach((ref, i) -> lines.put(i + 2, ref));

        settle(first, "first", null, false, new ArrayList<>());
        try (Ledger ledger = open("first", before.size())) {
            List<String> repeats = new ArrayList<>();
            Differences differences = settle(second, refused, "second", ledger, false, repeats);
            Receipt receipt = differences.receipt(count, refused.size(), repeats.size());
            assertThat(receipt.removed()).isEqualTo(gone.size());
            assertThat(receipt.removedRejected()).isEqualTo(goneInRejected);
            assertThat(differences.examples())
                    .filteredOn(example -> example.kind().equals("removed"))
                    .hasSize(Math.min(gone.size(), Differences.EXAMPLES))
                    .allSatisfy(example -> assertThat(example.rejected())
                            .isEqualTo(rejected.get(lines.get(Objects.requireNonNull(example.before())))));
            try (Ledger other = open("second", taken.size())) {
                assertThat(Ledger.between(other, ledger)
                                .receipt(count, refused.size(), repeats.size())
                                .removedRejected())
                        .as("a ledger says nothing of rejected rows")
                        .isEqualTo(refused.isEmpty() ? Long.valueOf(0) : null);
            }
            Differences update = settle(second, refused, "update", ledger, true, new ArrayList<>());
            assertThat(update.receipt(count, refused.size(), repeats.size()))
                    .returns(0L, Receipt::removed)
                    .returns(0L, Receipt::removedRejected);
            Set<String> union = new TreeSet<>(before.keySet());
            union.addAll(taken);
            assertThat(update.standing()).isEqualTo(union.size());
        }
    }

    @Test
    void orderChangesNothing() {
        Random random = new Random(6);
        List<Row> rows = rows(random, 5_000, 1_000_000).stream().distinct().toList();
        List<Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        Differences first = settle(rows, "first", null, false, new ArrayList<>());
        try (Ledger ledger = open("first", first.standing())) {
            Receipt receipt = settle(shuffled, "second", ledger, false, new ArrayList<>())
                    .receipt(rows.size(), 0, rows.size() - first.standing());
            assertThat(receipt.removed()).isZero();
            assertThat(receipt.added()).isZero();
        }
    }

    @Test
    void aLedgerThatIsNotWholeIsNone() throws IOException {
        settle(rows(new Random(7), 100, 1_000_000), "first", null, false, new ArrayList<>());
        Path file = folder.resolve("first");
        byte[] whole = Files.readAllBytes(file);
        assertThat(Ledger.open(file, 101)).isNull();
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertThat(Ledger.open(file, 100)).isNull();
        Files.write(file, new byte[whole.length]);
        assertThat(Ledger.open(file, 100)).isNull();
    }

    @Test
    void nothingIsLeftOfScratch() throws IOException {
        settle(rows(new Random(8), 400_000, 1_000_000_000), "first", null, false, new ArrayList<>());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("first");
        }
    }
}
