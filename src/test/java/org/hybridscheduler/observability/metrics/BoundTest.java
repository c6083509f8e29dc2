package org.hybridscheduler.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of OpenMetrics 1.0.0, "Canonical Numbers", and a few besides. */
class BoundTest {

    @ParameterizedTest
    @CsvSource({"0,0.0", "0.001,0.001", "0.002,0.002", "0.01,0.01", "0.1,0.1", "0.9,0.9", "0.95,0.95", "0.99,0.99",
        "0.999,0.999", "1,1.0", "1.7,1.7", "10,10.0", "1e-10,1e-10", "1e-9,1e-09", "1e-5,1e-05", "0.0001,0.0001",
        "1e5,100000.0", "1e6,1e+06", "1e10,1e+10", "2.5e-6,2.5e-06", "123456,123456.0", "-2.5,-2.5",
        "1234567,1.234567e+06", "1e300,1e+300"})
    void of_value_isTheCanonicalNumber(double value, String expected) {
        assertThat(Bound.of(value)).isEqualTo(new Bound(value, expected));
    }
}
