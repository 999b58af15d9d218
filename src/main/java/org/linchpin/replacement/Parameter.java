package org.linchpin.replacement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number that an estimate rests on: three points, and how well they are known.
 *
 * @param key its name in {@code cost_parameters.csv} and in the API
 * @param what what it measures, in words
 * @param low the least to expect
 * @param likely the likeliest; where no source gives one, the middle
 * @param high the most to expect
 * @param unit what it counts
 * @param grade evidence, evidence-weak, assumption or recall; own where the asker gave it
 */
public record Parameter(
        String key,
        String what,
        double low,
        double likely,
        double high,
        String unit,
        @Nullable Integer priceYear,
        String grade,
        List<String> sources,
        String basis) {

    public Parameter {
        if (!(low <= likely && likely <= high)) {
            throw new IllegalArgumentException(key + ": " + low + ", " + likely + ", " + high + " are out of order");
        }
    }

    /** The mean of its PERT distribution: (low + 4 likely + high) / 6 (Malcolm and others 1959). */
    double mean() {
        return (low + 4 * likely + high) / 6;
    }

    /** Whether nobody has measured it. */
    public boolean assumed() {
        return !grade.startsWith("evidence") && !grade.equals("own");
    }

    Parameter replaced(double newLow, double newLikely, double newHigh) {
        return new Parameter(
                key, what, newLow, newLikely, newHigh, unit, priceYear, "own", List.of(), "given with the question");
    }
}
