package org.hybridscheduler.caching.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hybridscheduler.Tracing;
import org.hybridscheduler.caching.annotations.LoadEvent;
import org.hybridscheduler.caching.annotations.LoadListener;
import org.hybridscheduler.caching.annotations.LoadWork;

/** Shows what becomes of misses: counts it in the metrics, and has each load and wait as a span. */
@ApplicationScoped
public class LoadObserver implements LoadListener {

    private static final Logger LOG = System.getLogger(LoadObserver.class.getName());

    private final Map<String, Map<LoadEvent, Runnable>> counters = new ConcurrentHashMap<>();
    private final CacheMetrics metrics;
    private final Tracing tracing;

    /** For the container's proxy only. */
    protected LoadObserver() {
        this(CacheMetrics.NONE, Tracing.NONE);
    }

    @Inject
    LoadObserver(Instance<CacheMetrics> metrics, Instance<Tracing> tracing) {
        this(CacheMetrics.of(metrics), Tracing.of(tracing));
    }

    LoadObserver(CacheMetrics metrics, Tracing tracing) {
        this.metrics = metrics;
        this.tracing = tracing;
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

    @Override
    public LoadWork begin(LoadEvent expected, String cacheName) {
        String work = verb(expected) + " " + cacheName;
        Tracing.Span span = tracing.begin(work).with("cache.namespace", cacheName);
        LOG.log(Level.DEBUG, work);
        return new TracedLoad(span);
    }

    private static String verb(LoadEvent expected) {
        return switch (expected) {
            case REFRESHED -> "cache.refresh";
            case JOINED -> "cache.wait";
            default -> "cache.load";
        };
    }

    private record TracedLoad(Tracing.Span span) implements LoadWork {

        @Override
        public void failed(Throwable cause) {
            span.failed(cause);
        }

        @Override
        public void close() {
            span.close();
        }
    }
}
