package org.hybridscheduler.caching.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.hybridscheduler.caching.failover.spi.BackendStatus;

/** Whether the configured backend serves, as far as is known: nobody is asked for an answer. */
@ApplicationScoped
public class CacheHealth {

    private static final String UNKNOWN = "n/a";

    @Inject
    CacheLifecycle lifecycle;

    @Inject
    CacheSettings settings;

    /** What is known of the backends; empty until the caches have started. */
    public Optional<BackendStatus> status() {
        return lifecycle.caches().current().map(caches -> caches.caches().unwrap(BackendStatus.class));
    }

    /** The backend that serves now: {@code redis} or {@code memory}; {@code n/a} until the caches have started. */
    public String backend() {
        return status().map(BackendStatus::serving).orElse(UNKNOWN);
    }

    /** Whether the configured backend serves. */
    public boolean operational() {
        return status().map(BackendStatus::operational).orElse(false);
    }

    /** Whether Redis is configured. */
    public boolean redisEnabled() {
        return settings.redis().isPresent();
    }

    /** Whether Redis serves now. */
    public boolean redisConnected() {
        return redisEnabled() && operational();
    }

    /** Redis as a readiness check says it: {@code healthy}, {@code degraded: …} or {@code not configured}. */
    public String redisCheck() {
        if (!redisEnabled()) {
            return "not configured";
        }
        return status().map(status -> status.operational() ? "healthy"
                : "degraded: %s serves, since %s".formatted(status.serving(), status.cause()))
                .orElseGet(this::notStarted);
    }

    private String notStarted() {
        return lifecycle.caches().failed() ? "degraded: the caches did not start, nothing is cached"
                : "degraded: the caches are starting";
    }
}
