package org.hybridscheduler.observability.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hybridscheduler.caching.control.CacheHealth;
import org.hybridscheduler.caching.control.CacheSettings;
import org.hybridscheduler.caching.failover.spi.BackendStatus;
import org.hybridscheduler.caching.failover.spi.RoutingState;
import org.hybridscheduler.observability.control.MetricFamily.Series;
import org.hybridscheduler.observability.control.MetricFamily.Type;
import org.hybridscheduler.observability.control.MetricFamily.Value;

/** Which backend of the caches serves and what it has been through, read at each scrape: a registry cannot ask. */
@ApplicationScoped
public class BackendMetrics {

    private static final double NANOS_PER_SECOND = 1e9;

    @Inject
    CacheHealth health;

    @Inject
    CacheSettings settings;

    List<MetricFamily> families() {
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
            up.add(series("backend", backend, status.filter(now -> standsIn || now.operational()).isPresent() ? 1 : 0));
        }
        List<Series> spent = new ArrayList<>();
        for (RoutingState state : RoutingState.values()) {
            Duration time = status.map(now -> now.timeIn().get(state)).orElse(Duration.ZERO);
            spent.add(series("state", state.name().toLowerCase(Locale.ROOT), time.toNanos() / NANOS_PER_SECOND));
        }
        return List.of(
                new MetricFamily("cache_backend_up", Type.GAUGE, "Whether a backend of the caches can serve", up),
                new MetricFamily("cache_failovers_total", Type.COUNTER, "Times that the configured backend failed",
                        List.of(new Series(Map.of(), new Value(status.map(BackendStatus::failovers).orElse(0L))))),
                new MetricFamily("cache_state_seconds_total", Type.COUNTER,
                        "Time in each state of the breaker before the configured backend", spent));
    }

    private static Series series(String label, String name, double value) {
        return new Series(Map.of(label, name), new Value(value));
    }
}
