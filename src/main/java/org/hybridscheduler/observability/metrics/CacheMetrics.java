package org.hybridscheduler.observability.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.LongConsumer;
import org.hybridscheduler.observability.tracing.CacheSpans;

/** Counts, times and traces what is asked of the caches. */
@ApplicationScoped
public class CacheMetrics implements org.hybridscheduler.caching.control.CacheMetrics {

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
            count.increment();
            duration.recordNanos(nanos);
            span.accept(nanos);
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
