package org.hybridscheduler.caching.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** Whether the caches' backend serves. Every answer comes within a fifth of a second. */
@ApplicationScoped
public class CacheHealth {

    private static final Duration BOUND = Duration.ofMillis(200);

    /** The state of Redis: whether it is configured, and whether it answers. */
    public record Redis(boolean enabled, boolean connected) {
    }

    @Inject
    CacheLifecycle lifecycle;

    @Inject
    CacheSettings settings;

    /** The configured backend: {@code redis} or {@code memory}. */
    public String backend() {
        return settings.backend();
    }

    public Redis redis() {
        return new Redis(enabled(), enabled() && operational());
    }

    /** Whether Redis is configured; asks nobody. */
    public boolean enabled() {
        return settings.redis().isPresent();
    }

    /** Redis as a readiness check says it: {@code healthy}, {@code degraded: …} or {@code not configured}. */
    public String redisCheck() {
        if (!enabled()) {
            return "not configured";
        }
        if (lifecycle.current().isEmpty()) {
            return "degraded: the Redis client has not started, reads are not cached";
        }
        return operational() ? "healthy" : "degraded: Redis does not answer, reads are not cached";
    }

    /** Whether the configured backend has started and answers. */
    public boolean operational() {
        return lifecycle.current().map(backend -> backend.answers(BOUND)).orElse(false);
    }
}
