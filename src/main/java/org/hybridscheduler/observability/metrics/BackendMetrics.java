package org.hybridscheduler.observability.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hybridscheduler.caching.control.CacheHealth;
import org.hybridscheduler.caching.control.CacheSettings;
import org.hybridscheduler.caching.failover.spi.BackendStatus;
import org.hybridscheduler.caching.failover.spi.RoutingState;
import org.hybridscheduler.observability.metrics.MetricFamily.Series;

/** Which backend of the caches serves and what it has been through, read at each scrape: a registry cannot ask. */
@ApplicationScoped
public class BackendMetrics implements MetricSource {

    private static final double NANOS_PER_SECOND = 1e9;

    @Inject
    CacheHealth health;

    @Inject
    CacheSettings settings;

    @Override
    public List<MetricFamily> families() {
        return families(settings.backends(), health.status());
    }

    /**
     * The figures of one moment.
     *
     * @param backends those that may serve, the one that is to serve first
     * @param status   empty until the caches have started
     */
    static List<MetricFamily> families(List<String> backends, Optional<BackendStatus> status) {
        List<Series> up = new ArrayList<>();
        for (String backend : backends) {
            // The one that stands in runs in this process; the configured one is up when it serves.
            boolean standsIn = !backend.equals(backends.get(0));
            boolean serves = status.filter(now -> standsIn || now.operational()).isPresent();
            up.add(MetricFamily.series(Metric.CACHE_BACKEND_UP, serves ? 1 : 0, backend));
        }
        List<Series> present = new ArrayList<>();
        List<Series> spent = new ArrayList<>();
        for (RoutingState state : RoutingState.values()) {
            String word = state.name().toLowerCase(Locale.ROOT);
            boolean now = status.filter(at -> at.state() == state).isPresent();
            present.add(MetricFamily.series(Metric.CACHE_STATE, now ? 1 : 0, word));
            Duration time = status.map(at -> at.timeIn().get(state)).orElse(Duration.ZERO);
            spent.add(MetricFamily.series(Metric.CACHE_STATE_TIME, time.toNanos() / NANOS_PER_SECOND, word));
        }
        long failovers = status.map(BackendStatus::failovers).orElse(0L);
        return List.of(MetricFamily.of(Metric.CACHE_BACKEND_UP, up), MetricFamily.of(Metric.CACHE_STATE, present),
                MetricFamily.of(Metric.CACHE_STATE_TIME, spent), MetricFamily.of(Metric.CACHE_FAILOVERS,
                        List.of(MetricFamily.series(Metric.CACHE_FAILOVERS, failovers))));
    }
}
