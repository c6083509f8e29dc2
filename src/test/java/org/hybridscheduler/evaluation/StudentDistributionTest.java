package org.hybridscheduler.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentDistributionTest {

    /** The printed tables, two-sided. */
    @ParameterizedTest
    @CsvSource({"0.95, 1, 12.706", "0.95, 2, 4.303", "0.95, 3, 3.182", "0.95, 4, 2.776", "0.95, 9, 2.262",
        "0.95, 10, 2.228", "0.95, 19, 2.093", "0.95, 30, 2.042", "0.95, 120, 1.980", "0.99, 1, 63.657", "0.99, 5, 4.032",
        "0.99, 20, 2.845", "0.90, 7, 1.895", "0.50, 3, 0.765"})
    void quantileWithin_degreesOfTheTables_isTheirValue(double probability, int degrees, double expected) {
        assertThat(StudentDistribution.quantileWithin(probability, degrees)).isCloseTo(expected, within(5e-4));
    }

    /** With many degrees of freedom it is the normal distribution, whose 97.5 % quantile is 1.95996. */
    @Test
    void quantileWithin_manyDegrees_approachesTheNormalDistribution() {
        assertThat(StudentDistribution.quantileWithin(0.95, 100_000)).isCloseTo(1.95996, within(1e-4));
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "8", "57", "998", "999"})
    void probabilityWithin_itsQuantile_isTheProbability(int degrees) {
        assertThat(StudentDistribution.probabilityWithin(StudentDistribution.quantileWithin(0.95, degrees), degrees))
                .isCloseTo(0.95, within(1e-12));
    }

    /** Closed forms: one degree is the Cauchy distribution, two t / sqrt(2 + t * t). */
    @Test
    void probabilityWithin_oneAndTwoDegrees_areTheClosedForms() {
        assertThat(StudentDistribution.probabilityWithin(1, 1)).isCloseTo(0.5, within(1e-15));
        assertThat(StudentDistribution.probabilityWithin(3, 2)).isCloseTo(3 / Math.sqrt(11), within(1e-15));
        assertThat(StudentDistribution.probabilityWithin(0, 5)).isZero();
    }

    @Test
    void arguments_outOfRange_areRefused() {
        assertThatThrownBy(() -> StudentDistribution.quantileWithin(0.95, 0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> StudentDistribution.quantileWithin(1, 3)).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> StudentDistribution.probabilityWithin(-1, 3)).hasMessageContaining("at least 0");
    }
}
