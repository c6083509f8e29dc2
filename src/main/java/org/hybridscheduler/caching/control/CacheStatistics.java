package org.hybridscheduler.caching.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hybridscheduler.caching.failover.spi.FailoverListener;
import org.hybridscheduler.caching.failover.spi.OperationRecorder;

/**
 * Counts every operation, per namespace and backend. The products' own statistics are not used: Redisson's count too
 * few, Hazelcast's count by partition owner instead of by caller.
 */
@ApplicationScoped
public class CacheStatistics implements FailoverListener {

    private record Place(String namespace, String backend) {
    }

    private final Map<Place, OperationCounts> places = new ConcurrentHashMap<>();
    private final Map<Place, Runnable> undecodable = new ConcurrentHashMap<>();
    private final CacheMetrics metrics;

    /** For the container's proxy only. */
    protected CacheStatistics() {
        this(CacheMetrics.NONE);
    }

    @Inject
    CacheStatistics(Instance<CacheMetrics> metrics) {
        this(CacheMetrics.of(metrics));
    }

    CacheStatistics(CacheMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public OperationRecorder recorder(String cacheName, String backend) {
        if (!backend.equals(NEAR)) {
            // Asked for now, so that the metric shows as 0 before it moves.
            unreadable(cacheName, backend);
        }
        return counts(cacheName, backend);
    }

    @Override
    public void undecodable(String cacheName, String backend, String key, RuntimeException cause) {
        unreadable(cacheName, backend).run();
    }

    private Runnable unreadable(String namespace, String backend) {
        return undecodable.computeIfAbsent(new Place(namespace, backend),
                place -> metrics.undecodable(place.namespace(), place.backend()));
    }

    OperationCounts counts(String namespace, String backend) {
        return places.computeIfAbsent(new Place(namespace, backend),
                place -> new OperationCounts(metrics, place.namespace(), place.backend()));
    }

    void reset() {
        places.values().forEach(OperationCounts::reset);
    }
}
