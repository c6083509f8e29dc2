package org.hybridscheduler.observability.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Counts what is asked of the caches. */
@ApplicationScoped
public class CacheMetrics implements org.hybridscheduler.caching.control.CacheMetrics {

    private static final Metadata OPERATIONS = metadata("cache_operations_total",
            "Cache operations by result, namespace and backend");
    private static final Metadata UNDECODABLE = metadata("cache_undecodable_total",
            "Values of a namespace that a backend held and nobody could read, by namespace and backend");

    private static final Metadata LOADS = metadata("cache_loads_total",
            "What became of a namespace's misses and early refreshes");

    @Inject
    MetricRegistry registry;

    @Override
    public Runnable operations(String operation, String result, String namespace, String backend) {
        return registry.counter(OPERATIONS, new Tag("operation", operation), new Tag("result", result),
                new Tag("namespace", namespace), new Tag("backend", backend))::inc;
    }

    @Override
    public Runnable undecodable(String namespace, String backend) {
        return registry.counter(UNDECODABLE, new Tag("namespace", namespace), new Tag("backend", backend))::inc;
    }

    @Override
    public Runnable loads(String namespace, String result) {
        return registry.counter(LOADS, new Tag("namespace", namespace), new Tag("result", result))::inc;
    }

    private static Metadata metadata(String name, String help) {
        return Metadata.builder().withName(name).withDescription(help).build();
    }
}
