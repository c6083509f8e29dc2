package org.hybridscheduler.scheduling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Single trees on whole samples, worked out by hand. */
class TreeGrowthTest {

    private static final double[][] RAMP = {{1}, {2}, {3}, {4}, {5}, {6}};
    private static final double[] STEPS = {0, 0, 4, 4, 20, 20};

    /** The 4 to the left and 2 to the right leave 16 squared errors, 2 and 4 would leave 256. */
    @Test
    void grow_threeSteps_splitsOffTheHighestFirst() {
        FlatForest tree = tree(RAMP, STEPS, 1);

        assertThat(predict(tree, 1)).isEqualTo(new RuntimeEstimate(2, Math.sqrt(16.0 / 3)));
        assertThat(predict(tree, 4.5)).isEqualTo(predict(tree, 1));
        assertThat(predict(tree, 4.51)).isEqualTo(new RuntimeEstimate(20, 0));
    }

    @Test
    void grow_threeStepsAndRoom_findsThemAll() {
        FlatForest tree = tree(RAMP, STEPS, 2);

        assertThat(predict(tree, -9)).isEqualTo(new RuntimeEstimate(0, 0));
        assertThat(predict(tree, 2.5)).isEqualTo(new RuntimeEstimate(0, 0));
        assertThat(predict(tree, 2.51)).isEqualTo(new RuntimeEstimate(4, 0));
        assertThat(predict(tree, 4.5)).isEqualTo(new RuntimeEstimate(4, 0));
        assertThat(predict(tree, 99)).isEqualTo(new RuntimeEstimate(20, 0));
    }

    /** Neither input alone tells the four corners apart. */
    @Test
    void grow_interaction_needsBothInputs() {
        double[][] corners = {{0, 0}, {0, 0}, {0, 1}, {0, 1}, {1, 0}, {1, 0}, {1, 1}, {1, 1}};

        FlatForest tree = tree(corners, new double[] {1, 1, 2, 2, 3, 3, 9, 9}, 10);

        assertThat(predict(tree, 0, 0)).isEqualTo(new RuntimeEstimate(1, 0));
        assertThat(predict(tree, 0, 1)).isEqualTo(new RuntimeEstimate(2, 0));
        assertThat(predict(tree, 1, 0)).isEqualTo(new RuntimeEstimate(3, 0));
        assertThat(predict(tree, 1, 1)).isEqualTo(new RuntimeEstimate(9, 0));
    }

    @Test
    void grow_equalRowsWithDifferentTargets_areALeafWithTheirMeanAndVariance() {
        FlatForest tree = tree(new double[][] {{3}, {3}, {3}, {3}}, new double[] {0, 0, 10, 10}, 10);

        assertThat(predict(tree, 3).logMean()).isEqualTo(5);
        assertThat(predict(tree, 3).logSpread()).isCloseTo(Math.sqrt(100.0 / 3), within(1e-12));
    }

    @Test
    void grow_rowTwiceInTheSample_countsTwice() {
        FlatForest.Builder forest = new FlatForest.Builder();
        growth(new double[][] {{1}, {2}}, new double[] {0, 9}, 10, forest).grow(new int[] {1, 0, 1});

        assertThat(predict(forest.build(), 1).logMean()).isEqualTo(6);
    }

    @Test
    void grow_oneRow_isALeafWithoutSpread() {
        assertThat(predict(tree(new double[][] {{1}}, new double[] {7}, 10), 5)).isEqualTo(new RuntimeEstimate(7, 0));
    }

    private static FlatForest tree(double[][] rows, double[] targets, int maxDepth) {
        FlatForest.Builder forest = new FlatForest.Builder();
        growth(rows, targets, maxDepth, forest).grow(IntStream.range(0, rows.length).toArray());
        return forest.build();
    }

    private static TreeGrowth growth(double[][] rows, double[] targets, int maxDepth, FlatForest.Builder forest) {
        BinnedRows binned = BinnedRows.of(rows);
        SplitSearch search = new SplitSearch(binned, targets, binned.inputs(), new SplittableRandom(1));
        return new TreeGrowth(binned, targets, search, maxDepth, forest);
    }

    private static RuntimeEstimate predict(FlatForest tree, double... row) {
        return tree.predict(row, 0, 0);
    }
}
