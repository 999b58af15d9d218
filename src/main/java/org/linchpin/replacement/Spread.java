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
        double mean = Arrays.stream(sorted).sum() / sorted.length;
        return new Spread(at(sorted, 10), at(sorted, 50), at(sorted, 80), at(sorted, 90), pence(mean));
    }

    private static long at(double[] sorted, int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return pence(sorted[Math.max(0, rank - 1)]);
    }

    /** The cost that each twentieth of the draws stays under. */
    static Map<Integer, Long> curve(double[] pounds) {
        double[] sorted = pounds.clone();
        Arrays.sort(sorted);
        Map<Integer, Long> curve = new LinkedHashMap<>();
        for (int percent = 5; percent <= 95; percent += 5) {
            curve.put(percent, at(sorted, percent));
        }
        return curve;
    }

    static long pence(double pounds) {
        return Math.round(pounds * 100);
    }
}
