package org.hybridscheduler.observability.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Counts what is asked of the caches. */
@ApplicationScoped
public class CacheMetrics implements org.hybridscheduler.caching.control.CacheMetrics {

    private static final Metadata OPERATIONS = Metadata.builder().withName("cache_operations_total")
            .withDescription("Cache operations by result, namespace and backend").build();

    @Inject
    MetricRegistry registry;

    @Override
    public Runnable counter(String operation, String result, String namespace, String backend) {
        return registry.counter(OPERATIONS, new Tag("operation", operation), new Tag("result", result),
                new Tag("namespace", namespace), new Tag("backend", backend))::inc;
    }
}
