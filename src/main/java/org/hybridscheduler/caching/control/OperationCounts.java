package org.hybridscheduler.caching.control;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import org.hybridscheduler.caching.failover.spi.Operation;
import org.hybridscheduler.caching.failover.spi.OperationRecorder;
import org.hybridscheduler.caching.failover.spi.Outcome;

/** The operations on one namespace in one backend, counted since the last reset and for good in the metrics. */
final class OperationCounts implements OperationRecorder {

    private static final int OUTCOMES = Outcome.values().length;

    private record Count(LongAdder sinceReset, LongConsumer metric) {
    }

    private final AtomicReferenceArray<Count> counts =
            new AtomicReferenceArray<>(Operation.values().length * OUTCOMES);
    private final LongAdder getNanos = new LongAdder();
    private final CacheMetrics metrics;
    private final String namespace;
    private final String backend;

    OperationCounts(CacheMetrics metrics, String namespace, String backend) {
        this.metrics = metrics;
        this.namespace = namespace;
        this.backend = backend;
    }

    @Override
    public void completed(Operation operation, Outcome outcome, long nanos) {
        int index = index(operation, outcome);
        Count count = counts.get(index);
        if (count == null) {
            // Two first callers may both ask for the metric; its owner gives both the same one.
            counts.compareAndSet(index, null, new Count(new LongAdder(),
                    metrics.operations(label(operation), label(outcome), namespace, backend)));
            count = counts.get(index);
        }
        count.sinceReset().increment();
        count.metric().accept(nanos);
        if (outcome == Outcome.HIT || outcome == Outcome.MISS) {
            getNanos.add(nanos);
        }
    }

    long sinceReset(Operation operation, Outcome outcome) {
        Count count = counts.get(index(operation, outcome));
        return count == null ? 0 : count.sinceReset().sum();
    }

    long errorsSinceReset() {
        long errors = 0;
        for (Operation operation : Operation.values()) {
            errors += sinceReset(operation, Outcome.ERROR);
        }
        return errors;
    }

    /** How long all hits and misses together took, in nanoseconds. */
    long getNanosSinceReset() {
        return getNanos.sum();
    }

    void reset() {
        for (int i = 0; i < counts.length(); i++) {
            Count count = counts.get(i);
            if (count != null) {
                count.sinceReset().reset();
            }
        }
        getNanos.reset();
    }

    private static int index(Operation operation, Outcome outcome) {
        return operation.ordinal() * OUTCOMES + outcome.ordinal();
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
