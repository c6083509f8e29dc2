package org.hybridscheduler.observability.metrics;

import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.hybridscheduler.observability.tracing.TraceIds;

/**
 * Gives what moves the declared metrics. Asking costs a look into a map; who moves one often keeps it. Each method
 * throws {@link IllegalArgumentException} for a metric of another kind or another number of label values.
 */
public interface Meters {

    /** Counts upwards. Thread-safe; nobody waits. */
    @FunctionalInterface
    interface Count {

        void add(long more);

        default void increment() {
            add(1);
        }
    }

    /**
     * Takes what a histogram observes, in the metric's unit. Thread-safe; nobody waits. What is recorded within a
     * sampled trace may show it as an exemplar.
     */
    @FunctionalInterface
    interface Distribution {

        void record(double value);

        /** Records what was observed in the given trace instead of this thread's. */
        default void record(double value, Optional<TraceIds> trace) {
            record(value);
        }

        /** Records nanoseconds where the unit is seconds. */
        default void recordNanos(long nanos) {
            record(nanos / 1e9);
        }
    }

    /** A counter's series; it shows 0 from now on. */
    Count counter(Metric metric, String... labelValues);

    /** A histogram's or timer's series. */
    Distribution histogram(Metric metric, String... labelValues);

    /**
     * Asks {@code value} at each scrape; the first supplier of a series stays. One beyond the metric's most series is
     * left out, since gauges cannot share one.
     */
    void gauge(Metric metric, DoubleSupplier value, String... labelValues);
}
