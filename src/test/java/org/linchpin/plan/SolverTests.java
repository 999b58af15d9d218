package org.linchpin.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SolverTests {

    private static Limits limits(List<Long> pence, List<Long> visits) {
        return new Limits(2027, pence, visits, Collections.nCopies(pence.size(), Long.MAX_VALUE));
    }

    /** Tries every schedule there is. */
    private static long brute(List<Task> tasks, Limits limits, long[][] units, int place) {
        int years = limits.years();
        if (place == tasks.size() * years) {
            Schedule schedule = new Schedule(units, Long.MAX_VALUE);
            return keeps(schedule, tasks, limits) ? schedule.value(tasks) : -1;
        }
        int task = place / years;
        int year = place % years;
        long best = -1;
        for (long many = 0; many <= tasks.get(task).units(); many++) {
            units[task][year] = many;
            best = Math.max(best, brute(tasks, limits, units, place + 1));
        }
        units[task][year] = 0;
        return best;
    }

    private static boolean keeps(Schedule schedule, List<Task> tasks, Limits limits) {
        for (int task = 0; task < tasks.size(); task++) {
            long sum = 0;
            for (long many : schedule.units()[task]) {
                sum += many;
                if (many < 0) {
                    return false;
                }
            }
            if (sum > tasks.get(task).units()) {
                return false;
            }
        }
        for (int year = 0; year < limits.years(); year++) {
            if (schedule.pence(tasks, year) > limits.pence().get(year)
                    || schedule.visits(tasks, year) > limits.visits().get(year) * 100) {
                return false;
            }
        }
        return true;
    }

    private static List<Task> tasks(Random random, int many, int units, int years) {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            tasks.add(new Task(
                    1 + random.nextInt(units),
                    1_000 + random.nextInt(50_000),
                    random.nextInt(4) == 0 ? 0 : 100 + random.nextInt(20),
                    100 * (1 + random.nextInt(5)),
                    random.nextInt(years + 1)));
        }
        return tasks;
    }

    @RepeatedTest(40)
    void smallCasesAgreeWithTryingEverything(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Task> tasks = tasks(random, 1 + random.nextInt(4), 3, 2);
        Limits limits = limits(
                List.of((long) random.nextInt(150_000), (long) random.nextInt(150_000)),
                List.of((long) random.nextInt(6), (long) random.nextInt(6)));
        Schedule best = Solver.schedule(tasks, limits, 0);
        assertThat(keeps(best, tasks, limits)).isTrue();
        assertThat(best.value(tasks)).isEqualTo(brute(tasks, limits, new long[tasks.size()][2], 0));
        assertThat(best.bound()).isEqualTo(best.value(tasks));
    }

    @RepeatedTest(20)
    void neitherGreedNorEqualSharesDoBetterAndAllKeepTheLimits(RepetitionInfo repetition) {
        Random random = new Random(50 + repetition.getCurrentRepetition());
        List<Task> tasks = tasks(random, 30, 2_000, 5);
        Limits limits = limits(
                Collections.nCopies(5, 10_000_000L + random.nextInt(100_000_000)),
                Collections.nCopies(5, 500L + random.nextInt(5_000)));
        Schedule best = Solver.schedule(tasks, limits, Solver.GAP);
        for (Schedule other : List.of(Greedy.schedule(tasks, limits), ProRata.schedule(tasks, limits))) {
            assertThat(keeps(other, tasks, limits)).isTrue();
            assertThat(best.value(tasks)).isGreaterThanOrEqualTo(other.value(tasks));
        }
        assertThat(keeps(best, tasks, limits)).isTrue();
        assertThat(best.bound()).isGreaterThanOrEqualTo(best.value(tasks));
        assertThat(best.bound() - best.value(tasks)).isLessThanOrEqualTo((long) (best.bound() * 0.005));
    }

    @RepeatedTest(15)
    void moreBudgetNeverLeavesMoreExposure(RepetitionInfo repetition) {
        Random random = new Random(100 + repetition.getCurrentRepetition());
        List<Task> tasks = tasks(random, 6, 50, 3);
        long before = -1;
        for (long budget = 0; budget <= 3_000_000; budget += 500_000) {
            long value = Solver.schedule(tasks, limits(Collections.nCopies(3, budget), Collections.nCopies(3, 100L)), 0)
                    .value(tasks);
            assertThat(value).isGreaterThanOrEqualTo(before);
            before = value;
        }
    }

    @Test
    void theSameTasksGiveTheSameSchedule() {
        List<Task> tasks = tasks(new Random(9), 200, 5_000, 8);
        Limits limits = limits(Collections.nCopies(8, 500_000_000L), Collections.nCopies(8, 20_000L));
        Schedule once = Solver.schedule(tasks, limits, Solver.GAP);
        Schedule again = Solver.schedule(tasks, limits, Solver.GAP);
        assertThat(again.units()).isDeepEqualTo(once.units());
    }
}
