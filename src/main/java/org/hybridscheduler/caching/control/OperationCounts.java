package org.hybridscheduler.caching.control;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.hybridscheduler.caching.annotations.CacheOperation;
import org.hybridscheduler.caching.annotations.CacheOutcome;

/** The operations on one namespace, counted by kind and outcome since the last reset and for good in the metrics. */
final class OperationCounts {

    private static final int OUTCOMES = CacheOutcome.values().length;

    private record Count(LongAdder sinceReset, Runnable metric) {
    }

    private final AtomicReferenceArray<Count> counts =
            new AtomicReferenceArray<>(CacheOperation.values().length * OUTCOMES);
    private final CacheMetrics metrics;
    private final String namespace;
    private final String backend;

    OperationCounts(CacheMetrics metrics, String namespace, String backend) {
        this.metrics = metrics;
        this.namespace = namespace;
        this.backend = backend;
    }

    void add(CacheOperation operation, CacheOutcome outcome) {
        int index = index(operation, outcome);
        Count count = counts.get(index);
        if (count == null) {
            // Two first callers may both ask for the metric; its owner gives both the same one.
            counts.compareAndSet(index, null, new Count(new LongAdder(),
                    metrics.counter(label(operation), label(outcome), namespace, backend)));
            count = counts.get(index);
        }
        count.sinceReset().increment();
        count.metric().run();
    }

    long sinceReset(CacheOperation operation, CacheOutcome outcome) {
        Count count = counts.get(index(operation, outcome));
        return count == null ? 0 : count.sinceReset().sum();
    }

    void reset() {
        for (int i = 0; i < counts.length(); i++) {
            Count count = counts.get(i);
            if (count != null) {
                count.sinceReset().reset();
            }
        }
    }

    private static int index(CacheOperation operation, CacheOutcome outcome) {
        return operation.ordinal() * OUTCOMES + outcome.ordinal();
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
