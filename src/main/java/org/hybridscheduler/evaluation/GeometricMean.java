package org.hybridscheduler.evaluation;

import java.util.Collection;

/**
 * The mean for ratios to a reference: the only one that does not depend on which side the reference is (Fleming and
 * Wallace: How not to lie with statistics, CACM 29(3), 1986). Not for times.
 */
public final class GeometricMean {

    private GeometricMean() {
    }

    /** The mean of ratios, each more than 0; NaN where there is none, or one is NaN. */
    public static double of(Collection<Double> ratios) {
        double logarithms = 0;
        for (double ratio : ratios) {
            if (ratio <= 0) {
                throw new IllegalArgumentException("A ratio is " + ratio + ", expected more than 0");
            }
            logarithms += Math.log(ratio);
        }
        return Math.exp(logarithms / ratios.size());
    }
}
