package org.linchpin.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.linchpin.replacement.Work;

/** The rules that spend money, and what they work with, worked by hand. */
class RulesTests {

    private static final long NONE = Long.MAX_VALUE;

    private static Limits limits(List<Long> pence, List<Long> visits, List<Long> units) {
        return new Limits(2027, pence, visits, units);
    }

    private static Limits money(Long... pence) {
        List<Long> all = List.of(pence);
        return limits(all, Collections.nCopies(all.size(), 1_000_000L), Collections.nCopies(all.size(), NONE));
    }

    private static Work work(@Nullable Integer end, boolean sensitive, double weight, double kilowatts, double people) {
        return new Work(
                "op",
                "hub",
                "energy",
                null,
                sensitive,
                end,
                40,
                50,
                weight,
                kilowatts,
                people,
                1_000,
                1.12,
                new Work.Need("any", List.of()));
    }

    @Test
    void aTaskLastsUntilItsNaturalEndOrTheLastYear() {
        Limits five = money(1L, 1L, 1L, 1L, 1L);
        Work work = work(2029, false, 2.5, 0, 0);
        assertThat(Task.of(work, five, Objective.CRITICALITY)).isEqualTo(new Task(40, 1_000, 112, 250, 2));
        assertThat(Task.of(work(2026, false, 1, 0, 0), five, Objective.UNITS).lasts())
                .isZero();
        assertThat(Task.of(work(2027, false, 1, 0, 0), five, Objective.UNITS).lasts())
                .isZero();
        assertThat(Task.of(work(2045, false, 1, 0, 0), five, Objective.UNITS).lasts())
                .isEqualTo(5);
        assertThat(Task.of(work(null, false, 1, 0, 0), five, Objective.UNITS).lasts())
                .isEqualTo(5);
        Task task = new Task(40, 1_000, 112, 250, 2);
        assertThat(task.benefit(0)).isEqualTo(500);
        assertThat(task.benefit(1)).isEqualTo(250);
        assertThat(task.benefit(2)).isZero();
        assertThat(task.benefit(4)).isZero();
    }

    @Test
    void everyObjectiveWeighsByWhatItSays() {
        Work plain = work(2030, false, 3, 7, 20);
        Work sensitive = work(2030, true, 3, 7, 20);
        assertThat(Objective.CRITICALITY.weight(plain)).isEqualTo(3);
        assertThat(Objective.UNITS.weight(plain)).isEqualTo(1);
        assertThat(Objective.CAPACITY.weight(plain)).isEqualTo(7);
        assertThat(Objective.PEOPLE.weight(plain)).isEqualTo(20);
        assertThat(Objective.SENSITIVE.weight(plain)).isEqualTo(1);
        assertThat(Objective.SENSITIVE.weight(sensitive)).isEqualTo(100);
        for (Objective one : Objective.values()) {
            assertThat(Objective.of(one.key())).contains(one);
        }
        assertThat(Objective.of("glory")).isEmpty();
    }

    @Test
    void limitsHaveAPlaceAYear() {
        Limits limits = limits(List.of(100L, 201L), List.of(3L, 4L), List.of(NONE, 5L));
        assertThat(limits.years()).isEqualTo(2);
        assertThat(limits.atMost(7).units()).containsExactly(7L, 5L);
        assertThat(limits.withMoney(0.5).pence()).containsExactly(50L, 101L);
        assertThat(limits.withMoney(0.5).visits()).containsExactly(3L, 4L);
        assertThatThrownBy(() -> limits(List.of(1L), List.of(), List.of(1L))).hasMessageContaining("one place a year");
        assertThatThrownBy(() -> limits(List.of(1L), List.of(1L), List.of())).hasMessageContaining("one place a year");
    }

    @Test
    void greedTakesTheMostForTheMoneyFirstAndStopsAtEachLimit() {
        List<Task> tasks = List.of(
                new Task(10, 100, 100, 100, 2), // 2 a pound in the first year
                new Task(10, 50, 0, 100, 2), // 4 a pound
                new Task(10, 10, 0, 100, 1)); // 10 a pound, in the first year alone
        Schedule plan = Greedy.schedule(tasks, money(350L, 1_000L));
        // 10 x 10, then 5 x 50; next year 5 x 50 and 7 x 100.
        assertThat(plan.units()).isDeepEqualTo(new long[][] {{0, 7}, {5, 5}, {10, 0}});
        assertThat(plan.pence(tasks, 0)).isEqualTo(350);
        assertThat(plan.pence(tasks, 1)).isEqualTo(950);
        assertThat(plan.visits(tasks, 1)).isEqualTo(700);
        assertThat(plan.value(tasks)).isEqualTo(7 * 100 + 5 * 200 + 5 * 100 + 10 * 100);
        Schedule crews = Greedy.schedule(tasks, limits(List.of(10_000L, 0L), List.of(3L, 9L), List.of(NONE, NONE)));
        assertThat(crews.units()).isDeepEqualTo(new long[][] {{3, 0}, {10, 0}, {10, 0}});
        Schedule supply =
                Greedy.schedule(tasks, limits(List.of(10_000L, 10_000L), List.of(99L, 99L), List.of(12L, 4L)));
        assertThat(supply.units()).isDeepEqualTo(new long[][] {{0, 0}, {2, 4}, {10, 0}});
    }

