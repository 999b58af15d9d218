package org.linchpin.plan;

import java.util.List;

/**
 * Every year's money is shared out in proportion to what is still needed, so that all get the same part of it: how programmes
 * are funded that cannot choose. The same part of every task's units is exchanged, as far as money, crews and supply reach.
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
                long there = tasks.get(task).lasts() > year ? left[task] : 0;
                pence += (double) there * tasks.get(task).pence();
                visits += (double) there * tasks.get(task).visits();
                units += there;
            }
            double part = Math.min(1, limits.pence().get(year) / Math.max(1, pence));
            part = Math.min(part, limits.visits().get(year) * 100.0 / Math.max(1, visits));
            part = Math.min(part, limits.units().get(year) / Math.max(1, units));
            for (int task = 0; task < left.length; task++) {
                if (tasks.get(task).lasts() > year) {
                    planned[task][year] = (long) (left[task] * part);
                    left[task] -= planned[task][year];
                }
            }
        }
        return new Schedule(planned, Long.MAX_VALUE);
    }
}
