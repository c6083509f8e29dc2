package org.hybridscheduler.workload;

import java.util.SplittableRandom;

/**
 * Standard normal numbers by Marsaglia's polar method (Marsaglia and Bray, 1964). The generators' own
 * {@code nextGaussian} may change with the Java version, and {@code Math.log} with the processor; these do not.
 */
final class GaussianSource {

    private final SplittableRandom random;
    private double spare;
    private boolean hasSpare;

    GaussianSource(SplittableRandom random) {
        this.random = random;
    }

    double next() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        double u;
        double v;
        double square;
        do {
            u = 2 * random.nextDouble() - 1;
            v = 2 * random.nextDouble() - 1;
            square = u * u + v * v;
        } while (square >= 1 || square == 0);
        double scale = Math.sqrt(-2 * StrictMath.log(square) / square);
        spare = v * scale;
        hasSpare = true;
        return u * scale;
    }
}
