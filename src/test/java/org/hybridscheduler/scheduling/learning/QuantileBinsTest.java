package org.hybridscheduler.scheduling.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantileBinsTest {

    @Test
    void bin_fewDifferentValues_keepsOneForEach() {
        QuantileBins bins = QuantileBins.of(new double[] {7, 1, 1, 3, 7, 7}, 32);

        assertThat(DoubleStream.of(1, 3, 7).mapToInt(bins::bin)).containsExactly(0, 1, 2);
        assertThat(bins.threshold(0)).isEqualTo(2);
        assertThat(bins.threshold(1)).isEqualTo(5);
    }

    @Test
    void bin_manyValues_fillsAllBinsEvenly() {
        QuantileBins bins = QuantileBins.of(IntStream.range(0, 1000).asDoubleStream().toArray(), 10);

        int[] content = new int[10];
        IntStream.range(0, 1000).forEach(value -> content[bins.bin(value)]++);

        assertThat(content).containsOnly(100);
    }

    @Test
    void bin_halfTheValuesEqual_sharesTheRestOut() {
        double[] values = IntStream.range(0, 1000).mapToDouble(i -> i < 500 ? 0 : i).toArray();
        QuantileBins bins = QuantileBins.of(values, 11);

        assertThat(bins.bin(0)).isZero();
        assertThat(bins.bin(501)).isEqualTo(1);
        assertThat(bins.bin(999)).isEqualTo(10);
        assertThat(bins.bin(740)).isBetween(4, 6);
    }

    @Test
    void bin_valueBeyondTheEnds_fallsInTheLastBin() {
        QuantileBins bins = QuantileBins.of(new double[] {1, 2, 3}, 2);

        assertThat(bins.bin(-100)).isZero();
        assertThat(bins.bin(100)).isEqualTo(1);
    }

    @Test
    void bin_oneValue_isOneBin() {
        assertThat(QuantileBins.of(new double[] {4, 4}, 32).bin(9)).isZero();
    }
}
