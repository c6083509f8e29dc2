package org.hybridscheduler.caching.failover.spi;

import java.time.Duration;
import java.util.Map;

/**
 * What is known of the backends at one moment. Obtained through {@code CacheManager.unwrap(BackendStatus.class)}.
 *
 * @param configured the backend that is to serve: the primary, or the only one
 * @param serving    the backend that serves
 * @param state      the breaker's state; always {@code CLOSED} where there is one backend only
 * @param failovers  how often the breaker opened since the manager began
 * @param timeIn     the time spent in each state since the manager began, the current one included
 * @param cause      why the state was entered
 * @param generation the generation of entries that is served from; empty where there is one backend only
 */
public record BackendStatus(String configured, String serving, RoutingState state, long failovers,
                            Map<RoutingState, Duration> timeIn, String cause, String generation) {

    /** Whether the configured backend serves. */
    public boolean operational() {
        return state == RoutingState.CLOSED;
    }
}
