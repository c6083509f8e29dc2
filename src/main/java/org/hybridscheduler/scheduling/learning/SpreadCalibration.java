package org.hybridscheduler.scheduling.learning;

import java.util.Arrays;
import org.hybridscheduler.scheduling.DeviceKind;

/**
 * By what factor doubts have to be larger or smaller than a model says, for each kind of device and each degree to which
 * a task is known: the mean of squared error over variance, of the latest few hundred predictions.
 */
final class SpreadCalibration {

    /** How well a task is known on a kind of device. */
    enum Familiarity {
        GROUP_NEVER_SEEN, GROUP_SEEN, SEEN_ON_THE_OTHER_KIND, SEEN
    }

    /** Predictions that the factor 1 is worth at first, and that count at most later. */
    private static final double PRIOR_COUNT = 10;
    private static final double MOST_COUNT = 200;

    /** One prediction counts for no more than so many times the factor so far. */
    private static final double MOST_TIMES = 16;

    private final double[][] factor = new double[DeviceKind.values().length][Familiarity.values().length];
    private final double[][] count = new double[factor.length][Familiarity.values().length];

    SpreadCalibration() {
        for (double[] ofKind : factor) {
            Arrays.fill(ofKind, 1);
        }
    }

    double factor(int kind, Familiarity familiarity) {
        return factor[kind][familiarity.ordinal()];
    }

    /** Takes in a squared error, less what is noise, over the variance that was thought. */
    void add(int kind, Familiarity familiarity, double ratio) {
        int f = familiarity.ordinal();
        count[kind][f]++;
        factor[kind][f] += (Math.min(ratio, MOST_TIMES * factor[kind][f]) - factor[kind][f])
                / Math.min(PRIOR_COUNT + count[kind][f], MOST_COUNT);
    }
}
