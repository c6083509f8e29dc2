package org.hybridscheduler.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hybridscheduler.caching.failover.spi.BackendStatus;
import org.hybridscheduler.caching.failover.spi.RoutingState;
import org.hybridscheduler.observability.exposition.PrometheusText;
import org.junit.jupiter.api.Test;

class BackendMetricsTest {

    private static final List<String> BOTH = List.of("redis", "memory");

    private static String text(List<String> backends, BackendStatus status) {
        return PrometheusText.of(BackendMetrics.families(backends, Optional.ofNullable(status)));
    }

    private static BackendStatus status(String serving, RoutingState state, long failovers) {
        return new BackendStatus("redis", serving, state, failovers, Map.of(RoutingState.CLOSED,
                Duration.ofMillis(2500), RoutingState.OPEN, Duration.ofMillis(1)), "cause", "1");
    }

    @Test
    void families_redisServes_bothAreUpAndTimesAreInSeconds() {
        assertThat(text(BOTH, status("redis", RoutingState.CLOSED, 3))).contains(
                "# TYPE cache_backend_up gauge", "cache_backend_up{backend=\"redis\"} 1\n",
                "cache_backend_up{backend=\"memory\"} 1\n", "# TYPE cache_failovers_total counter",
                "cache_failovers_total 3\n", "# TYPE cache_state_seconds_total counter",
                "cache_state_seconds_total{state=\"closed\"} 2.5\n", "cache_state_seconds_total{state=\"open\"} 0.001\n",
                "cache_state_seconds_total{state=\"probing\"} 0\n");
    }

    @Test
    void families_memoryStandsIn_redisIsDown() {
        for (RoutingState state : List.of(RoutingState.OPEN, RoutingState.PROBING)) {
            assertThat(text(BOTH, status("memory", state, 1))).contains("cache_backend_up{backend=\"redis\"} 0\n",
                    "cache_backend_up{backend=\"memory\"} 1\n");
        }
    }

    @Test
    void families_notStartedYet_nothingIsUp() {
        assertThat(text(BOTH, null)).contains("cache_backend_up{backend=\"redis\"} 0\n",
                "cache_backend_up{backend=\"memory\"} 0\n", "cache_failovers_total 0\n");
        assertThat(text(List.of("memory"), null)).doesNotContain("redis");
    }
}
