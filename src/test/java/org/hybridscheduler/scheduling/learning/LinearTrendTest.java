package org.hybridscheduler.scheduling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinearTrendTest {

    private final double[][] rows = IntStream.range(0, 2000)
            .mapToObj(i -> new double[] {i % 10, i / 10 % 20, 7}).toArray(double[][]::new);
    private final double[] targets = IntStream.range(0, 2000).mapToDouble(i -> plane(rows[i])).toArray();
    private final LinearTrend trend = LinearTrend.fit(rows, targets, IntStream.range(0, 2000)
            .mapToDouble(i -> targets[i]).average().orElseThrow());

    @Test
    void at_pointOfThePlane_isThePlane() {
        assertThat(trend.at(new double[] {3, 4, 7})).isCloseTo(plane(3, 4, 7), within(0.05));
    }

    @Test
    void at_pointBeyondTheRange_goesOnForItsWidthAndNoFarther() {
        assertThat(trend.at(new double[] {18, 4, 7})).isCloseTo(plane(18, 4, 7), within(0.1));
        assertThat(trend.at(new double[] {1000, 4, 7})).isEqualTo(trend.at(new double[] {18, 4, 7}));
    }

    @Test
    void at_inputThatNeverVaried_isOfNoAccount() {
        assertThat(trend.at(new double[] {3, 4, 1e9})).isEqualTo(trend.at(new double[] {3, 4, 7}));
    }

    private static double plane(double... x) {
        return 5 + 2 * x[0] - x[1];
    }
}
