package org.linchpin.replacement;

import java.util.TreeMap;
import org.linchpin.inventory.Holdings.Holding;

/**
 * A holding with what decides its cost.
 *
 * @param years shares of its units by the year in which they are replaced
 * @param early the part of a unit's cost that is only brought forward, over all those years
 * @param share of the units that may be affected and are not surely so, the part that is expected to be
 * @param sure its surely affected units, and its part of the designs to be certified if those alone are affected
 * @param open what comes on top if all that may be affected are
 */
record Line(
        Holding held, Rate rate, TreeMap<Integer, Double> years, double early, double share, Count sure, Count open) {

    /**
     * Units and host designs. A design is certified once; its owners share that by their units, so that a part of a design is
     * a fraction.
     */
    record Count(double units, double designs) {

        static final Count NONE = new Count(0, 0);

        Count plus(Count more, double times) {
            return new Count(units + more.units * times, designs + more.designs * times);
        }
    }
}
