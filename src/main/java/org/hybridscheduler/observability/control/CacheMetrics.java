package org.hybridscheduler.observability.control;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Counts what is asked of the caches. */
@ApplicationScoped
public class CacheMetrics {

    private static final int MAX_SERIES = 500;
    private static final Metadata OPERATIONS = Metadata.builder().withName("cache_operations_total")
            .withDescription("Cache operations by result, namespace and backend").build();

    private record Operation(String operation, String result, String namespace, String backend) {
    }

    @Inject
    MetricRegistry registry;

    private BoundedMeters<Operation, Counter> counters;

    @PostConstruct
    void start() {
        counters = new BoundedMeters<>(MAX_SERIES, new Operation("other", "other", "other", "other"),
                key -> registry.counter(OPERATIONS,
                        new Tag("operation", key.operation()), new Tag("result", key.result()),
                        new Tag("namespace", key.namespace()), new Tag("backend", key.backend())));
    }

    /**
     * Counts one operation.
     *
     * @param operation get, set, delete or invalidate
     * @param result    hit, miss, success or error
     * @param backend   redis or memory
     */
    public void count(String operation, String result, String namespace, String backend) {
        counters.get(new Operation(operation, result, namespace, backend)).inc();
    }
}
