package org.linchpin.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Operators;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.linchpin.exposure.Exposure.Picture;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Reckoning;
import org.linchpin.inventory.ReckoningReader;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;
import org.linchpin.inventory.Weight;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * Every figure by every dimension, rule, weight and kind of slice, on small generated registers: what each row can be is tried in
 * every way there is, and the figure must be the least and the most that comes out.
 */
@LinchpinTest
class EveryFigureDatabaseTests {

    /** Certain, a brand of another's, one of several modules, one of several makers, nothing known, known to have none. */
    private static final String[][] WORDS = {
        {"", "", "Quectel", "EC25-E"},
        {"", "", "Ikotek", ""},
        {"", "", "Telit", "LE910C4-EU"},
        {"Teltonika", "FMM130", "", ""},
        {"Teltonika Networks", "RUT955", "", ""},
        {"", "", "", "MC60"},
        {"", "black box", "", ""},
        {"Pod Point", "home chargers", "", ""},
    };

    /** A row as it is written, and what its words can mean. */
    private record Row(
            String[] words,
            String sector,
            String region,
            String assetClass,
            int year,
            int units,
            int kilowatts,
            int people,
            int criticality) {

        double amount(Weight weight) {
            return switch (weight) {
                case UNITS -> units;
                case ASSETS -> 1;
                case KILOWATTS -> kilowatts;
                case PEOPLE -> people;
                case CRITICALITY -> units * Math.max(1, criticality);
            };
        }
    }

    /** An amount that goes to one of some keys; to none of them where nothing is known of it. */
    private record Piece(Set<String> keys, double amount, boolean open) {}

    @Autowired
    private ApplicationContext application;

    @LocalServerPort
    private int port;

    private List<Row> rows(Random random) {
        List<Row> rows = new ArrayList<>();
        int open = 0;
        while (rows.size() < 9) {
            int words = random.nextInt(WORDS.length);
            int units = words >= 3 && words <= 6 ? 1 : 1 + random.nextInt(3);
            open += words >= 3 && words <= 6 ? 1 : 0;
            if (words < 3 || words > 6 || open <= 4) {
                rows.add(new Row(
                        WORDS[words],
                        random.nextBoolean() ? "energy" : "transport",
                        new String[] {"TLI", "TLM", ""}[random.nextInt(3)],
                        random.nextBoolean() ? "ev_charger" : "industrial_router",
                        2020 + random.nextInt(2),
                        units,
                        random.nextInt(9),
                        random.nextInt(50),
                        random.nextInt(6)));
            }
        }
        return rows;
    }

