package org.linchpin.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linchpin.access.Operator;
import org.linchpin.catalogue.AssetClasses;
import org.linchpin.catalogue.Regions;
import org.linchpin.catalogue.Sectors;
import org.linchpin.reading.FormFinder;
import org.linchpin.reading.Line;
import org.linchpin.reading.LineCheck;
import org.linchpin.reading.Mapping;
import org.linchpin.reading.Mappings;
import org.linchpin.reading.Problem;
import org.linchpin.reading.Vocabulary;
import tools.jackson.databind.json.JsonMapper;

/** Of the assets that a file leaves out, those are told apart that are in it after all, in rows that were rejected. */
class RejectedRowsTests {

    private static final Vocabulary WORDS = new Vocabulary(new AssetClasses(), new Sectors(), new Regions());
    private static final Mapping WITHOUT_TESTS = new Mappings(JsonMapper.shared()).read("""
            {"columns": {}, "leaveOut": [{"column": "status", "values": ["TEST"], "why": "test rigs"}]}""");

    @TempDir
    private Path folder;

    /** What became of a file: its receipt, and the examples of what differs. */
    private record Checked(Receipt receipt, Differences differences) {}

    /** Compares what a pass finds with another file's ledger, and stores nothing. */
    private final class Comparing implements Pass.Outflow {
        private final Path ledger;
        private final @Nullable Ledger before;
        private final boolean update;
        private @Nullable Differences differences;

        private Comparing(String name, @Nullable Ledger before, boolean update) {
            this.ledger = folder.resolve(name);
            this.before = before;
            this.update = update;
        }

        @Override
        public void lines(List<Line> lines) {}

        @Override
        public void problem(Problem problem, @Nullable String header) {}

        @Override
        public void settle(References references, References refused, References.Repeats repeats) {
            differences = Ledger.settle(references, refused, ledger, before, update, repeats);
        }

        @Override
        public void finish() {}
    }

    private Checked check(String csv, String name, @Nullable Ledger before, boolean update) throws IOException {
        Path file = Files.writeString(folder.resolve("register.csv"), csv);
        Comparing comparing = new Comparing(name, before, update);
        Pass.Outcome outcome = new Pass(
                        new Pass.Subject(
                                file,
                                FormFinder.of(file),
                                new Operator(1, "northgrid", "Northgrid", false),
                                WITHOUT_TESTS,
                                new LineCheck.Defaults("ev_charger", null, update),
                                WORDS),
                        folder,
                        comparing,
                        Progress.untold())
                .run();
        Differences differences = Objects.requireNonNull(comparing.differences);
        return new Checked(
                differences.receipt(outcome.received(), outcome.rejected(), outcome.superseded()), differences);
    }

    private Ledger open(String name, long lines) {
        return Objects.requireNonNull(Ledger.open(folder.resolve(name), lines));
    }

    @Test
    void aFileWorkedOutByHand() throws IOException {
        String before = "asset_ref,units,status\n" + "A1,1,\nA2,1,\nA3,1,\nA4,1,\nA5,1,\nA6,1,\nA7,1,\nA8,1,\n";
        check(before, "before", null, false);
        String after = """
                asset_ref,units,status
                A1,1,
                A2,0,
                A3,2,
                 A4 ,many,
                A5,1,,more
                ,1,
                A6,0,
                A6,1,
                A7,1,TEST
                A2,0,
                Z9,0,
                A1,5,
                Total,8,
                """;
        try (Ledger ledger = open("before", 8)) {
            Checked checked = check(after, "after", ledger, false);
            // Gone are A2, A4, A5, A7 and A8. A2 (twice) and A4 are rejected; of A5 nobody can say where its cells are,
            // A7 is left
            // out by the mapping, and A6 is rejected once and taken in once.
            assertThat(checked.receipt()).isEqualTo(new Receipt(13, 1, 2, 0, 1, 5, 2L, 10, 0));
            assertThat(checked.differences().examples())
                    .filteredOn(example -> example.kind().equals("removed"))
                    .extracting(example -> example.before() + " " + example.rejected())
                    .containsExactlyInAnyOrder("3 3", "5 5", "6 null", "8 null", "9 null");

            Receipt update = check(after, "update", ledger, true).receipt();
            assertThat(update).isEqualTo(new Receipt(13, 1, 2, 0, 1, 0, 0L, 10, 0));
        }
    }

    @Test
    void whereNoColumnTellsTheAssetsApartNoRejectedRowNamesOne() throws IOException {
        String before = "site,units\nHarbour,1\nStation,1\n";
        check(before, "before", null, false);
        try (Ledger ledger = open("before", 2)) {
            Receipt receipt = check("site,units\nHarbour,1\nStation,0\n", "after", ledger, false)
                    .receipt();
            assertThat(receipt.removed()).isOne();
            assertThat(receipt.removedRejected()).isZero();
        }
    }

    /** A file as it comes into being, and what must become of it. */
    private static final class Written {
        private final List<String> rows = new ArrayList<>();
        private final Set<String> taken = new HashSet<>();
        private final Set<String> refused = new HashSet<>();

        private void add(Random random, String ref) {
            switch (random.nextInt(12)) {
                case 0 -> refuse(ref, ref + ",0,,,");
                case 1 -> refuse(ref, "  " + ref + "\u200B ,many,,,");
                case 2 -> refuse(ref, ref + ",1,,Southgrid,");
                case 3 -> refuse(ref, ref + ",-4,2020-01-31,," + "x".repeat(600));
                case 4 -> rows.add(ref + ",1,,,,astray");
                case 5 -> rows.add(ref + ",1");
                case 6 -> rows.add(",1,,,of " + ref);
                case 7 -> rows.add(ref + ",1,,,TEST");
                default -> {
                    taken.add(ref);
                    rows.add(ref + "," + (1 + random.nextInt(3)) + ",,,");
                }
            }
        }

        private void refuse(String ref, String row) {
            refused.add(ref);
            rows.add(row);
        }

        private String csv(Random random) {
            Collections.shuffle(rows, random);
            return "asset_ref,units,installed_on,operator,status\n" + String.join("\n", rows) + "\nTotal,99,,,\n";
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void randomRegistersWithRandomFaultsAreCountedAsByBruteForce(long seed) throws IOException {
        Random random = new Random(seed);
        int refs = 1 + random.nextInt(400);
        Written first = new Written();
        Written second = new Written();
        for (int i = 0; i < refs; i++) {
            for (Written file : List.of(first, second)) {
                int times = random.nextInt(10) == 0 ? 2 + random.nextInt(2) : random.nextInt(8) == 0 ? 0 : 1;
                for (int time = 0; time < times; time++) {
                    file.add(random, "R-" + i);
                }
            }
        }
        Checked before = check(first.csv(random), "before", null, false);
        assertThat(before.differences().standing()).isEqualTo(first.taken.size());
        assertThat(before.receipt().removedRejected()).isZero();
        try (Ledger ledger = open("before", first.taken.size())) {
            Set<String> gone = new LinkedHashSet<>(first.taken);
            gone.removeAll(second.taken);
            Receipt receipt = check(second.csv(random), "after", ledger, false).receipt();
            assertThat(receipt.removed()).isEqualTo(gone.size());
            assertThat(receipt.removedRejected())
                    .isEqualTo(gone.stream().filter(second.refused::contains).count());
        }
    }
}
