package org.linchpin.disclosure;

import java.util.Arrays;
import java.util.Collection;

/**
 * Whether a sum of contributions can be told: enough contribute, it is large enough, and nobody who contributes comes near
 * another's contribution by taking its own away (the p % rule of official statistics).
 *
 * @param operators how many must contribute
 * @param units how large the sum must be
 * @param margin which part of the largest contribution all but the two largest must make up
 */
record Threshold(int operators, double units, double margin) {

    boolean passes(Collection<Double> contributions) {
        double[] sizes = sizes(contributions);
        return even(sizes) && Arrays.stream(sizes).sum() >= units;
    }

    /** The same of changes, whichever their direction and however small. */
    boolean passesAsChange(Collection<Double> changes) {
        return even(sizes(changes));
    }

    private boolean even(double[] sizes) {
        int count = sizes.length;
        if (count < operators) {
            return false;
        }
        double rest = 0;
        for (int i = 0; i < count - 2; i++) {
            rest += sizes[i];
        }
        return rest >= margin * sizes[count - 1];
    }

    private static double[] sizes(Collection<Double> amounts) {
        return amounts.stream()
                .mapToDouble(Math::abs)
                .filter(amount -> amount > 0)
                .sorted()
                .toArray();
    }
}