    private Person accepted(List<Row> rows, long seed) {
        StringBuilder csv = new StringBuilder(
                "asset_ref,manufacturer,model,module_manufacturer,module_model,sector,region,asset_class,installed_on,units,capacity_kw,people_served,criticality\n");
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            csv.append("%d,%s,%s,%s,%d-06-01,%d,%d,%d,%s\n"
                    .formatted(
                            i,
                            String.join(",", row.words()),
                            String.join(",", row.sector(), row.region()),
                            row.assetClass(),
                            row.year(),
                            row.units(),
                            row.kilowatts(),
                            row.people(),
                            row.criticality() == 0 ? "" : row.criticality()));
        }
        Person person = Person.of(application, Role.UTILITY, "Every Figure " + seed);
        Api api = Api.on(port, person.token());
        Api.Answer checked = api.submit(
                api.register("{\"name\": \"Every\", \"assetClass\": \"camera\"}"),
                csv.toString().getBytes(StandardCharsets.UTF_8),
                "?effective=2026-01-01");
        api.accept(checked.read("$.id"), "{\"partial\": true}").is(200);
        return person;
    }

    private static Map<Slice, Predicate<Row>> slices(String operator) {
        Map<Slice, Predicate<Row>> slices = new LinkedHashMap<>();
        Slice all = Slice.all();
        slices.put(all, row -> true);
        slices.put(all.inSector("energy"), row -> row.sector().equals("energy"));
        slices.put(all.inRegion("TLM"), row -> row.region().equals("TLM"));
        slices.put(all.ofOperator(operator), row -> true);
        slices.put(
                new Slice(Set.of(), Set.of(), Set.of(), Set.of("ev_charger"), null, null),
                row -> row.assetClass().equals("ev_charger"));
        slices.put(
                new Slice(
                        Set.of("transport"), Set.of("TLI", "TLM"), Set.of(), Set.of(), LocalDate.of(2026, 6, 1), null),
                row -> row.sector().equals("transport") && !row.region().isEmpty());
        slices.put(all.asAt(LocalDate.of(2025, 6, 1)), row -> false);
        return slices;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyFigureIsWhatTryingEveryWayGives(long seed) {
        List<Row> rows = rows(new Random(seed));
        Person person = accepted(rows, seed);
        Scope scope = Scope.of(Set.of(application
                .getBean(Operators.class)
                .byCode(person.operator())
                .orElseThrow()
                .id()));
        Exposure exposure = application.getBean(Exposure.class);
        ReckoningReader reckonings = application.getBean(ReckoningReader.class);
        int[] tried = new int[1];
        application.getBean(Scopes.class).within(scope, () -> {
            for (LookThroughRule rule : LookThroughRule.values()) {
                Reckoning meaning = reckonings.of(scope, Slice.all(), null, Weight.UNITS, rule);
                slices(person.operator()).forEach((slice, takenIn) -> {
                    List<Row> in = rows.stream().filter(takenIn).toList();
                    for (Dimension by : Dimension.values()) {
                        for (Weight weight : Weight.values()) {
                            Picture picture = exposure.picture(scope, slice, by, weight, rule);
                            String what = "seed %d, %s, by %s, %s, %s".formatted(seed, slice, by, weight, rule);
                            check(what, picture, pieces(in, meaning, by, weight, person.operator()), weight);
                            tried[0]++;
                        }
                    }
                });
            }
        });
        assertThat(tried[0]).isEqualTo(6 * 7 * 12 * 5);
    }

    private static List<Piece> pieces(List<Row> rows, Reckoning meaning, Dimension by, Weight weight, String operator) {
        List<Piece> pieces = new ArrayList<>();
        for (Row row : rows) {
            Reckoning.Line line = line(row, meaning);
            double amount = row.amount(weight);
            if (!line.outcome().equals("none") && amount > 0) {
                Set<String> keys = switch (by) {
                    case SECTOR -> Set.of(row.sector());
                    case REGION -> Set.of(row.region());
                    case OPERATOR -> Set.of(operator);
                    case ASSET_CLASS -> Set.of(row.assetClass());
                    case YEAR -> Set.of(String.valueOf(row.year()));
                    case MAKER -> Set.of(row.words()[0]);
                    default -> meaning.keys(line, by);
                };
                boolean open = by.recognised()
                        ? line.outcome().equals("unknown") || keys.isEmpty() || keys.contains("??")
                        : keys.contains("");
                // A thing that counts as one has one holder; amounts of it go together.
                int parts = weight.counts() ? (int) amount : 1;
                for (int i = 0; i < parts; i++) {
                    pieces.add(new Piece(open ? Set.of() : keys, amount / parts, open));
                }
            }
        }
        return pieces;
    }

    private static Reckoning.Line line(Row row, Reckoning meaning) {
        return meaning.lines().stream()
                .filter(line -> String.join("|", row.words())
                        .equals(String.join(
                                "|",
                                line.words().getOrDefault("maker", ""),
                                line.words().getOrDefault("model", ""),
                                line.words().getOrDefault("module_maker", ""),
                                line.words().getOrDefault("module", ""))))
                .findFirst()
                .orElseThrow(() -> new AssertionError(Arrays.toString(row.words()) + " in " + meaning.lines()));
    }

    private static void check(String what, Picture picture, List<Piece> pieces, Weight weight) {
        double total = pieces.stream().mapToDouble(Piece::amount).sum();
        Tally tally = picture.tally();
        assertThat(tally.total()).as(what).isCloseTo(total, within(1e-9));
        double identified = pieces.stream()
                .filter(piece -> piece.keys().size() == 1 && !piece.open())
                .filter(piece ->
                        picture.by() != Dimension.GRADE || !piece.keys().contains("?"))
                .mapToDouble(Piece::amount)
                .sum();
        assertThat(tally.identified()).as("identified, %s", what).isCloseTo(identified, within(1e-9));
        if (total == 0) {
            assertThat(picture.concentration()).as(what).isNull();
            return;
        }
        Set<String> keys = new TreeSet<>();
        pieces.forEach(piece -> keys.addAll(piece.keys()));
        for (String key : keys) {
            double sure = pieces.stream()
                    .filter(piece -> !piece.open() && piece.keys().equals(Set.of(key)))
                    .mapToDouble(Piece::amount)
                    .sum();
            double possible = pieces.stream()
                    .filter(piece -> piece.open() || piece.keys().contains(key))
                    .mapToDouble(Piece::amount)
                    .sum();
            Interval share = picture.share(Panels.of(picture, key));
            assertThat(share.low()).as("%s, %s", key, what).isCloseTo(sure / total, within(1e-9));
            assertThat(share.high()).as("%s, %s", key, what).isCloseTo(possible / total, within(1e-9));
        }
        worlds(what, picture, pieces, keys, total, weight);
    }

    /** Least and most of HHI, CR1 and CR4 over every way the pieces could fall. */
    private static void worlds(
            String what, Picture picture, List<Piece> pieces, Set<String> keys, double total, Weight weight) {
        double[] seen = {Double.MAX_VALUE, 0, Double.MAX_VALUE, 0, Double.MAX_VALUE, 0};
        Map<String, Double> sums = new HashMap<>();
        List<Piece> open = new ArrayList<>();
        for (Piece piece : pieces) {
            if (!piece.open() && piece.keys().size() == 1) {
                sums.merge(piece.keys().iterator().next(), piece.amount(), Double::sum);
            } else {
                open.add(piece);
            }
        }
        fall(open, 0, sums, keys, total, seen);
        Concentration all = Objects.requireNonNull(picture.concentration());
        assertThat(all.hhi().low()).as("lowest HHI, %s", what).isLessThanOrEqualTo(seen[0] + 1e-6);
        assertThat(all.cr1().low()).as("lowest CR1, %s", what).isLessThanOrEqualTo(seen[2] + 1e-9);
        assertThat(all.cr4().low()).as("lowest CR4, %s", what).isLessThanOrEqualTo(seen[4] + 1e-9);
        assertThat(all.hhi().high()).as("highest HHI, %s", what).isCloseTo(seen[1], within(1e-6));
        assertThat(all.cr1().high()).as("highest CR1, %s", what).isCloseTo(seen[3], within(1e-9));
        assertThat(all.cr4().high()).as("highest CR4, %s", what).isCloseTo(seen[5], within(1e-9));
        assertThat(all.effective().low()).as(what).isCloseTo(10_000 / all.hhi().high(), within(1e-9));
        // Amounts of which nothing is known can be divided without end: then there is no most.
        assertThat(all.effective().high())
                .as(what)
                .isCloseTo(10_000 / Math.max(all.hhi().low(), 1e-9), within(1e-6));
        boolean allKnown = open.isEmpty();
        if (allKnown) {
            assertThat(all.hhi().low()).as("nothing is open, %s", what).isCloseTo(seen[0], within(1e-6));
        } else if (weight.counts() && open.stream().allMatch(Piece::open)) {
            assertThat(all.hhi().low())
                    .as("open pieces have makers of their own, %s", what)
                    .isCloseTo(seen[0], within(1e-6));
        }
    }

    private static void fall(
            List<Piece> open, int next, Map<String, Double> sums, Set<String> keys, double total, double[] seen) {
        if (next == open.size()) {
            double[] sorted = sums.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .map(sum -> -sum)
                    .sorted()
                    .map(sum -> -sum / total)
                    .toArray();
            double hhi = 10_000 * Arrays.stream(sorted).map(s -> s * s).sum();
            double four = Arrays.stream(sorted).limit(4).sum();
            seen[0] = Math.min(seen[0], hhi);
            seen[1] = Math.max(seen[1], hhi);
            seen[2] = Math.min(seen[2], sorted[0]);
            seen[3] = Math.max(seen[3], sorted[0]);
            seen[4] = Math.min(seen[4], four);
            seen[5] = Math.max(seen[5], four);
            return;
        }
        Piece piece = open.get(next);
        Set<String> places = new HashSet<>(piece.open() ? keys : piece.keys());
        if (piece.open()) {
            // Somebody nobody has heard of, and one such that it may share with the other open pieces.
            places.add("new " + next);
            places.add("new");
        }
        for (String place : places) {
            sums.merge(place, piece.amount(), Double::sum);
            fall(open, next + 1, sums, keys, total, seen);
            if (Math.abs(sums.merge(place, -piece.amount(), Double::sum)) < 1e-9) {
                sums.remove(place);
            }
        }
    }
}
