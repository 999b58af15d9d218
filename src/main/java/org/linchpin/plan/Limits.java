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

    int years() {
        return pence.size();
    }
}
