package org.linchpin.plan;

import org.linchpin.replacement.Work;

/**
 * A work as the rules of a plan see it: whole numbers alone.
 *
 * @param units how many there are
 * @param pence what one costs
 * @param visits how many hundredths of a visit one takes
 * @param weight hundredths of what one weighs
 * @param lasts for how many years of the plan they would stay without it; a unit exchanged in year y (from 0) takes away
 *     {@code lasts - y} years of exposure
 */
record Task(long units, long pence, long visits, long weight, int lasts) {

    /** Of the last unit-year that a plan can take away. */
    long benefit(int year) {
        return Math.max(0, lasts - year) * weight;
    }

    static Task of(Work work, Limits limits, Objective objective) {
        Integer end = work.naturalEnd();
        int horizon = limits.years();
        int lasts = end == null ? horizon : Math.max(0, Math.min(horizon, end - limits.start()));
        return new Task(
                work.units(),
                Math.max(1, work.pence()),
                Math.round(work.visits() * 100),
                Math.round(objective.weight(work) * 100),
                lasts);
    }
}
