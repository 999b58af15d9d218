package org.linchpin.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.linchpin.plan.Planned.Exposed;
import org.linchpin.plan.Planned.Rule;
import org.linchpin.plan.Planned.Worth;
import org.linchpin.replacement.Work;

/** What a plan says of itself, worked by hand. */
class PlannerTests {

    private static Work work(@Nullable Integer end, long units, double possible, double weight, long pence) {
        return new Work(
                "op",
                "hub",
                "energy",
                null,
                weight >= 4,
                end,
                units,
                possible,
                weight,
                0,
                0,
                pence,
                1,
                new Work.Need("any", List.of()));
    }

    private static Limits limits(int years, long pence) {
        return new Limits(
                2027,
                Collections.nCopies(years, pence),
                Collections.nCopies(years, 1_000_000L),
                Collections.nCopies(years, Long.MAX_VALUE));
    }

    /** 10 critical ones that stay, 20 that go by themselves in 2028, 5 that are overdue, 7 of unknown age of which 3 more may be. */
    private static Planned planned(long pence) {
        List<Work> works = List.of(
                work(2040, 10, 10, 5, 1_000),
                work(2028, 20, 20, 1, 1_000),
                work(2020, 5, 5, 1, 1_000),
                work(null, 7, 10, 1, 1_000));
        return new Planner(works, limits(3, pence), Objective.CRITICALITY).plan(2025, null, 0);
    }

    @Test
    void aPlanExchangesWhatStaysAndCountsWhatGoesByItself() {
        Planned plan = planned(6_000);
        assertThat(plan.before()).isEqualTo(new Exposed(42, 45, 82));
        assertThat(plan.years()).extracting(Planned.Year::year).containsExactly(2027, 2028, 2029);
        assertThat(plan.notes()).isNotEmpty();
        assertThat(plan.years()).extracting(Planned.Year::replaced).containsExactly(6L, 6L, 5L);
        assertThat(plan.years()).extracting(Planned.Year::spent).containsExactly(6_000L, 6_000L, 5_000L);
        assertThat(plan.years()).extracting(Planned.Year::visits).containsExactly(6.0, 6.0, 5.0);
        assertThat(plan.years()).extracting(Planned.Year::ended).containsExactly(5L, 20L, 0L);
        assertThat(plan.years())
                .extracting(Planned.Year::left)
                // After 2027: 4 critical, 20, none overdue, 7 (and 3). After 2028: 5 of unknown age. After 2029 the 3
                // alone may be.
                .containsExactly(new Exposed(31, 34, 47), new Exposed(5, 8, 5), new Exposed(0, 3, 0));
        assertThat(plan.programme())
                .extracting(Planned.Step::year, Planned.Step::units, Planned.Step::cost, Planned.Step::sensitive)
                .containsExactly(
                        Tuple.tuple(2027, 6L, 6_000L, true),
                        Tuple.tuple(2028, 4L, 4_000L, true),
                        Tuple.tuple(2028, 2L, 2_000L, false),
                        Tuple.tuple(2029, 5L, 5_000L, false));
        // 6 x 5 x 3 + 4 x 5 x 2 + 2 x 2 + 5 x 1
        Rule best = plan.rule("plan");
        assertThat(best.removedUnitYears()).isEqualTo(139);
        assertThat(best.spent()).isEqualTo(17_000);
        assertThat(best.replaced()).isEqualTo(17);
        assertThat(best.perThousandPounds()).isCloseTo(139 * 1_000 / 170.0, within(1e-9));
        assertThat(best.sureLeft()).containsExactly(31.0, 5.0, 0.0);
        assertThat(plan.weightedIfNothing()).containsExactly(77.0, 57.0, 57.0);
        assertThat(plan.gap()).isZero();
        assertThat(plan.boundUnitYears()).isEqualTo(139);
    }

