package org.linchpin.replacement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linchpin.inventory.Holdings;
import org.linchpin.inventory.Holdings.Holding;
import org.linchpin.inventory.Slice;
import org.linchpin.replacement.Estimate.Part;
import org.linchpin.replacement.Pricing.Extent;
import org.linchpin.replacement.Question.Option;

class EstimatorTests {

    static Stream<Path> files() {
        return Worked.files().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void aCaseWorkedByHandComesOutToThePenny(Path file) {
        Worked worked = Worked.read(file);
        Estimate estimate = worked.estimate();
        assertThat(worked.expected).isNotEmpty();
        for (String[] words : worked.expected) {
            assertThat(found(estimate, words)).as(String.join(" ", words)).isEqualTo(wanted(words));
        }
    }

    private static List<String> wanted(String[] words) {
        return switch (words[0]) {
            case "year" -> List.of(words).subList(2, words.length);
            default -> List.of(words[words.length - 1]);
        };
    }

    private static List<String> found(Estimate estimate, String[] words) {
        return switch (words[0]) {
            case "class" -> List.of(String.valueOf(estimate.estimateClass()));
            case "year" -> {
                Estimate.YearCost year = estimate.byYear().stream()
                        .filter(one -> String.valueOf(one.year()).equals(words[1]))
                        .findFirst()
                        .orElseThrow();
                yield Stream.of(year.likely(), year.presentValue())
                        .limit(words.length - 2)
                        .map(EstimatorTests::pounds)
                        .toList();
            }
            case "part" ->
                List.of(pounds(estimate.parts().get(words[1]).stream()
                        .filter(one -> one.key().equals(words[2]))
                        .findFirst()
                        .orElseThrow()
                        .likely()));
            case "sure" -> List.of(figure(estimate, estimate.sure(), words[1]));
            case "possible" -> List.of(figure(estimate, estimate.possible(), words[1]));
            case "whole" -> List.of(figure(estimate, estimate.whole(), words[1]));
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    private static String figure(Estimate estimate, Part part, String name) {
        return switch (name) {
            case "units" -> String.valueOf(Math.round(part.units()));
            case "gross" -> pounds(part.likely());
            case "broughtForward" -> pounds(part.likelyBroughtForward());
            case "budget" -> pounds(part.budget().p50());
            default ->
                pounds(estimate.byComponent().stream()
                        .filter(one -> one.key().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .likely());
        };
    }

    private static String pounds(long pence) {
        return BigDecimal.valueOf(pence, 2).toPlainString();
    }

    /** A stock that no hand would write: many kinds, owners, designs, ages, and wide parameters. */
    private static Worked invented(long seed) {
        Random random = new Random(seed);
        Random owners = new Random(-seed);
        Worked worked = Worked.read(Worked.files().get(0));
        worked.held.clear();
        worked.sunsets.put("2G", 2033);
        worked.parameters.replaceAll((key, one) -> one.unit().equals("percent") ? one : spread(one, random));
        for (int kind = 0; kind < 6; kind++) {
            String name = "kind" + kind;
            worked.parameters.put(
                    name + "-unit", spread(parameter(name + "-unit", 20 + random.nextInt(500), "per unit"), random));
            worked.parameters.put(
                    name + "-visit", spread(parameter(name + "-visit", 50 + random.nextInt(400), "per visit"), random));
            worked.parameters.put(name + "-life", parameter(name + "-life", 5 + random.nextInt(15), "years"));
            worked.roles.put(
                    name,
                    new Book.Role(
                            name,
                            name,
                            SwapClass.values()[random.nextInt(5)],
                            name + "-unit",
                            random.nextInt(4) == 0 ? null : name + "-visit",
                            name + "-life",
                            "own parameters"));
        }
        int many = 1 + random.nextInt(60);
        for (int i = 0; i < many; i++) {
            double possible = 1 + random.nextInt(20_000);
            double sure = random.nextInt(3) == 0 ? 0 : random.nextInt((int) possible + 1);
            worked.held.add(new Holding(
                    "op" + random.nextInt(4),
                    "kind" + random.nextInt(6),
                    "sector" + random.nextInt(3),
                    random.nextInt(5) == 0 ? null : "TL" + random.nextInt(4),
                    "maker" + random.nextInt(2),
                    "model" + random.nextInt(5),
                    random.nextBoolean() ? List.of("M.2") : List.of(),
                    random.nextInt(3) == 0 ? List.of("2G") : List.of(),
                    random.nextInt(4) == 0 ? null : Integer.valueOf(2010 + random.nextInt(16)),
                    owners.nextInt(3) == 0 ? Integer.valueOf(2024 + owners.nextInt(12)) : null,
                    random.nextBoolean(),
                    sure,
                    possible,
                    sure + (possible - sure) * random.nextDouble(),
                    1 + random.nextInt(5),
                    0,
                    0));
        }
        return worked;
    }

    private static Parameter parameter(String key, double value, String unit) {
        return new Parameter(
                key, key, value, value, value, unit, 2025, "assumption", List.of(), "", "reference data", null);
    }

    private static Parameter spread(Parameter one, Random random) {
        return new Parameter(
                one.key(),
                one.what(),
                one.likely() * (0.4 + 0.5 * random.nextDouble()),
                one.likely(),
                one.likely() * (1.1 + 2 * random.nextDouble()),
                one.unit(),
                one.priceYear(),
                one.grade(),
                one.sources(),
                one.basis(),
                one.author(),
                one.stated());
    }

    private static Question question(Slice slice, Option option, int draws, long seed) {
        return new Question(
                slice,
                new Holdings.Target(Holdings.Kind.CONTROLLER, "quectel"),
                option,
                2027,
                2033,
                Map.of(),
                draws,
                seed);
    }

    private static Estimate estimate(Worked worked, Slice slice, Option option, int draws) {
        Question question = question(slice, option, draws, 2_026);
        return Estimator.price(question, Pricing.of(question, worked.book(), worked.held), (by, key) -> key);
    }

    @RepeatedTest(40)
    void percentilesAreInOrderAndTheWholeLiesBetweenItsBounds(RepetitionInfo repetition) {
        Worked worked = invented(repetition.getCurrentRepetition());
        Option option = Option.values()[repetition.getCurrentRepetition() % Option.values().length];
        Estimate estimate = estimate(worked, Slice.all(), option, 2_000);
        List<Spread> spreads = new ArrayList<>();
        for (Part part : List.of(estimate.whole(), estimate.sure(), estimate.possible())) {
            spreads.addAll(List.of(part.gross(), part.budget(), part.broughtForward()));
            assertThat(part.low()).isLessThanOrEqualTo(part.likely());
            assertThat(part.likely()).isLessThanOrEqualTo(part.high());
            assertThat(part.broughtForward().mean())
                    .isLessThanOrEqualTo(part.gross().mean() + 1);
            assertThat(List.copyOf(part.curve().values())).isSorted();
            assertThat(part.curve())
                    .containsEntry(10, part.gross().p10())
                    .containsEntry(50, part.gross().p50())
                    .containsEntry(80, part.gross().p80())
                    .containsEntry(90, part.gross().p90());
        }
        estimate.byComponent().forEach(one -> spreads.add(one.gross()));
        estimate.byYear().forEach(one -> spreads.add(one.gross()));
        estimate.parts().values().forEach(all -> all.forEach(one -> spreads.add(one.gross())));
        assertThat(spreads).allSatisfy(spread -> {
            assertThat(spread.p10()).isNotNegative().isLessThanOrEqualTo(spread.p50());
            assertThat(spread.p50()).isLessThanOrEqualTo(spread.p80());
            assertThat(spread.p80()).isLessThanOrEqualTo(spread.p90());
        });
        assertThat(estimate.sure().gross().p50())
                .isLessThanOrEqualTo(estimate.whole().gross().p50());
        assertThat(estimate.whole().gross().p50())
                .isLessThanOrEqualTo(estimate.possible().gross().p50());
        assertThat(estimate.tornado())
                .allSatisfy(swing -> assertThat(swing.low()).isLessThanOrEqualTo(swing.high()));
    }

    @RepeatedTest(20)
    void costsAddOverDisjointSlices(RepetitionInfo repetition) {
        Worked worked = invented(100 + repetition.getCurrentRepetition());
        Estimate all = estimate(worked, Slice.all(), Option.BY_DATE, 1_000);
        long likely = 0;
        long mean = 0;
        long forward = 0;
        double units = 0;
        for (int op = 0; op < 4; op++) {
            Estimate part = estimate(worked, Slice.all().ofOperator("op" + op), Option.BY_DATE, 1_000);
            likely += part.whole().likely();
            mean += part.whole().gross().mean();
            forward += part.whole().likelyBroughtForward();
            units += part.possible().units();
        }
        assertThat(units).isEqualTo(all.possible().units(), within(1e-6));
        assertThat(likely).isCloseTo(all.whole().likely(), within(4L));
        assertThat(forward).isCloseTo(all.whole().likelyBroughtForward(), within(4L));
        assertThat(mean).isCloseTo(all.whole().gross().mean(), within(4L));
        all.parts()
                .values()
                .forEach(parts -> assertThat(parts.stream()
                                .mapToLong(one -> one.gross().mean())
                                .sum())
                        .isCloseTo(all.whole().gross().mean(), within((long) parts.size())));
        long ifPossible = all.possible().likely();
        all.parts()
                .values()
                .forEach(parts -> assertThat(parts.stream()
                                .mapToLong(Estimate.Share::likelyIfPossible)
                                .sum())
                        .isCloseTo(ifPossible, within((long) parts.size())));
        assertThat(all.byYear().stream()
                        .mapToLong(Estimate.YearCost::likelyIfPossible)
                        .sum())
                .isCloseTo(ifPossible, within((long) all.byYear().size()));
        assertThat(all.byYear().stream().mapToLong(one -> one.gross().mean()).sum())
                .isCloseTo(
                        all.whole().gross().mean(), within((long) all.byYear().size()));
        assertThat(all.byComponent().stream()
                        .filter(one -> !one.key().equals("optimism_bias"))
                        .mapToLong(one -> one.gross().mean())
                        .sum())
                .isCloseTo(all.whole().gross().mean(), within(8L));
    }

    @RepeatedTest(5)
    void aColumnOfTheFileMeansTheSameInEveryRow(RepetitionInfo repetition) {
        Estimate all = estimate(invented(300 + repetition.getCurrentRepetition()), Slice.all(), Option.BY_DATE, 1_000);
        List<Map<String, String>> rows = new ArrayList<>();
        new EstimateCsv(all, LocalDate.of(2026, 6, 30), List.of("how to read it")).rows(cells -> {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < EstimateCsv.HEADER.size(); i++) {
                row.put(EstimateCsv.HEADER.get(i), String.valueOf(cells.get(i)));
            }
            rows.add(row);
        });
        assertThat(rows).anyMatch(row -> row.get("item").equals("how to read it"));
        List<Map<String, String>> money =
                rows.stream().filter(row -> row.get("unit").equals("GBP")).toList();
        assertThat(money).isNotEmpty().allSatisfy(row -> {
            List.of(
                            List.of("low", "likely", "high", "high_if_possible"),
                            List.of("likely", "likely_if_possible", "high_if_possible"),
                            List.of("p10", "p50", "p80", "p90"))
                    .forEach(order -> assertThat(order.stream()
                                    .map(column -> new BigDecimal(row.get(column)))
                                    .toList())
                            .as(row.get("item"))
                            .isSorted());
        });
        assertThat(pence(money, "total", "gross", "p10"))
                .isEqualTo(all.whole().gross().p10());
        assertThat(pence(money, "total", "gross", "p90"))
                .isEqualTo(all.whole().gross().p90());
        assertThat(pence(money, "total", "gross, sure units alone", "p90"))
                .isEqualTo(all.sure().gross().p90());
        assertThat(pence(money, "total", "gross, all possible units", "p90"))
                .isEqualTo(all.possible().gross().p90());
        assertThat(pence(money, "total", "budget", "p50"))
                .isEqualTo(all.whole().budget().p50());
        all.byComponent().stream()
                .filter(one -> !one.key().equals(Estimate.OPTIMISM))
                .forEach(one -> assertThat(pence(money, "component", one.name(), "p50"))
                        .isEqualTo(one.gross().p50()));
        assertThat(pence(money, "component", "Allowance for optimism (not part of gross)", "p90"))
                .isEqualTo(all.allowance().gross().p90());
        for (String column : List.of("low", "likely", "high", "likely_if_possible", "high_if_possible", "mean")) {
            long gross = pence(money, "total", "gross", column);
            for (String table : List.of("sector", "region", "operator", "assetClass", "year")) {
                List<Map<String, String>> parts = money.stream()
                        .filter(row -> row.get("table").equals(table))
                        .toList();
                assertThat(parts.stream().mapToLong(row -> pence(row, column)).sum())
                        .as(table + " " + column)
                        .isCloseTo(gross, within((long) parts.size()));
            }
        }
    }

    private static long pence(List<Map<String, String>> rows, String table, String item, String column) {
        return rows.stream()
                .filter(row -> row.get("table").equals(table) && row.get("item").equals(item))
                .mapToLong(row -> pence(row, column))
                .sum();
    }

    private static long pence(Map<String, String> row, String column) {
        return new BigDecimal(row.get(column)).movePointRight(2).longValueExact();
    }

    @Test
    void theTornadoMovesOneNumberAtATimeAndTheLargestSwingComesFirst() {
        Worked worked = Worked.of("""
                ask now 2027 2027
                common failed 12 disposal 3 certification 60000 firmware 100000 overhead 12 bias 10 200
                kind hub S2 unit 45 visit 100 life 15
                hold hub year 2020 sure 1 possible 3
                """);
        worked.parameters.put("hub-unit", points("hub-unit", 40, 45, 62));
        worked.parameters.put("hub-visit", points("hub-visit", 90, 100, 110));
        // At their means (47, 100): 47 + 112 + 3 = 162; x 1.12 = 181.44. Of the unit at 40: 155 x 1.12; at 62: 177 x
        // 1.12.
        // Of the visit at 90: (47 + 100.80 + 3) x 1.12; at 110: (47 + 123.20 + 3) x 1.12.
        assertThat(worked.estimate().tornado())
                .extracting(Estimate.Swing::parameter, Estimate.Swing::low, Estimate.Swing::high)
                .containsExactly(
                        Tuple.tuple("identification", 18_144L, 54_432L),
                        Tuple.tuple("hub-visit", 16_890L, 19_398L),
                        Tuple.tuple("hub-unit", 17_360L, 19_824L));
    }

    @Test
    void anEstimateListsTheNumbersItRestsOnAndNoOthers() {
        String common = """
                ask now 2027 2027
                common failed 12 disposal 3 certification 60000 firmware 100000 overhead 12 bias 10 200
                kind hub S2 unit 45 visit 100 life 15
                kind terminal S2 unit 50 life 5
                kind meter S3 unit 80 visit 100 life 10
                """;
        List<String> bare = List.of("terminal-unit", Book.DISPOSAL, Book.OVERHEAD);
        assertThat(used(common + "hold terminal sure 1 possible 1")).containsExactlyInAnyOrderElementsOf(bare);
        assertThat(used(common + "hold hub sure 1 possible 1"))
                .contains(Book.FAILED_VISITS)
                .doesNotContain(Book.FIRMWARE);
        assertThat(used(common + "hold meter sure 1 possible 1")).contains(Book.FIRMWARE, Book.CERTIFICATION);
    }

    private static List<String> used(String text) {
        Worked worked = Worked.of(text);
        return Pricing.of(worked.question(), worked.book(), worked.held).gross(Extent.SURE).parameters().stream()
                .map(Parameter::key)
                .toList();
    }

    private static Parameter points(String key, double low, double likely, double high) {
        return new Parameter(
                key, key, low, likely, high, "per unit", 2025, "assumption", List.of(), "", "reference data", null);
    }

    @Test
    void replacingNothingCostsNothing() {
        Worked worked = invented(3);
        for (Option option : List.of(Option.LEAVE, Option.LIMIT_NEW)) {
            assertThat(estimate(worked, Slice.all(), option, 1_000).possible().gross())
                    .isEqualTo(new Spread(0, 0, 0, 0, 0));
        }
        worked.held.clear();
        Estimate nobody = estimate(worked, Slice.all(), Option.NOW, 1_000);
        assertThat(nobody.empty()).isTrue();
        assertThat(nobody.whole().gross()).isEqualTo(new Spread(0, 0, 0, 0, 0));
        assertThat(nobody.byYear()).isEmpty();
    }

    @RepeatedTest(12)
    void meansAgreeWithTheClosedForm(RepetitionInfo repetition) {
        Worked worked = invented(200 + repetition.getCurrentRepetition());
        Question question = question(Slice.all(), Option.BY_DATE, 100_000, 9);
        Pricing pricing = Pricing.of(question, worked.book(), worked.held);
        Estimate estimate = Estimator.price(question, pricing, (by, key) -> key);
        assertAgree(estimate.whole().gross().mean(), pricing.gross(Extent.EXPECTED));
        assertAgree(estimate.sure().gross().mean(), pricing.gross(Extent.SURE));
        assertAgree(estimate.possible().gross().mean(), pricing.gross(Extent.POSSIBLE));
        assertAgree(estimate.whole().broughtForward().mean(), pricing.broughtForward(Extent.EXPECTED));
        assertAgree(estimate.sure().broughtForward().mean(), pricing.broughtForward(Extent.SURE));
        assertAgree(estimate.possible().broughtForward().mean(), pricing.broughtForward(Extent.POSSIBLE));
    }

    private static void assertAgree(long mean, Bill bill) {
        double closed = bill.gross(Parameter::mean) * 100;
        assertThat((double) mean).isCloseTo(closed, within(closed * 0.005 + 1));
    }

    @Test
    void theSameSeedGivesTheSameDigitsOnAnyNumberOfThreads() throws Exception {
        Worked worked = invented(5);
        List<Estimate> answers = new ArrayList<>();
        for (int threads : new int[] {1, 2, 3, 7}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            answers.add(pool.submit(() -> estimate(worked, Slice.all(), Option.BY_DATE, 20_000))
                    .get());
            pool.shutdown();
        }
        assertThat(answers).allSatisfy(one -> assertThat(one).isEqualTo(answers.get(0)));
        // The digits themselves, so that another machine or release that draws otherwise is noticed.
        assertThat(answers.get(0).whole().gross())
                .isEqualTo(new Spread(4231416894L, 5464806090L, 6418211442L, 6945373763L, 5540249874L));
    }

    @Test
    void aDrawDependsOnSeedNamesAndItsNumberAlone() {
        Worked worked = invented(5);
        double[] all = drawn(worked, 2 * Simulation.BLOCK + 100, 9);
        assertThat(drawn(worked, 300, 9)).isEqualTo(Arrays.copyOf(all, 300));
        assertThat(drawn(worked, Simulation.BLOCK + 7, 9)).isEqualTo(Arrays.copyOf(all, Simulation.BLOCK + 7));
        assertThat(drawn(worked, 300, 10)).isNotEqualTo(Arrays.copyOf(all, 300));
        assertThat(Arrays.stream(all).distinct().count())
                .as("no block is another again")
                .isEqualTo(all.length);
    }

    private static double[] drawn(Worked worked, int draws, long seed) {
        Simulation simulation = new Simulation(worked.book().common(), draws, seed);
        Pricing.of(question(Slice.all(), Option.BY_DATE, draws, seed), worked.book(), worked.held)
                .lines()
                .forEach(line -> simulation.add(line, Map.of()));
        return simulation.run().gross();
    }
}
