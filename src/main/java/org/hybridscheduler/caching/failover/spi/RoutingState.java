package org.hybridscheduler.caching.failover.spi;

/**
 * The states of the circuit breaker between caller and primary.
 * <ul>
 * <li>{@code CLOSED}: the primary serves;
 * <li>{@code OPEN}: the primary failed; the fallback serves, no caller touches the primary;
 * <li>{@code PROBING}: the primary is being tried in the background, for the first time, after an outage, or after a
 * write whose outcome is unknown; the fallback serves.
 * </ul>
 */
public enum RoutingState {
    CLOSED, OPEN, PROBING
}
