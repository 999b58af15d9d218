package org.linchpin.replacement;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ChengBetaSampler;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Draws of parameters. Each parameter has a stream of its own, begun from the seed and its key, so that the digits depend
 * neither on the order in which parameters are asked for nor on what else is drawn.
 */
final class Draws {

    private final int count;
    private final long seed;

    Draws(int count, long seed) {
        this.count = count;
        this.seed = seed;
    }

    int count() {
        return count;
    }

    /** Draws from the PERT distribution of a parameter: a beta on [low, high] with its mode at likely. */
    double[] of(Parameter parameter) {
        double[] drawn = new double[count];
        double width = parameter.high() - parameter.low();
        if (width == 0) {
            java.util.Arrays.fill(drawn, parameter.low());
            return drawn;
        }
        double alpha = 1 + 4 * (parameter.likely() - parameter.low()) / width;
        double beta = 1 + 4 * (parameter.high() - parameter.likely()) / width;
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(mixed(parameter.key()));
        ContinuousSampler sampler = ChengBetaSampler.of(random, alpha, beta);
        for (int i = 0; i < count; i++) {
            drawn[i] = parameter.low() + width * sampler.sample();
        }
        return drawn;
    }

    private long mixed(String key) {
        long hash = 0xcbf29ce484222325L ^ seed;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
