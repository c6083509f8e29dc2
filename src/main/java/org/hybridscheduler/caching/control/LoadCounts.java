package org.hybridscheduler.caching.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hybridscheduler.caching.annotations.LoadEvent;
import org.hybridscheduler.caching.annotations.LoadListener;

/** Counts what becomes of misses, in the metrics. */
@ApplicationScoped
public class LoadCounts implements LoadListener {

    private final Map<String, Map<LoadEvent, Runnable>> counters = new ConcurrentHashMap<>();
    private final CacheMetrics metrics;

    /** For the container's proxy only. */
    protected LoadCounts() {
        this(CacheMetrics.NONE);
    }

    @Inject
    LoadCounts(Instance<CacheMetrics> metrics) {
        this(CacheMetrics.of(metrics));
    }

    LoadCounts(CacheMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void happened(LoadEvent event, String cacheName) {
        counters.computeIfAbsent(cacheName, this::counters).get(event).run();
    }

    /** All at once, so that each shows before it moves. */
    private Map<LoadEvent, Runnable> counters(String namespace) {
        Map<LoadEvent, Runnable> all = new EnumMap<>(LoadEvent.class);
        for (LoadEvent event : LoadEvent.values()) {
            all.put(event, metrics.loads(namespace, event.name().toLowerCase(Locale.ROOT)));
        }
        return all;
    }
}
