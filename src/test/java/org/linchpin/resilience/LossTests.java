package org.linchpin.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.linchpin.exposure.Concentration;
import org.linchpin.exposure.Interval;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.ModuleOffers.Offer;
import org.linchpin.inventory.Reckoning;
import org.linchpin.inventory.Reckoning.Candidate;
import org.linchpin.inventory.Reckoning.Line;
import org.linchpin.inventory.Reckoning.Statement;

class LossTests {

    private static Line line(String outcome, double amount, Candidate... candidates) {
        return new Line("", 1, Map.of("model", "M"), "", outcome, "because", List.of(candidates), amount);
    }

    private static Candidate of(String holder, @Nullable String family, @Nullable String generation) {
        return new Candidate(holder, holder, family, "", generation, "B", "named", "because", List.of());
    }

    private static Reckoning reckoning(List<Line> lines) {
        Map<String, Statement> statements = new LinkedHashMap<>();
        for (String key : List.of("a", "b", "c")) {
            statements.put(key, new Statement(key, key, key, key.equals("c") ? "CC" : "AA", key));
        }
        return new Reckoning(lines, statements);
    }

    private static Offer offer(String family, String holder, String form, String radio, boolean listed) {
        return new Offer(
                family,
                family,
                holder,
                "4G",
                radio,
                form,
                "high",
                holder,
                holder,
                holder.equals("c") ? "CC" : "AA",
                "active",
                listed);
    }

    @Test
    void theLossIsSureForWhatIsTheirsAndPossibleForWhatMayBe() {
        Reckoning reckoning = reckoning(List.of(
                line("certain", 40, of("a", null, null)),
                line("ambiguous", 10, of("a", null, null), of("b", null, null)),
                line("certain", 20, of("b", null, null)),
                line("unknown", 30),
                line("none", 1000)));
        assertThat(Loss.without(reckoning, Dimension.CONTROLLER, Set.of("a"))).isEqualTo(new Interval(0.40, 0.80));
        assertThat(Loss.without(reckoning, Dimension.CONTROLLER, Set.of("a", "b")))
                .isEqualTo(new Interval(0.70, 1.0));
    }

    /** Every way the open units could be is tried: the test may call neither a sector safe that is not, nor the reverse. */
    @Test
    void equipmentWhoseMakerNobodySaidMayBeAnybodysAndIsNoMakers() {
        Reckoning reckoning = reckoning(List.of(made("Acme", 60), made("", 40)));
        assertThat(Loss.without(reckoning, Dimension.MAKER, Set.of("Acme"))).isEqualTo(new Interval(0.60, 1.0));
        assertThat(reckoning.tally(Dimension.MAKER, key -> key).counts())
                .extracting(count -> count.key() + " " + count.sure() + " " + count.possible())
                .containsExactly("Acme 60.0 100.0");
    }

    private static Line made(String maker, double amount) {
        return new Line("", 1, Map.of("model", "M"), maker, "unknown", "because", List.of(), amount);
    }

    @RepeatedTest(60)
    void theNMinusOneTestAgreesWithEveryWayTheUnknownCouldBe(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        String[] keys = {"a", "b", "c"};
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            lines.add(
                    switch (random.nextInt(3)) {
                        case 0 -> line("unknown", 1);
                        case 1 -> line("ambiguous", 1, of("a", null, null), of("b", null, null));
                        default -> line("certain", 1 + random.nextInt(3), of(keys[random.nextInt(3)], null, null));
                    });
        }
        Reckoning reckoning = reckoning(lines);
        Concentration all = Concentration.of(reckoning.tally(Dimension.CONTROLLER, key -> key), true);
        if (all == null) {
            return;
        }
        double tolerable = (1 + random.nextInt(9)) / 10.0 + 0.003;
        int[] worlds = new int[2];
        count(lines, 0, new double[9], Loss.total(reckoning), tolerable, worlds);
        Loss.Verdict verdict = Loss.Verdict.of(all, tolerable);
        if (verdict == Loss.Verdict.HOLDS) {
            assertThat(worlds[1]).as("worlds that fail").isZero();
        } else if (verdict == Loss.Verdict.FAILS) {
            assertThat(worlds[0]).as("worlds that hold").isZero();
        } else {
            assertThat(worlds[1]).as("worlds that fail").isPositive();
        }
    }

    /** Counts the worlds in which the test holds and in which it fails; places from 3 on are makers nobody knows. */
    private static void count(List<Line> lines, int next, double[] sums, double total, double tolerable, int[] worlds) {
        if (next == lines.size()) {
            double largest = Arrays.stream(sums).max().orElse(0);
            worlds[largest / total <= tolerable ? 0 : 1]++;
            return;
        }
        Line line = lines.get(next);
        int[] places = switch (line.outcome()) {
            case "unknown" -> new int[] {0, 1, 2, 3 + next};
            case "ambiguous" -> new int[] {0, 1};
            default -> new int[] {"abc".indexOf(line.candidates().get(0).vendor())};
        };
        for (int place : places) {
            sums[place] += line.amount();
            count(lines, next + 1, sums, total, tolerable, worlds);
            sums[place] -= line.amount();
        }
    }

    @Test
    void alternativesAreOfTheSameFormAndRadioClassOfSomebodyElseAndOnNoList() {
        List<Offer> offers = List.of(
                offer("a4", "a", "M.2", "LTE Cat 4", false),
                offer("b4", "b", "M.2", "LTE Cat 4", false),
                offer("b4 soldered", "b", "LCC/LGA soldered", "LTE Cat 4", false),
                offer("c4", "c", "M.2 socket", "LTE Cat 4", false),
                offer("c4 listed", "d", "M.2", "LTE Cat 4", true),
                offer("a1", "a", "M.2", "LTE Cat 1bis", false));
        Reckoning reckoning = reckoning(List.of(
                line("certain", 6, of("a", "a4", "4G")),
                line("certain", 3, of("a", "a1", "4G")),
                line("certain", 1, of("a", null, null)),
                line("unknown", 90)));
        Loss.Substitutes substitutes = Loss.substitutes(reckoning, Dimension.CONTROLLER, "a", "AA", offers);
        assertThat(substitutes.locked().low()).isEqualTo(0.3, within(1e-9));
        assertThat(substitutes.locked().high()).isEqualTo(0.4, within(1e-9));
        assertThat(substitutes.kinds().get(0).names()).containsExactly("b", "c");
        assertThat(substitutes.kinds().get(0).makers().keySet()).containsExactly("b", "c");
        assertThat(substitutes.kinds().get(0).elsewhere()).isEqualTo(1);
        assertThat(substitutes.kinds().get(1).names()).isEmpty();
    }

    @Test
    void whatMustBeVisitedAnywayIsSureOnlyWhereEveryCandidateIsOfThatGeneration() {
        Reckoning reckoning = reckoning(List.of(
                line("certain", 5, of("a", "old", "2G")),
                line("ambiguous", 3, of("a", "old", "2G"), of("a", "new", "4G")),
                line("certain", 2, of("a", null, null))));
        assertThat(Loss.share(
                        reckoning,
                        Dimension.GENERATION,
                        Set.of("2G"),
                        Loss.surelyOf(reckoning, Dimension.CONTROLLER, "a"),
                        10))
                .isEqualTo(new Interval(0.5, 1.0));
    }
}
