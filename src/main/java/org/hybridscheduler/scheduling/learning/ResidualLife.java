package org.hybridscheduler.scheduling.learning;

/**
 * How much longer something that has lasted so long is going to last: the mean residual life of reliability theory,
 * estimated from what was seen, in units of what was predicted. It tells memoryless durations, of which always as much is
 * left, from predictable ones, of which less and less is. Not thread-safe.
 */
public final class ResidualLife {

    private static final double[] AGES = {0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12, 16};
    /** What is assumed before anything is seen, as if it had been seen so often. */
    private static final double PRIOR = 10;
    private static final double OVERDUE_SHARE = 0.25;

    private final double[] count = new double[AGES.length];
    private final double[] sum = new double[AGES.length];

    /** An estimate that takes predictions for exact until it sees that they are not. */
    public ResidualLife() {
        for (int i = 0; i < AGES.length; i++) {
            count[i] = PRIOR;
            sum[i] = PRIOR * Math.max(1 - AGES[i], OVERDUE_SHARE * AGES[i]);
        }
    }

    /** Takes down how long something lasted that was predicted to last so long; both above 0. */
    public void observe(double lasted, double predicted) {
        double ratio = lasted / predicted;
        for (int i = 0; i < AGES.length && AGES[i] < ratio; i++) {
            count[i]++;
            sum[i] += ratio - AGES[i];
        }
    }

    /** How much longer it is expected to last, at least 0. */
    public double remaining(double age, double predicted) {
        double ratio = age / predicted;
        int i = 0;
        while (i < AGES.length - 1 && AGES[i + 1] <= ratio) {
            i++;
        }
        double left = sum[i] / count[i];
        if (i < AGES.length - 1) {
            double within = (ratio - AGES[i]) / (AGES[i + 1] - AGES[i]);
            left += within * (sum[i + 1] / count[i + 1] - left);
        }
        return predicted * left;
    }
}
