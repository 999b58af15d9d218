package org.linchpin.exposure;

/**
 * What a figure is at least and at most.
 *
 * @param low at least
 * @param high at most
 */
public record Interval(double low, double high) {

    public Interval {
        if (Double.isNaN(low) || Double.isNaN(high) || low > high + 1e-9) {
            throw new IllegalArgumentException("no interval: " + low + " to " + high);
        }
    }
}
