package org.hybridscheduler.scheduling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTreesTest {

    private static final Path KERNELS = Path.of("..", "shared", "data", "starpu-perfmodels.csv");
    private static final int TREES = 20;
    private static final int DEPTH = 10;
    private static final int SEEDS = 5;
    private static final double MARGIN = 0.02;

    private final HistogramTrees trees = new HistogramTrees(TREES, DEPTH);

    @Test
    void grow_productAndWave_explainsAsMuchAsTribuosForest() {
        assertExplainsAsMuchAsTribuos(productAndWave(550, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "cuda"})
    void grow_measuredKernels_explainsAsMuchAsTribuosForest(String device) throws IOException {
        assumeThat(KERNELS).as("real data absent, test skipped").exists();

        assertExplainsAsMuchAsTribuos(kernels(device));
    }

    @Property(tries = 200)
    void grow_anyRows_predictsWithinTheTargets(@ForAll @IntRange(min = 1, max = 60) int count,
            @ForAll @IntRange(min = 1, max = 5) int values, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] rows = Stream.generate(() -> random.ints(3, 0, values).asDoubleStream().toArray()).limit(count)
                .toArray(double[][]::new);
        double[] targets = random.doubles(count, -100, 100).toArray();
        FlatForest forest = trees.grow(rows, targets, seed);

        for (int i = 0; i < 20; i++) {
            RuntimeEstimate estimate = forest.predict(random.doubles(3, -1, 6).toArray(), 0, 0);
            assertThat(estimate.logMean()).isBetween(Arrays.stream(targets).min().orElseThrow() - 1e-9,
                    Arrays.stream(targets).max().orElseThrow() + 1e-9);
            assertThat(estimate.logSpread()).isBetween(0.0, 300.0);
        }
    }

    @Property(tries = 50)
    void grow_constantTarget_predictsItWithoutSpread(@ForAll @IntRange(min = 1, max = 60) int count,
            @ForAll @IntRange(min = -1000, max = 1000) int thousandths, @ForAll long seed) {
        double[] targets = new double[count];
        Arrays.fill(targets, thousandths / 1000.0);
        double[][] rows = productAndWave(count, seed).stream().map(Row::inputs).toArray(double[][]::new);

        RuntimeEstimate estimate = trees.grow(rows, targets, seed).predict(rows[0], 0, 0);

        assertThat(estimate.logMean()).isCloseTo(targets[0], within(1e-9));
        assertThat(estimate.logSpread()).isCloseTo(0, within(1e-6));
    }

    @Test
    void grow_equalRows_predictsAboutTheirMeanAndSpread() {
        double[][] rows = new double[400][];
        Arrays.fill(rows, new double[] {1, 2});
        double[] targets = IntStream.range(0, 400).mapToDouble(i -> i % 2 == 0 ? -1 : 1).toArray();

        RuntimeEstimate estimate = trees.grow(rows, targets, 3).predict(new double[] {7, 7}, 0, 0);

        assertThat(estimate.logMean()).isCloseTo(0, within(0.1));
        assertThat(estimate.logSpread()).isCloseTo(1, within(0.02));
    }

    @Test
    void grow_twoRows_eachTreeSeesASampleWithReplacement() {
        double[][] equal = {{1}, {1}};
        HistogramTrees single = new HistogramTrees(1, DEPTH);

        assertThat(IntStream.range(0, 50)
                .mapToObj(seed -> single.grow(equal, new double[] {0, 1}, seed).predict(equal[0], 0, 0).logMean()))
                .containsOnly(0.0, 0.5, 1.0);
    }

    @Test
    void grow_sameSeed_isTheSameToTheLastBitAndAnotherSeedIsNot() {
        List<Row> rows = productAndWave(300, 1);
        FlatForest one = grow(rows, 7);
        FlatForest two = grow(new ArrayList<>(rows), 7);
        FlatForest other = grow(rows, 8);

        for (Row row : productAndWave(100, 2)) {
            assertThat(one.predict(row.inputs(), 0, 0)).isEqualTo(two.predict(row.inputs(), 0, 0));
            assertThat(one.predict(row.inputs(), 0, 0)).isNotEqualTo(other.predict(row.inputs(), 0, 0));
        }
    }

    @Test
    void grow_inputsThatNeverVary_doNotKeepTheTreesFromSplitting() {
        List<Row> rows = productAndWave(400, 1).stream().map(row -> row.inputs()[0])
                .map(x -> new Row(new double[] {1, 2, 3, 4, x, 5, 6}, x - 5)).toList();

        FlatForest forest = grow(rows, 5);

        assertThat(forest.predict(new double[] {0, 0, 0, 0, 2, 0, 0}, 0, 0).logMean()).isCloseTo(-3, within(0.3));
        assertThat(forest.predict(new double[] {0, 0, 0, 0, 8, 0, 0}, 0, 0).logMean()).isCloseTo(3, within(0.3));
    }

    /** On a quarter of the rows that neither has seen, on average over several such quarters. */
    private void assertExplainsAsMuchAsTribuos(List<Row> rows) {
        double ours = 0;
        double tribuos = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            List<Row> shuffled = new ArrayList<>(rows);
            Collections.shuffle(shuffled, new Random(seed));
            List<Row> seen = shuffled.subList(0, rows.size() * 3 / 4);
            List<Row> heldOut = shuffled.subList(seen.size(), rows.size());
            ours += ours(seen, heldOut, seed) / SEEDS;
            tribuos += tribuos(seen, heldOut, seed) / SEEDS;
        }

        assertThat(tribuos).isGreaterThan(0.5);
        assertThat(ours).isGreaterThan(tribuos - MARGIN);
    }

    private double ours(List<Row> seen, List<Row> heldOut, long seed) {
        FlatForest forest = grow(seen, seed);
        return rSquared(heldOut, row -> forest.predict(row, 0, 0).logMean());
    }

    private static double tribuos(List<Row> seen, List<Row> heldOut, long seed) {
        return rSquared(heldOut, new TribuoForest(inputs(seen), targets(seen), TREES, DEPTH, seed)::predict);
    }

    private FlatForest grow(List<Row> rows, long seed) {
        return trees.grow(inputs(rows), targets(rows), seed);
    }

    private static double rSquared(List<Row> heldOut, ToDoubleFunction<double[]> model) {
        double mean = heldOut.stream().mapToDouble(Row::target).average().orElseThrow();
        double total = heldOut.stream().mapToDouble(row -> Math.pow(row.target() - mean, 2)).sum();
        double rest = heldOut.stream()
                .mapToDouble(row -> Math.pow(row.target() - model.applyAsDouble(row.inputs()), 2)).sum();
        return 1 - rest / total;
    }

    private static List<Row> productAndWave(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, count).mapToObj(i -> random.doubles(12, 0, 10).toArray())
                .map(x -> new Row(x, x[1] * x[11] / 10 + Math.sin(x[10]))).toList();
    }

    /** Codelet and host by their place in the alphabet, size and operations by their logarithms. */
    private static List<Row> kernels(String device) throws IOException {
        List<String[]> lines = new ArrayList<>();
        try (Stream<String> text = Files.lines(KERNELS)) {
            text.skip(1).map(line -> line.split(",")).filter(line -> line[2].equals(device)).forEach(lines::add);
        }
        List<String> hosts = lines.stream().map(line -> line[0]).distinct().sorted().toList();
        List<String> codelets = lines.stream().map(line -> line[1]).distinct().sorted().toList();
        List<Row> rows = new ArrayList<>();
        for (String[] line : lines) {
            rows.add(new Row(new double[] {hosts.indexOf(line[0]), codelets.indexOf(line[1]),
                    Math.log1p(Double.parseDouble(line[5])), Math.log1p(Double.parseDouble(line[6]))},
                    Math.log(Double.parseDouble(line[7]))));
        }
        return rows;
    }

    private static double[][] inputs(List<Row> rows) {
        return rows.stream().map(Row::inputs).toArray(double[][]::new);
    }

    private static double[] targets(List<Row> rows) {
        return rows.stream().mapToDouble(Row::target).toArray();
    }

    private record Row(double[] inputs, double target) {
    }
}
