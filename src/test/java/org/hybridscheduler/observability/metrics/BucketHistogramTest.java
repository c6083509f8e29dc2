package org.hybridscheduler.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.hybridscheduler.observability.metrics.MetricFamily.Histogram;
import org.junit.jupiter.api.Test;

class BucketHistogramTest {

    @Test
    void reading_recordedDurations_areCumulativeAndInSeconds() {
        BucketHistogram histogram = new BucketHistogram(List.of(0.0001, 0.001));
        histogram.recordNanos(99_999);
        histogram.recordNanos(100_000);
        histogram.recordNanos(100_001);
        histogram.record(2);

        Histogram reading = histogram.reading();

        assertThat(reading.cumulativeCounts()).isEqualTo(Map.of(0.0001, 2L, 0.001, 3L));
        assertThat(reading.count()).isEqualTo(4);
        assertThat(reading.sum()).isCloseTo(2.0003, within(1e-9));
    }
}
