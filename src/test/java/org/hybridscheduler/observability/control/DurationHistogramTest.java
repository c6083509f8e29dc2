package org.hybridscheduler.observability.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.hybridscheduler.observability.control.MetricFamily.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationHistogramTest {

    @Test
    void reading_recordedDurations_areCumulativeAndInSeconds() {
        DurationHistogram histogram = new DurationHistogram(100_000, 1_000_000);
        histogram.record(99_999);
        histogram.record(100_000);
        histogram.record(100_001);
        histogram.record(2_000_000_000);

        Histogram reading = histogram.reading();

        assertThat(reading.cumulativeCounts()).isEqualTo(Map.of(0.0001, 2L, 0.001, 3L));
        assertThat(reading.count()).isEqualTo(4);
        assertThat(reading.sum()).isEqualTo(2.0003);
    }

    @Test
    void new_boundsThatDoNotAscend_areRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DurationHistogram(5, 5))
                .withMessageContaining("5 ns follows 5 ns");
    }

    @Test
    void parse_boundsWithUnits_areNanoseconds() {
        assertThat(DurationBuckets.parse("100us, 1ms,5s")).containsExactly(100_000, 1_000_000, 5_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.5ms", "1ms,,5ms", "1m", "-1ms"})
    void parse_boundThatIsNone_isRejectedWithItsText(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> DurationBuckets.parse(text))
                .withMessageContaining("expected a whole number with us, ms or s");
    }
}