    @Test
    void aPlanIsComparedWithOtherRulesAndWithTheMostThereIs() {
        Planned plan = planned(6_000);
        assertThat(plan.comparison()).extracting(Rule::rule).containsExactly("plan", "greedy", "pro_rata");
        double equal = plan.rule("pro_rata").perThousandPounds();
        assertThat(plan.timesProRata()).isCloseTo(plan.rule("plan").perThousandPounds() / equal, within(1e-12));
        assertThat(plan.mostTimesProRata())
                .as("proved best, so it is the most")
                .isCloseTo(plan.timesProRata(), within(1e-9));
        assertThat(plan.otherBudgets()).extracting(Worth::times).containsExactly(0.25, 0.5, 1.0, 2.0, 4.0);
        assertThat(plan.otherBudgets())
                .extracting(Worth::budget)
                .containsExactly(4_500L, 9_000L, 18_000L, 36_000L, 72_000L);
        // What needs exchanging: all but the overdue.
        assertThat(plan.otherBudgets())
                .extracting(Worth::partOfNeed)
                .containsExactly(
                        4_500 / 37_000.0, 9_000 / 37_000.0, 18_000 / 37_000.0, 36_000 / 37_000.0, 72_000 / 37_000.0);
        Worth asked = plan.otherBudgets().get(2);
        assertThat(asked.proRataPerThousandPounds()).isCloseTo(equal, within(1e-9));
        assertThat(asked.perThousandPounds()).isCloseTo(plan.rule("plan").perThousandPounds(), within(1e-9));
        assertThat(asked.mostTimesProRata()).isCloseTo(plan.mostTimesProRata(), within(1e-9));
        assertThat(asked.timesProRata()).isCloseTo(asked.perThousandPounds() / equal, within(1e-12));
        assertThat(asked.mostTimesProRata()).isGreaterThanOrEqualTo(asked.timesProRata());
    }

    @Test
    void theStepsOfAYearBeginWithTheDearest() {
        List<Work> works = List.of(work(2040, 2, 2, 1, 1_000), work(2041, 5, 5, 1, 1_000), work(2042, 3, 3, 1, 1_000));
        Planned plan = new Planner(works, limits(1, 100_000), Objective.UNITS).plan(2025, null, 0);
        assertThat(plan.programme()).extracting(Planned.Step::cost).containsExactly(5_000L, 3_000L, 2_000L);
    }

    @Test
    void whereNothingIsNeededNothingIsClaimed() {
        Planned overdue =
                new Planner(List.of(work(2020, 5, 5, 1, 1_000)), limits(2, 5_000), Objective.UNITS).plan(2025, null, 0);
        assertThat(overdue.rule("plan").spent()).isZero();
        assertThat(overdue.timesProRata()).isZero();
        assertThat(overdue.mostTimesProRata()).isZero();
        assertThat(overdue.gap()).isZero();
        assertThat(overdue.otherBudgets()).allSatisfy(one -> {
            assertThat(one.partOfNeed()).isZero();
            assertThat(one.timesProRata()).isZero();
            assertThat(one.mostTimesProRata()).isZero();
        });
        Planned nobody = new Planner(List.of(), limits(2, 5_000), Objective.UNITS).plan(2025, null, 0);
        assertThat(nobody.before()).isEqualTo(new Exposed(0, 0, 0));
        assertThat(nobody.programme()).isEmpty();
    }

    @RepeatedTest(10)
    void noBudgetMakesAPlanBetterThanTheMostThereIs(RepetitionInfo repetition) {
        Random random = new Random(900 + repetition.getCurrentRepetition());
        List<Work> works = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            works.add(work(
                    random.nextInt(4) == 0 ? null : Integer.valueOf(2026 + random.nextInt(9)),
                    random.nextInt(300),
                    300 + random.nextInt(50),
                    1 + random.nextInt(5),
                    500 + random.nextInt(20_000)));
        }
        Planned plan = new Planner(works, limits(5, 100_000L + random.nextInt(5_000_000)), Objective.CRITICALITY)
                .plan(2025, null, Solver.GAP);
        assertThat(plan.timesProRata()).isLessThanOrEqualTo(plan.mostTimesProRata());
        assertThat(plan.gap()).isBetween(0.0, 0.005);
        assertThat(plan.rule("plan").removedUnitYears())
                .isCloseTo((1 - plan.gap()) * plan.boundUnitYears(), within(1e-6));
        assertThat(plan.otherBudgets())
                .allSatisfy(one -> assertThat(one.timesProRata()).isLessThanOrEqualTo(one.mostTimesProRata()));
        double left = plan.before().sure();
        for (Planned.Year year : plan.years()) {
            left -= year.replaced() + year.ended();
            assertThat(year.left().sure()).isCloseTo(left, within(1e-9));
            assertThat(year.left().possible())
                    .isGreaterThanOrEqualTo(year.left().sure());
        }
    }
}
