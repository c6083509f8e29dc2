package org.hybridscheduler.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.event.Startup;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.hybridscheduler.history.control.BatchFailed;
import org.hybridscheduler.history.control.BatchStored;
import org.hybridscheduler.history.control.WriteBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryObserverTest {

    private final RecordedMeters meters = new RecordedMeters();
    private final AtomicInteger buffered = new AtomicInteger();
    private final HistoryObserver observer = new HistoryObserver();

    @BeforeEach
    void begin() {
        observer.meters = meters;
        observer.buffer = new WriteBuffer() {
            @Override
            public int tasks() {
                return buffered.get();
            }

            @Override
            public int capacity() {
                return 100;
            }
        };
        observer.begin(new Startup() {
        });
    }

    @Test
    void gauges_showTheBufferAsItIsNow() {
        buffered.set(42);

        assertThat(meters.gauge(Metric.HISTORY_BUFFER)).isEqualTo(42);
        assertThat(meters.gauge(Metric.HISTORY_BUFFER_CAPACITY)).isEqualTo(100);
    }

    @Test
    void stored_batch_showsItsSizeDurationAndDelay() {
        observer.stored(new BatchStored(25, Duration.ofMillis(30), Duration.ofMillis(1500)));

        assertThat(meters.observed(Metric.HISTORY_WRITE_BATCH)).containsExactly(25.0);
        assertThat(meters.observed(Metric.HISTORY_WRITE_DURATION)).containsExactly(0.03);
        assertThat(meters.observed(Metric.HISTORY_WRITE_DELAY)).containsExactly(1.5);
        assertThat(meters.count(Metric.HISTORY_WRITE_FAILURES)).as("not counted").isNull();
    }

    @Test
    void failed_attempt_isCountedAndNothingElse() {
        observer.failed(new BatchFailed(25));

        assertThat(meters.count(Metric.HISTORY_WRITE_FAILURES)).isEqualTo(1);
        assertThat(meters.observed(Metric.HISTORY_WRITE_BATCH)).as("not observed").isNull();
    }
}
