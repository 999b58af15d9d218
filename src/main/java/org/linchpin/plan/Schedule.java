package org.linchpin.plan;

import java.util.List;

/**
 * How many units of each task are exchanged in each year.
 *
 * @param units by task and year
 * @param bound what no schedule can exceed, in hundredths of weighted unit-years; the value itself where it is exact, and the
 *     largest long where nothing is known
 */
record Schedule(long[][] units, long bound) {

    /** What it takes away: hundredths of weighted unit-years. */
    long value(List<Task> tasks) {
        long value = 0;
        for (int task = 0; task < units.length; task++) {
            for (int year = 0; year < units[task].length; year++) {
                value += units[task][year] * tasks.get(task).benefit(year);
            }
        }
        return value;
    }

    long pence(List<Task> tasks, int year) {
        long pence = 0;
        for (int task = 0; task < units.length; task++) {
            pence += units[task][year] * tasks.get(task).pence();
        }
        return pence;
    }

    long visits(List<Task> tasks, int year) {
        long visits = 0;
        for (int task = 0; task < units.length; task++) {
            visits += units[task][year] * tasks.get(task).visits();
        }
        return visits;
    }
}
