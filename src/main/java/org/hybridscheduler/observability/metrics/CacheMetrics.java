package org.hybridscheduler.observability.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.hybridscheduler.observability.tracing.CacheSpans;
import org.hybridscheduler.observability.tracing.TraceIds;

/** Counts, times and traces what is asked of the caches. */
@ApplicationScoped
public class CacheMetrics implements org.hybridscheduler.caching.control.CacheMetrics {

    private static final double NANOS_PER_SECOND = 1e9;

    @Inject
    Meters meters;

    @Inject
    CacheSpans spans;

    @Override
    public LongConsumer operations(String operation, String result, String namespace, String backend) {
        Meters.Count count = meters.counter(Metric.CACHE_OPERATIONS, operation, result, namespace, backend);
        Meters.Distribution duration = meters.histogram(Metric.CACHE_OPERATION_DURATION, operation, namespace,
                backend);
        LongConsumer span = spans.operations(operation, result, namespace, backend);
        return nanos -> {
            // Looked for once, as a hit is counted in nanoseconds.
            Optional<TraceIds> trace = TraceIds.sampled();
            count.increment();
            duration.record(nanos / NANOS_PER_SECOND, trace);
            if (trace.isPresent()) {
                span.accept(nanos);
            }
        };
    }

    @Override
    public Runnable undecodable(String namespace, String backend) {
        return meters.counter(Metric.CACHE_UNDECODABLE, namespace, backend)::increment;
    }

    @Override
    public Runnable loads(String namespace, String result) {
        return meters.counter(Metric.CACHE_LOADS, namespace, result)::increment;
    }
}
