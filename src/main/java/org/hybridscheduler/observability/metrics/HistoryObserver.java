package org.hybridscheduler.observability.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import org.hybridscheduler.history.control.BatchFailed;
import org.hybridscheduler.history.control.BatchStored;
import org.hybridscheduler.history.control.WriteBuffer;

/** Counts and times what the history writes. */
@ApplicationScoped
public class HistoryObserver {

    @Inject
    Meters meters;

    @Inject
    WriteBuffer buffer;

    void begin(@Observes Startup event) {
        meters.gauge(Metric.HISTORY_BUFFER, buffer::tasks);
        meters.gauge(Metric.HISTORY_BUFFER_CAPACITY, buffer::capacity);
    }

    void stored(@Observes BatchStored batch) {
        meters.histogram(Metric.HISTORY_WRITE_BATCH).record(batch.tasks());
        meters.histogram(Metric.HISTORY_WRITE_DURATION).recordNanos(batch.took().toNanos());
        meters.histogram(Metric.HISTORY_WRITE_DELAY).recordNanos(batch.delay().toNanos());
    }

    void failed(@Observes BatchFailed batch) {
        meters.counter(Metric.HISTORY_WRITE_FAILURES).increment();
    }
}
