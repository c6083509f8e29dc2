package org.hybridscheduler.scheduling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SplitSearchTest {

    @Test
    void find_twoLevels_splitsBetweenThem() {
        double[][] rows = column(1, 2, 3, 4, 5);
        SplitSearch search = search(rows, 1, 0, 0, 7, 7, 7);

        assertThat(search.find(all(rows), 0, 5)).isTrue();
        assertThat(search.input()).isZero();
        assertThat(search.bin()).isEqualTo(1);
    }

    @Test
    void find_oneOutlier_takesItsNeighbourAlong() {
        double[][] rows = column(1, 2, 3, 4, 5);
        SplitSearch search = search(rows, 1, 0, 0, 0, 0, 7);

        assertThat(search.find(all(rows), 0, 5)).isTrue();
        assertThat(search.bin()).isEqualTo(2);
    }

    @Test
    void find_partOfTheSample_seesNothingElse() {
        double[][] rows = column(1, 2, 3, 4, 5, 6, 7, 8);
        SplitSearch search = search(rows, 1, 90, 90, 1, 1, 2, 2, 90, 90);

        assertThat(search.find(all(rows), 2, 6)).isTrue();
        assertThat(search.bin()).isEqualTo(3);
    }

    @Test
    void find_fewerRowsThanTwoLeaves_isFalse() {
        double[][] rows = column(1, 2, 3);

        assertThat(search(rows, 1, 0, 0, 7).find(all(rows), 0, 3)).isFalse();
    }

    @Test
    void find_constantTargets_isFalse() {
        double[][] rows = column(1, 2, 3, 4, 5, 6);

        assertThat(search(rows, 1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1).find(all(rows), 0, 6)).isFalse();
    }

    @Test
    void find_sameInputsEverywhere_isFalse() {
        double[][] rows = column(3, 3, 3, 3);

        assertThat(search(rows, 1, 0, 0, 7, 7).find(all(rows), 0, 4)).isFalse();
    }

    @Test
    void find_inputsThatDoNotVary_areNotCountedAmongThoseTried() {
        double[][] rows = {{5, 1, 5}, {5, 2, 5}, {5, 3, 5}, {5, 4, 5}};
        SplitSearch search = search(rows, 1, 0, 0, 7, 7);

        for (int i = 0; i < 50; i++) {
            assertThat(search.find(all(rows), 0, 4)).isTrue();
            assertThat(search.input()).isEqualTo(1);
        }
    }

    @Test
    void find_oneInputPerSplit_isDrawnAnewEachTime() {
        double[][] rows = {{1, 1}, {2, 2}, {3, 3}, {4, 4}};
        SplitSearch search = search(rows, 1, 0, 0, 7, 7);

        Set<Integer> inputs = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            search.find(all(rows), 0, 4);
            inputs.add(search.input());
        }

        assertThat(inputs).containsExactlyInAnyOrder(0, 1);
    }

    @Property
    void find_anyRows_noOtherSplitLeavesSmallerSquaredErrors(@ForAll @IntRange(min = 1, max = 30) int count,
            @ForAll @IntRange(min = 1, max = 4) int inputs, @ForAll @IntRange(min = 1, max = 8) int values,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] rows = IntStream.range(0, count)
                .mapToObj(i -> random.ints(inputs, 0, values).asDoubleStream().toArray()).toArray(double[][]::new);
        double[] targets = random.ints(count, -5, 6).asDoubleStream().toArray();
        double unsplit = squaredErrors(targets);
        double least = unsplit;
        for (int input = 0; input < inputs; input++) {
            for (int value = 0; value < values; value++) {
                least = Math.min(least, squaredErrors(rows, targets, input, value));
            }
        }

        BinnedRows binned = BinnedRows.of(rows);
        SplitSearch search = new SplitSearch(binned, targets, inputs, new SplittableRandom(1));
        boolean found = search.find(all(rows), 0, count);

        assertThat(found).isEqualTo(least < unsplit - 1e-9);
        if (found) {
            double threshold = binned.threshold(search.input(), search.bin());
            assertThat(squaredErrors(rows, targets, search.input(), threshold)).isCloseTo(least, within(1e-9));
        }
    }

    /** Infinite where a leaf would be too small. */
    private static double squaredErrors(double[][] rows, double[] targets, int input, double threshold) {
        double[] left = IntStream.range(0, rows.length).filter(i -> rows[i][input] <= threshold)
                .mapToDouble(i -> targets[i]).toArray();
        double[] right = IntStream.range(0, rows.length).filter(i -> rows[i][input] > threshold)
                .mapToDouble(i -> targets[i]).toArray();
        return Math.min(left.length, right.length) < SplitSearch.MIN_LEAF
                ? Double.POSITIVE_INFINITY : squaredErrors(left) + squaredErrors(right);
    }

    private static double squaredErrors(double[] targets) {
        double mean = Arrays.stream(targets).average().orElse(0);
        return Arrays.stream(targets).map(target -> (target - mean) * (target - mean)).sum();
    }

    private static SplitSearch search(double[][] rows, int inputsPerSplit, double... targets) {
        return new SplitSearch(BinnedRows.of(rows), targets, inputsPerSplit, new SplittableRandom(1));
    }

    private static double[][] column(double... values) {
        return Arrays.stream(values).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
    }

    private static int[] all(double[][] rows) {
        return IntStream.range(0, rows.length).toArray();
    }
}
