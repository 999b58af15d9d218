package org.linchpin.replacement;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What draws of a cost say. Pence.
 *
 * @param p10 one in ten draws costs less
 * @param mean the mean of all draws
 */
public record Spread(long p10, long p50, long p80, long p90, long mean) {

    /** Of draws in pounds; percentiles by nearest rank. */
    static Spread of(double[] pounds) {
        double[] sorted = pounds.clone();
        Arrays.sort(sorted);
        return ofSorted(sorted);
    }

    static Spread ofSorted(double[] sorted) {
        // In order of size, so that the mean too is the same whatever the order of the draws.
        double sum = 0;
        for (double one : sorted) {
            sum += one;
        }
        return new Spread(at(sorted, 10), at(sorted, 50), at(sorted, 80), at(sorted, 90), pence(sum / sorted.length));
    }

    private static long at(double[] sorted, int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return pence(sorted[Math.max(0, rank - 1)]);
    }

    /** The cost that each twentieth of the draws stays under. */
    static Map<Integer, Long> curve(double[] sorted) {
        Map<Integer, Long> curve = new LinkedHashMap<>();
        for (int percent = 5; percent <= 95; percent += 5) {
            curve.put(percent, at(sorted, percent));
        }
        return curve;
    }

    Spread times(double factor) {
        return new Spread(
                Math.round(p10 * factor),
                Math.round(p50 * factor),
                Math.round(p80 * factor),
                Math.round(p90 * factor),
                Math.round(mean * factor));
    }

    static long pence(double pounds) {
        return Math.round(pounds * 100);
    }
}
