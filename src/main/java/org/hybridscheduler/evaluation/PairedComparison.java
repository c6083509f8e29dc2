package org.hybridscheduler.evaluation;

import java.util.Arrays;

/**
 * Two systems measured on common random numbers: run by run the difference, and the interval of its mean. What both have
 * in common, a hard stream of tasks above all, cancels out (Law: Simulation Modeling and Analysis, 5th edition, sections
 * 10.2.1 and 11.2).
 *
 * @param difference first minus second, over the runs in which both are known
 * @param wins runs in which the first is less than the second
 * @param losses runs in which it is more
 * @param ties runs in which they are equal
 */
public record PairedComparison(Interval difference, int wins, int losses, int ties) {

    /** Two that differ by no more than this share of the larger are equal: rounding, not scheduling. */
    private static final double TIE = 1e-9;

    /**
     * Compares run by run; less is better.
     *
     * @param first a value for each run, NaN where it is not known
     * @param second the same of the other system, in the same runs
     */
    public static PairedComparison of(double[] first, double[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(first.length + " runs against " + second.length
                    + ". Maybe they are not of the same seeds?");
        }
        double[] differences = new double[first.length];
        int[] order = new int[3];
        int known = 0;
        for (int run = 0; run < first.length; run++) {
            if (Double.isFinite(first[run]) && Double.isFinite(second[run])) {
                differences[known++] = first[run] - second[run];
                order[1 + compare(first[run], second[run])]++;
            }
        }
        return new PairedComparison(Interval.of(Arrays.copyOf(differences, known)), order[0], order[2],
                order[1]);
    }

    /** -1, 0 or 1: less, equal but for rounding, more. */
    public static int compare(double first, double second) {
        return Math.abs(first - second) <= TIE * Math.max(Math.abs(first), Math.abs(second)) ? 0
                : Double.compare(first, second);
    }
}
