package org.hybridscheduler.scheduling.learning;

import java.io.IOException;
import java.util.Arrays;

/** An averaging forest of regression trees in flat arrays, in preorder: a split's left branch is the node after it. */
final class FlatForest {

    private static final int LEAF = -1;

    private final int[] roots;
    private final int[] input;
    private final double[] value;
    private final double[] variance;
    private final int[] right;

    private FlatForest(Builder builder) {
        roots = Arrays.copyOf(builder.roots, builder.trees);
        input = Arrays.copyOf(builder.input, builder.nodes);
        value = Arrays.copyOf(builder.value, builder.nodes);
        variance = Arrays.copyOf(builder.variance, builder.nodes);
        right = Arrays.copyOf(builder.right, builder.nodes);
    }

    private FlatForest(ModelReader in) {
        roots = in.wholes();
        input = in.wholes();
        value = in.reals();
        variance = in.reals();
        right = in.wholes();
    }

    void writeTo(ModelWriter out) throws IOException {
        out.numbers(roots);
        out.numbers(input);
        out.numbers(value);
        out.numbers(variance);
        out.numbers(right);
    }

    static FlatForest read(ModelReader in) {
        return new FlatForest(in);
    }

    /**
     * Mean of the trees plus an offset, and as spread the root of the variance between the trees plus the mean variance
     * within the leaves reached plus what the caller adds.
     */
    RuntimeEstimate predict(double[] inputs, double offset, double furtherVariance) {
        double sum = 0;
        double squares = 0;
        double within = 0;
        for (int root : roots) {
            int leaf = leaf(root, inputs);
            sum += value[leaf];
            squares += value[leaf] * value[leaf];
            within += variance[leaf];
        }
        double mean = sum / roots.length;
        double between = Math.max(0, squares / roots.length - mean * mean);
        return new RuntimeEstimate(offset + mean, Math.sqrt(between + within / roots.length + furtherVariance));
    }

    private int leaf(int root, double[] inputs) {
        int node = root;
        while (input[node] != LEAF) {
            node = inputs[input[node]] <= value[node] ? node + 1 : right[node];
        }
        return node;
    }

    /** Takes trees in preorder: a split, its left branch, {@link #right}, its right branch. */
    static final class Builder {

        private int[] roots = new int[32];
        private int trees;
        private int[] input = new int[1024];
        private double[] value = new double[1024];
        private double[] variance = new double[1024];
        private int[] right = new int[1024];
        private int nodes;

        /** What comes next is another tree. */
        Builder tree() {
            if (trees == roots.length) {
                roots = Arrays.copyOf(roots, 2 * trees);
            }
            roots[trees++] = nodes;
            return this;
        }

        /** Adds a split, whose left branch takes inputs up to the threshold, and answers its number. */
        int split(int onInput, double threshold) {
            return node(onInput, threshold, 0);
        }

        /** What comes next is the right branch of that split. */
        Builder right(int split) {
            right[split] = nodes;
            return this;
        }

        Builder leaf(double mean, double ownVariance) {
            node(LEAF, mean, ownVariance);
            return this;
        }

        FlatForest build() {
            return new FlatForest(this);
        }

        private int node(int onInput, double thresholdOrMean, double ownVariance) {
            if (nodes == input.length) {
                input = Arrays.copyOf(input, 2 * nodes);
                value = Arrays.copyOf(value, 2 * nodes);
                variance = Arrays.copyOf(variance, 2 * nodes);
                right = Arrays.copyOf(right, 2 * nodes);
            }
            input[nodes] = onInput;
            value[nodes] = thresholdOrMean;
            variance[nodes] = ownVariance;
            return nodes++;
        }
    }
}
