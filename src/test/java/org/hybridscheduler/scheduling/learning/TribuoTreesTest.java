package org.hybridscheduler.scheduling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.regression.Regressor;

class TribuoTreesTest {

    private static final int INPUTS = 12;

    private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
    private final double[][] rows = Stream.generate(this::row).limit(400).toArray(double[][]::new);
    private final double[] targets = Stream.of(rows).mapToDouble(row -> row[1] * row[11] + Math.sin(row[10])).toArray();

    @Test
    void copy_forest_predictsWhatTribuoPredicts() {
        WeightedEnsembleModel<Regressor> tribuo = new TribuoTrees(20, 10).train(rows, targets, 5);

        FlatForest flat = TribuoTrees.copy(tribuo, IntStream.range(0, INPUTS).toArray(), (input, split) -> split);

        for (int i = 0; i < 200; i++) {
            double[] row = row();
            double expected = tribuo.predict(example(row)).getOutput().getValues()[0];
            assertThat(flat.predict(row, 0, 0).logMean()).isCloseTo(expected, within(1e-6));
        }
    }

    @Test
    void grow_thresholdsBetweenBins_predictWhatTribuoPredictsForTheBins() {
        QuantileBins[] bins = new QuantileBins[INPUTS];
        for (int i = 0; i < INPUTS; i++) {
            int input = i;
            bins[i] = QuantileBins.of(Stream.of(rows).mapToDouble(row -> row[input]).toArray(), 32);
        }
        double[][] binned = Stream.of(rows).map(row -> binned(bins, row)).toArray(double[][]::new);
        WeightedEnsembleModel<Regressor> tribuo = new TribuoTrees(20, 8).train(binned, targets, 5);

        FlatForest flat = new TribuoTrees(20, 8).grow(rows, targets, 5);

        for (int i = 0; i < 200; i++) {
            double[] row = row();
            double expected = tribuo.predict(example(binned(bins, row))).getOutput().getValues()[0];
            assertThat(flat.predict(row, 0, 0).logMean()).isCloseTo(expected, within(1e-6));
        }
    }

    @Test
    void grow_inputsThatNeverVary_doNotKeepTheTreesFromSplitting() {
        double[][] mostlyConstant = Stream.of(rows).map(row -> new double[] {1, 2, 3, 4, row[0], 5, 6})
                .toArray(double[][]::new);
        double[] ramp = Stream.of(rows).mapToDouble(row -> row[0] - 5).toArray();

        FlatForest flat = new TribuoTrees(20, 8).grow(mostlyConstant, ramp, 5);

        assertThat(flat.predict(new double[] {0, 0, 0, 0, 2, 0, 0}, 0, 0).logMean()).isCloseTo(-3, within(0.3));
        assertThat(flat.predict(new double[] {0, 0, 0, 0, 8, 0, 0}, 0, 0).logMean()).isCloseTo(3, within(0.3));
    }

    private double[] row() {
        return random.doubles(INPUTS, 0, 10).toArray();
    }

    private static double[] binned(QuantileBins[] bins, double[] row) {
        double[] binned = new double[INPUTS];
        for (int i = 0; i < INPUTS; i++) {
            binned[i] = bins[i].bin(row[i]);
        }
        return binned;
    }

    private static ArrayExample<Regressor> example(double[] row) {
        return new ArrayExample<>(new Regressor("log_seconds", 0), TribuoTrees.names(INPUTS), row);
    }
}
