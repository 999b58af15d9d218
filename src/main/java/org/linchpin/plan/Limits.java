package org.linchpin.plan;

import java.util.List;

/**
 * What a programme may use, a place a year from {@code start} on.
 *
 * @param pence the budget
 * @param visits how many visits crews can make
 * @param units how many new units suppliers can deliver; {@link Long#MAX_VALUE} where no limit is known
 */
record Limits(int start, List<Long> pence, List<Long> visits, List<Long> units) {

    Limits {
        if (pence.size() != visits.size() || pence.size() != units.size()) {
            throw new IllegalArgumentException("one place a year in each list");
        }
    }

    /** No more units a year than that. */
    Limits atMost(long unitsAYear) {
        return new Limits(
                start,
                pence,
                visits,
                units.stream().map(some -> Math.min(some, unitsAYear)).toList());
    }

    /** So many times the money. */
    Limits withMoney(double times) {
        return new Limits(
                start, pence.stream().map(some -> Math.round(some * times)).toList(), visits, units);
    }

    int years() {
        return pence.size();
    }
}
