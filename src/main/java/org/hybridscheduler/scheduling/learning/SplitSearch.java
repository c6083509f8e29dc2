package org.hybridscheduler.scheduling.learning;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Finds the split that lowers the sum of squared errors most among some inputs drawn at random. One pass over the rows
 * fills a histogram of the targets and one over its bins tries each boundary: Ke et al., "LightGBM: A Highly Efficient
 * Gradient Boosting Decision Tree", NIPS 2017, algorithm 1. A sibling's histogram is not had by subtraction, since
 * siblings draw different inputs.
 */
final class SplitSearch {

    /** Rows in a leaf at least: one alone would not tell how widely they scatter. */
    static final int MIN_LEAF = 2;

    /** The part of the targets' sum of squares that may be rounding. */
    private static final double ROUNDING = 1e-12;

    private final BinnedRows rows;
    private final double[] targets;
    private final int inputsPerSplit;
    private final SplittableRandom random;
    private final int[] inputs;
    private final double leastGain;
    private final double[] inverse;
    private final double[] sums = new double[BinnedRows.BINS];
    private final int[] counts = new int[BinnedRows.BINS];

    private double best;
    private int input;
    private int bin;

    /** Looks among that many inputs that vary where the split is sought, or all of them where fewer do. */
    SplitSearch(BinnedRows rows, double[] targets, int inputsPerSplit, SplittableRandom random) {
        this.rows = rows;
        this.targets = targets;
        this.inputsPerSplit = inputsPerSplit;
        this.random = random;
        inputs = IntStream.range(0, rows.inputs()).toArray();
        leastGain = ROUNDING * Arrays.stream(targets).map(target -> target * target).sum();
        inverse = IntStream.rangeClosed(0, targets.length).mapToDouble(count -> 1.0 / count).toArray();
    }

    /**
     * Looks for a split of the rows whose numbers stand from one place to before another in the sample, not more than
     * there are targets; false where none helps that leaves {@value #MIN_LEAF} rows on either side.
     */
    boolean find(int[] sample, int from, int to) {
        int count = to - from;
        if (count < 2 * MIN_LEAF) {
            return false;
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += targets[sample[i]];
        }
        double unsplit = sum * sum * inverse[count] + leastGain;
        best = unsplit;
        int varying = 0;
        for (int drawn = 0; drawn < inputs.length && varying < inputsPerSplit; drawn++) {
            int candidate = draw(drawn);
            long occupied = fill(rows.column(candidate), sample, from, to);
            tryBoundaries(candidate, occupied, count, sum);
            varying += Long.bitCount(occupied) > 1 ? 1 : 0;
        }
        return best > unsplit;
    }

    /** The input of the split last found. */
    int input() {
        return input;
    }

    /** The bin of that input up to which rows go left. */
    int bin() {
        return bin;
    }

    private int draw(int drawn) {
        int place = drawn + random.nextInt(inputs.length - drawn);
        int candidate = inputs[place];
        inputs[place] = inputs[drawn];
        inputs[drawn] = candidate;
        return candidate;
    }

    /** Answers which bins have rows, one bit each, so that a node of a few rows takes a few steps, not one a bin. */
    private long fill(byte[] column, int[] sample, int from, int to) {
        long occupied = 0;
        for (int i = from; i < to; i++) {
            int row = sample[i];
            int at = column[row];
            occupied |= 1L << at;
            sums[at] += targets[row];
            counts[at]++;
        }
        return occupied;
    }

    /** Empties the histogram. The larger sum^2 / count, added up over both sides, the smaller the squared errors. */
    private void tryBoundaries(int candidate, long occupied, int count, double sum) {
        double left = 0;
        int leftCount = 0;
        for (long bins = occupied; bins != 0; bins &= bins - 1) {
            int at = Long.numberOfTrailingZeros(bins);
            left += sums[at];
            leftCount += counts[at];
            sums[at] = 0;
            counts[at] = 0;
            int rightCount = count - leftCount;
            if (leftCount >= MIN_LEAF && rightCount >= MIN_LEAF) {
                double right = sum - left;
                double score = left * left * inverse[leftCount] + right * right * inverse[rightCount];
                if (score > best) {
                    best = score;
                    input = candidate;
                    bin = at;
                }
            }
        }
    }
}
