package org.hybridscheduler.scheduling.learning;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Grows a random forest of regression trees: Breiman, "Random Forests", Machine Learning 45, 2001, with bootstrap
 * samples and a few inputs, drawn anew, for each split.
 */
final class HistogramTrees {

    private static final int MIN_INPUTS_PER_SPLIT = 4;

    private final int trees;
    private final int maxDepth;

    HistogramTrees(int trees, int maxDepth) {
        this.trees = trees;
        this.maxDepth = maxDepth;
    }

    /**
     * Grows a forest; the same arguments give the same forest to the last bit.
     *
     * @param rows inputs, finite numbers, one array a row, at least one
     * @param targets their outcomes, finite numbers
     */
    FlatForest grow(double[][] rows, double[] targets, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BinnedRows binned = BinnedRows.of(rows);
        SplitSearch search = new SplitSearch(binned, targets, inputsPerSplit(binned.inputs()), random);
        FlatForest.Builder forest = new FlatForest.Builder();
        TreeGrowth growth = new TreeGrowth(binned, targets, search, maxDepth, forest);
        for (int tree = 0; tree < trees; tree++) {
            growth.grow(IntStream.range(0, rows.length).map(i -> random.nextInt(rows.length)).toArray());
        }
        return forest.build();
    }

    private static int inputsPerSplit(int inputs) {
        return Math.max(MIN_INPUTS_PER_SPLIT, (inputs + 1) / 2);
    }
}
