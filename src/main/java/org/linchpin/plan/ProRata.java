package org.linchpin.plan;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Every year's money is shared out in proportion to what is still needed, so that all get the same part of it: how programmes
 * are funded that cannot choose. The same part of every task's units is exchanged, as far as money, crews and supply reach;
 * what weighs nothing gets nothing.
 */
final class ProRata {

    private ProRata() {}

    static Schedule schedule(List<Task> tasks, Limits limits) {
        long[][] planned = new long[tasks.size()][limits.years()];
        long[] left = tasks.stream().mapToLong(Task::units).toArray();
        for (int year = 0; year < limits.years(); year++) {
            double pence = 0;
            double visits = 0;
            double units = 0;
            for (int task = 0; task < left.length; task++) {
                long there = tasks.get(task).benefit(year) > 0 ? left[task] : 0;
                pence += (double) there * tasks.get(task).pence();
                visits += (double) there * tasks.get(task).visits();
                units += there;
            }
            double part = Math.min(1, limits.pence().get(year) / Math.max(1, pence));
            part = Math.min(part, limits.visits().get(year) * 100.0 / Math.max(1, visits));
            part = Math.min(part, limits.units().get(year) / Math.max(1, units));
            share(tasks, limits, left, planned, year, part);
        }
        return new Schedule(planned, Long.MAX_VALUE);
    }

    /** Whole units first, then one more each where most of one is owed, as far as the limits reach (largest remainders). */
    private static void share(List<Task> tasks, Limits limits, long[] left, long[][] planned, int year, double part) {
        long pence = limits.pence().get(year);
        long visits = limits.visits().get(year) * 100;
        long units = limits.units().get(year);
        double[] owed = new double[left.length];
        for (int task = 0; task < left.length; task++) {
            Task one = tasks.get(task);
            if (one.benefit(year) > 0) {
                double share = left[task] * part;
                long whole = (long) share;
                owed[task] = whole < left[task] ? share - whole : 0;
                planned[task][year] = whole;
                pence -= whole * one.pence();
                visits -= whole * one.visits();
                units -= whole;
            }
        }
        List<Integer> most = IntStream.range(0, left.length)
                .filter(task -> owed[task] > 0)
                .boxed()
                .sorted(Comparator.comparing((Integer task) -> -owed[task]))
                .toList();
        for (int task : most) {
            Task one = tasks.get(task);
            if (units >= 1 && pence >= one.pence() && visits >= one.visits()) {
                planned[task][year]++;
                pence -= one.pence();
                visits -= one.visits();
                units--;
            }
        }
        for (int task = 0; task < left.length; task++) {
            left[task] -= planned[task][year];
        }
    }
}
