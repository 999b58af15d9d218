package org.linchpin.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * 1,000 groups over 10 years with a yearly budget and crews: time and gap, beside a greedy rule and equal shares.
 * {@code ./mvnw -Pbench test -Dtest=PlanBench}; a small form to see that it runs: {@code -Dworks=50}.
 */
class PlanBench {

    private static final int GROUPS = Integer.getInteger("works", 1_000);
    private static final int YEARS = 10;

    @Test
    void plans() {
        Random random = new Random(1);
        List<Task> tasks = new ArrayList<>();
        double all = 0;
        for (int i = 0; i < GROUPS; i++) {
            Task task = new Task(
                    100 + random.nextInt(60_000),
                    5_000 + random.nextInt(200_000),
                    random.nextInt(5) == 0 ? 0 : 112,
                    100L * (1 + random.nextInt(5)),
                    1 + random.nextInt(YEARS));
            tasks.add(task);
            all += (double) task.units() * task.pence();
        }
        long budget = (long) (all * 0.04);
        Limits limits = new Limits(
                2027,
                Collections.nCopies(YEARS, budget),
                Collections.nCopies(YEARS, 1_200_000L),
                Collections.nCopies(YEARS, Long.MAX_VALUE));
        Solver.schedule(tasks.subList(0, 20), limits, Solver.GAP);
        for (int round = 0; round < 3; round++) {
            long begun = System.nanoTime();
            Schedule best = Solver.schedule(tasks, limits, Solver.GAP);
            double seconds = (System.nanoTime() - begun) / 1e9;
            Schedule greedy = Greedy.schedule(tasks, limits);
            Schedule equal = ProRata.schedule(tasks, limits);
            double gap = 1 - (double) best.value(tasks) / best.bound();
            System.out.printf(
                    Locale.UK,
                    "PlanBench: %,d groups x %d years: %.2f s (target 5), gap %.4f %% (target 0.5); greedy %.2f %% below, equal shares %.2f %% below the bound%n",
                    GROUPS,
                    YEARS,
                    seconds,
                    100 * gap,
                    100 * (1 - (double) greedy.value(tasks) / best.bound()),
                    100 * (1 - (double) equal.value(tasks) / best.bound()));
            assertThat(gap).isLessThanOrEqualTo(0.005);
        }
    }
}
