package org.hybridscheduler.scheduling.learning;

import java.util.Arrays;

/**
 * Sorts the values of one input into at most so many bins of about equal content; values that are few keep a bin each.
 */
final class QuantileBins {

    private final double[] cuts;

    private QuantileBins(double[] cuts) {
        this.cuts = cuts;
    }

    /** Cuts halfway between neighbouring values. */
    static QuantileBins of(double[] values, int bins) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        long different = 1;
        for (int i = 1; i < sorted.length; i++) {
            different += sorted[i] > sorted[i - 1] ? 1 : 0;
        }
        double[] cuts = new double[(int) Math.min(different, bins)];
        int count = 0;
        double full = different <= bins ? 0 : (double) sorted.length / bins;
        for (int i = 1; i < sorted.length && count < cuts.length - 1; i++) {
            if (sorted[i] > sorted[i - 1] && i >= full) {
                cuts[count++] = sorted[i - 1] + (sorted[i] - sorted[i - 1]) / 2;
                full = different <= bins ? 0 : i + (double) (sorted.length - i) / (bins - count);
            }
        }
        return new QuantileBins(Arrays.copyOf(cuts, count));
    }

    /** The value's bin, from 0. */
    int bin(double value) {
        int found = Arrays.binarySearch(cuts, value);
        return found >= 0 ? found : -found - 1;
    }

    /** The largest value that falls in a bin, which must not be the last. */
    double threshold(int bin) {
        return cuts[bin];
    }
}