    @Test
    void equalSharesGiveEveryTaskTheSamePartAndTheRestToWhomMostIsOwed() {
        List<Task> tasks =
                List.of(new Task(10, 100, 100, 100, 2), new Task(6, 100, 0, 500, 2), new Task(4, 100, 0, 100, 0));
        // 1,600 are needed, the third goes by itself. 500 pay for 5/16: 3.125 and 1.875 units; the fifth goes to the
        // second.
        Schedule plan = ProRata.schedule(tasks, money(500L, 100_000L));
        assertThat(plan.units()).isDeepEqualTo(new long[][] {{3, 7}, {2, 4}, {0, 0}});
        Schedule crews = ProRata.schedule(tasks, limits(List.of(10_000L), List.of(5L), List.of(NONE)));
        assertThat(crews.units()).isDeepEqualTo(new long[][] {{5}, {3}, {0}});
        Schedule supply = ProRata.schedule(tasks, limits(List.of(10_000L), List.of(99L), List.of(8L)));
        assertThat(supply.units()).isDeepEqualTo(new long[][] {{5}, {3}, {0}});
        // 2.49 and 1.50 units: what is left does not pay for another.
        assertThat(ProRata.schedule(tasks, money(399L)).units()).isDeepEqualTo(new long[][] {{2}, {1}, {0}});
    }

    @Test
    void nobodyPaysForWhatGoesByItselfAndNothingIsBoughtTwice() {
        List<Task> tasks =
                List.of(new Task(5, 100, 100, 100, 0), new Task(3, 100, 100, 100, 1), new Task(3, 100, 100, 100, 1));
        assertThat(Greedy.schedule(tasks, money(10_000L, 10_000L)).units())
                .isDeepEqualTo(new long[][] {{0, 0}, {3, 0}, {3, 0}});
        assertThat(ProRata.schedule(tasks, money(10_000L, 10_000L)).units())
                .isDeepEqualTo(new long[][] {{0, 0}, {3, 0}, {3, 0}});
        assertThat(Solver.schedule(tasks, money(10_000L, 10_000L), 0).units())
                .isDeepEqualTo(new long[][] {{0, 0}, {3, 0}, {3, 0}});
        // Half of each is 1.5; the one that is left goes to the first, and then money, crews or supply are at their
        // end.
        long[][] one = {{0}, {2}, {1}};
        assertThat(ProRata.schedule(tasks, money(300L)).units()).isDeepEqualTo(one);
        assertThat(ProRata.schedule(tasks, limits(List.of(10_000L), List.of(3L), List.of(NONE)))
                        .units())
                .isDeepEqualTo(one);
        assertThat(ProRata.schedule(tasks, limits(List.of(10_000L), List.of(9L), List.of(3L)))
                        .units())
                .isDeepEqualTo(one);
    }

    @RepeatedTest(20)
    void noPlanExceedsTheBoundAndTheBoundIsNearTheBest(RepetitionInfo repetition) {
        Random random = new Random(700 + repetition.getCurrentRepetition());
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            tasks.add(new Task(
                    1 + random.nextInt(500),
                    1_000 + random.nextInt(20_000),
                    random.nextInt(200),
                    100L * (1 + random.nextInt(5)),
                    random.nextInt(5)));
        }
        Limits limits = limits(
                Collections.nCopies(4, 1_000_000L + random.nextInt(9_000_000)),
                Collections.nCopies(4, 50L + random.nextInt(500)),
                Collections.nCopies(4, random.nextBoolean() ? NONE : 100 + random.nextInt(500)));
        double bound = Relaxation.bound(tasks, limits);
        Schedule best = Solver.schedule(tasks, limits, 0.000_5);
        assertThat((double) best.value(tasks)).isLessThanOrEqualTo(bound);
        assertThat((double) Greedy.schedule(tasks, limits).value(tasks)).isLessThanOrEqualTo(bound);
        assertThat((double) ProRata.schedule(tasks, limits).value(tasks)).isLessThanOrEqualTo(bound);
        // Units cut in parts can make up for no more than a unit of the dearest in each year and limit.
        assertThat((double) best.value(tasks)).isCloseTo(bound, within(bound * 0.02 + 20_000));
    }

    @Test
    void theBoundOfWhatCanBeBoughtWholeIsExact() {
        List<Task> tasks = List.of(new Task(10, 100, 0, 100, 2), new Task(10, 50, 0, 100, 2));
        // All ten of the cheaper and five of the dearer, each two years long.
        assertThat(Relaxation.bound(tasks, money(1_000L, 0L))).isCloseTo(15 * 200, within(0.01));
        assertThat(Relaxation.bound(tasks, money(0L, 0L))).isCloseTo(0, within(1e-9));
        assertThat(Relaxation.bound(List.of(), money(5L))).isCloseTo(0, within(1e-9));
    }
}
