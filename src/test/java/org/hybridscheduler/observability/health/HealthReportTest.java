package org.hybridscheduler.observability.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.hybridscheduler.observability.health.HealthReport.Readiness;
import org.junit.jupiter.api.Test;
import org.hybridscheduler.simulation.engine.LiveState;

class HealthReportTest {

    private record Caches(String redis, boolean redisEnabled, boolean redisConnected, String backend)
            implements CacheStatus {
    }

    private static final CacheStatus DEAD_REDIS = new Caches("degraded: refused", true, false, "memory");
    private static final LiveState PAUSED = () -> "paused";

    @Test
    void readiness_redisDead_degradesButIsReady() {
        assertThat(Readiness.of(CheckResult.HEALTHY, Optional.of(DEAD_REDIS), Optional.of(PAUSED)))
                .isEqualTo(new Readiness(true, "healthy", "degraded: refused", "paused"));
    }

    @Test
    void readiness_databaseOutOfReach_isNotReady() {
        assertThat(Readiness.of(CheckResult.unreachable("x"), Optional.of(DEAD_REDIS), Optional.of(PAUSED)))
                .isEqualTo(new Readiness(false, "unreachable: x", "degraded: refused", "paused"));
    }

    @Test
    void readiness_partsAbsent_areNotConfigured() {
        assertThat(Readiness.of(CheckResult.HEALTHY, Optional.empty(), Optional.empty()))
                .isEqualTo(new Readiness(true, "healthy", "not configured", "not configured"));
    }
}
