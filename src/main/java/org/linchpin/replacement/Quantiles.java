package org.linchpin.replacement;

import java.util.Arrays;

/**
 * The inverse of a distribution function as a table: {@value #CELLS} cells of equal probability with straight lines between.
 * A draw is then a look-up, which makes millions of beta draws a second affordable. Strict arithmetic, so that every machine
 * makes the same table.
 */
final class Quantiles {

    static final int CELLS = 1_024;

    private static final int GRID = 2_048;
    /** Where a cell's density is read: the two points of Gauss and Legendre. */
    private static final double OFFSET = 0.5 / Math.sqrt(3);

    private static final double[] LOG = new double[2 * GRID];
    private static final double[] LOG_REST = new double[2 * GRID];

    static {
        for (int i = 0; i < GRID; i++) {
            for (int side = 0; side < 2; side++) {
                double x = (i + 0.5 + (side == 0 ? -OFFSET : OFFSET)) / GRID;
                LOG[2 * i + side] = StrictMath.log(x);
                LOG_REST[2 * i + side] = StrictMath.log1p(-x);
            }
        }
    }

    private Quantiles() {}

    /** Of the PERT distribution of a parameter: a beta on [low, high] with its mode at likely. */
    static double[] pert(Parameter parameter) {
        double width = parameter.high() - parameter.low();
        if (width == 0) {
            return constant(parameter.low());
        }
        double[] table = beta(
                1 + 4 * (parameter.likely() - parameter.low()) / width,
                1 + 4 * (parameter.high() - parameter.likely()) / width);
        for (int i = 0; i <= CELLS; i++) {
            table[i] = parameter.low() + width * table[i];
        }
        return table;
    }

    /**
     * Of a share of which only the mean is known: the widest beta with that mean whose density has no pole; for a half, every
     * share is as likely as another.
     */
    static double[] share(double mean) {
        double nearest = Math.min(mean, 1 - mean);
        if (nearest < 0.005) {
            return constant(mean);
        }
        double weight = 1 / nearest;
        return beta(weight * mean, weight * (1 - mean));
    }

    private static double[] constant(double value) {
        double[] table = new double[CELLS + 1];
        Arrays.fill(table, value);
        return table;
    }

    /** Of a beta distribution; both shapes at least one. */
    static double[] beta(double alpha, double beta) {
        double[] below = new double[GRID + 1];
        for (int i = 0; i < GRID; i++) {
            below[i + 1] = below[i] + density(2 * i, alpha, beta) + density(2 * i + 1, alpha, beta);
        }
        double[] table = new double[CELLS + 1];
        int cell = 0;
        for (int i = 1; i < CELLS; i++) {
            double wanted = below[GRID] * i / CELLS;
            while (below[cell + 1] < wanted) {
                cell++;
            }
            table[i] = (cell + (wanted - below[cell]) / (below[cell + 1] - below[cell])) / GRID;
        }
        table[CELLS] = 1;
        return withMean(table, alpha / (alpha + beta));
    }

    private static double density(int node, double alpha, double beta) {
        return StrictMath.exp((alpha - 1) * LOG[node] + (beta - 1) * LOG_REST[node]);
    }

    /** A straight line through a thin tail lies beside it; the outermost points are drawn in until the mean is right. */
    private static double[] withMean(double[] table, double mean) {
        double sum = (table[0] + table[CELLS]) / 2;
        for (int i = 1; i < CELLS; i++) {
            sum += table[i];
        }
        double excess = 2 * (sum - mean * CELLS);
        if (excess > 0) {
            table[CELLS] = Math.max(table[CELLS - 1], table[CELLS] - excess);
        } else {
            table[0] = Math.min(table[1], table[0] - excess);
        }
        return table;
    }
}
