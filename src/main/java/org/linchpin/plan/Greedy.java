package org.linchpin.plan;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Year by year, whatever takes most exposure away for the money first. */
final class Greedy {

    private final List<Task> tasks;
    private final Limits limits;
    private final long[][] planned;
    private final long[] left;

    private Greedy(List<Task> tasks, Limits limits) {
        this.tasks = tasks;
        this.limits = limits;
        this.planned = new long[tasks.size()][limits.years()];
        this.left = tasks.stream().mapToLong(Task::units).toArray();
    }

    static Schedule schedule(List<Task> tasks, Limits limits) {
        Greedy greedy = new Greedy(tasks, limits);
        for (int year = 0; year < limits.years(); year++) {
            greedy.year(year);
        }
        return new Schedule(greedy.planned, Long.MAX_VALUE);
    }

    private void year(int year) {
        long pence = limits.pence().get(year);
        long visits = limits.visits().get(year) * 100;
        long units = limits.units().get(year);
        List<Integer> order = IntStream.range(0, tasks.size())
                .filter(task -> tasks.get(task).benefit(year) > 0)
                .boxed()
                .sorted(Comparator.comparing(
                        (Integer task) -> -(double) tasks.get(task).benefit(year)
                                / tasks.get(task).pence()))
                .toList();
        for (int task : order) {
            Task one = tasks.get(task);
            long many = Math.min(Math.min(left[task], units), pence / one.pence());
            if (one.visits() > 0) {
                many = Math.min(many, visits / one.visits());
            }
            planned[task][year] = many;
            left[task] -= many;
            pence -= many * one.pence();
            visits -= many * one.visits();
            units -= many;
        }
    }
}
