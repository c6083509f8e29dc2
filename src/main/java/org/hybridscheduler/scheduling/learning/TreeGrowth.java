package org.hybridscheduler.scheduling.learning;

/**
 * Grows regression trees from the root down: Breiman, Friedman, Olshen, Stone, "Classification and Regression Trees",
 * 1984, chapter 8. Nothing is pruned, for the forest averages.
 */
final class TreeGrowth {

    private final BinnedRows rows;
    private final double[] targets;
    private final SplitSearch search;
    private final int maxDepth;
    private final FlatForest.Builder forest;

    TreeGrowth(BinnedRows rows, double[] targets, SplitSearch search, int maxDepth, FlatForest.Builder forest) {
        this.rows = rows;
        this.targets = targets;
        this.search = search;
        this.maxDepth = maxDepth;
        this.forest = forest;
    }

    /** Adds a tree to the forest, grown on the rows with these numbers, which it reorders; one may occur twice. */
    void grow(int[] sample) {
        forest.tree();
        node(sample, 0, sample.length, 0);
    }

    private void node(int[] sample, int from, int to, int depth) {
        if (depth == maxDepth || !search.find(sample, from, to)) {
            leaf(sample, from, to);
            return;
        }
        int middle = partition(sample, from, to, rows.column(search.input()), search.bin());
        int split = forest.split(search.input(), rows.threshold(search.input(), search.bin()));
        node(sample, from, middle, depth + 1);
        forest.right(split);
        node(sample, middle, to, depth + 1);
    }

    private static int partition(int[] sample, int from, int to, byte[] column, int bin) {
        int left = from;
        int right = to;
        while (left < right) {
            int row = sample[left];
            if (column[row] <= bin) {
                left++;
            } else {
                sample[left] = sample[--right];
                sample[right] = row;
            }
        }
        return left;
    }

    private void leaf(int[] sample, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += targets[sample[i]];
        }
        double mean = sum / (to - from);
        double squares = 0;
        for (int i = from; i < to; i++) {
            double error = targets[sample[i]] - mean;
            squares += error * error;
        }
        forest.leaf(mean, squares / Math.max(1, to - from - 1));
    }
}
