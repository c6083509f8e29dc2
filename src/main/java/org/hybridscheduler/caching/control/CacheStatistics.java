package org.hybridscheduler.caching.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hybridscheduler.caching.annotations.CacheOperation;
import org.hybridscheduler.caching.annotations.CacheOperationListener;
import org.hybridscheduler.caching.annotations.CacheOutcome;

/**
 * Counts every operation on a cache, per namespace. The products' own statistics are not used: Redisson's count too
 * few, Hazelcast's count by partition owner instead of by caller.
 */
@ApplicationScoped
public class CacheStatistics implements CacheOperationListener {

    private final Map<String, OperationCounts> namespaces = new ConcurrentHashMap<>();
    private final CacheMetrics metrics;
    private final String backend;

    /** For the container's proxy only. */
    protected CacheStatistics() {
        this((operation, result, namespace, backend) -> () -> { }, "");
    }

    @Inject
    CacheStatistics(Instance<CacheMetrics> metrics, CacheSettings settings) {
        this(metrics.isUnsatisfied() ? (operation, result, namespace, backend) -> () -> { } : metrics.get(),
                settings.backend());
    }

    CacheStatistics(CacheMetrics metrics, String backend) {
        this.metrics = metrics;
        this.backend = backend;
    }

    @Override
    public void completed(CacheOperation operation, CacheOutcome outcome, String cacheName, long nanos) {
        counts(cacheName).add(operation, outcome);
    }

    OperationCounts counts(String namespace) {
        OperationCounts counts = namespaces.get(namespace);
        return counts != null ? counts
                : namespaces.computeIfAbsent(namespace, name -> new OperationCounts(metrics, name, backend));
    }

    void reset() {
        namespaces.values().forEach(OperationCounts::reset);
    }
}
