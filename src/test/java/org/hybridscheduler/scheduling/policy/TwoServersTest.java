package org.hybridscheduler.scheduling.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published cases of the problem of two servers, reproduced exactly: what {@code rl_agent} is measured by. */
class TwoServersTest {

    private static final Offset<Double> FOUR_DIGITS = Offset.offset(5e-5);

    @ParameterizedTest
    @CsvSource({"0.5, 0.2, 3, 1.8480, 2.1281", "0.7, 0.2, 2, 2.4973, 2.6648", "0.9, 0.2, 2, 3.8393, 3.9462",
        "0.7, 0.1, 4, 2.9706, 3.4234"})
    void meanTurnaround_thresholdPolicies_bestThresholdAndTimesAreThePublishedOnes(double arrivals, double slow,
            int bestThreshold, double optimum, double greedy) {
        TwoServers servers = new TwoServers(arrivals, slow);
        double[] turnaround = IntStream.rangeClosed(1, 8)
                .mapToDouble(threshold -> servers.meanTurnaround(queue -> queue >= threshold)).toArray();

        assertThat(turnaround[bestThreshold - 1]).isCloseTo(optimum, FOUR_DIGITS);
        assertThat(turnaround[0]).as("greedy").isCloseTo(greedy, FOUR_DIGITS);
        for (int threshold = 1; threshold <= turnaround.length; threshold++) {
            if (threshold != bestThreshold) {
                assertThat(turnaround[threshold - 1]).as("threshold %d", threshold).isGreaterThan(optimum + 5e-3);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.2, 3", "0.7, 0.2, 2", "0.9, 0.2, 2", "0.7, 0.1, 4"})
    void optimalPolicy_allPolicies_isTheThreshold(double arrivals, double slow, int bestThreshold) {
        boolean[] starts = new TwoServers(arrivals, slow).optimalPolicy();

        for (int queue = 1; queue < 40; queue++) {
            assertThat(starts[queue]).as("%d wait", queue).isEqualTo(queue >= bestThreshold);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.5, 2.0000", "0.7, 3.3333", "0.9, 10.0"})
    void meanTurnaround_fastServerOnly_isOneServersFormula(double arrivals, double expected) {
        assertThat(new TwoServers(arrivals, 0.2).meanTurnaround(queue -> false)).isCloseTo(expected, FOUR_DIGITS);
    }
}
