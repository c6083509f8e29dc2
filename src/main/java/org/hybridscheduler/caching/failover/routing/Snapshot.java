package org.hybridscheduler.caching.failover.routing;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.hybridscheduler.caching.failover.spi.RoutingState;

/**
 * All that decides where an operation goes, at one moment. An operation reads it once before it acts and once after.
 *
 * @param state     which backend serves: the primary if {@code CLOSED}, else the fallback
 * @param primary   the generation served from if {@code CLOSED}; the one about to be, if {@code PROBING} and not null:
 *                  whoever changes something on the fallback must then drop it there too
 * @param fallback  the generation that serves unless {@code CLOSED}; if {@code CLOSED} it was never written to
 * @param failures  failed reads since the last good one
 * @param since     when the state was entered, in nanoseconds
 * @param cause     why it was entered
 * @param failovers how often {@code OPEN} was entered
 * @param spent     nanoseconds in each state before this one
 */
record Snapshot(RoutingState state, Generation primary, Generation fallback, int failures, long since, String cause,
                long failovers, Map<RoutingState, Long> spent) {

    Snapshot {
        Objects.requireNonNull(fallback, "fallback");
        Objects.requireNonNull(cause, "cause");
        spent = Map.copyOf(spent);
        if (state == RoutingState.CLOSED && primary == null || state == RoutingState.OPEN && primary != null) {
            throw new IllegalArgumentException("%s with the primary's generation %s".formatted(state, primary));
        }
    }

    static Snapshot first(Generation fallback, long now) {
        return new Snapshot(RoutingState.PROBING, null, fallback, 0, now, "start", 0, Map.of());
    }

    boolean closed() {
        return state == RoutingState.CLOSED;
    }

    /** Whether the primary's generation is about to be served from. */
    boolean entering() {
        return state == RoutingState.PROBING && primary != null;
    }

    /** Whether operations go where they go in another snapshot. */
    boolean routesLike(Snapshot that) {
        return this == that
                || closed() == that.closed() && primary == that.primary && fallback == that.fallback;
    }

    Generation serving() {
        return closed() ? primary : fallback;
    }

    Snapshot withFailures(int count) {
        return new Snapshot(state, primary, fallback, count, since, cause, failovers, spent);
    }

    /** The fallback serves; whatever generation of the primary there was is not served from again. */
    Snapshot fallBack(RoutingState next, long now, String why) {
        return to(next, null, fallback, now, why);
    }

    /** The fallback serves until a generation of the primary can be. */
    Snapshot enter(Generation generation, long now, String why) {
        return to(RoutingState.PROBING, generation, fallback, now, why);
    }

    /** The primary serves the generation that was being entered. */
    Snapshot close(Generation unused, long now, String why) {
        return to(RoutingState.CLOSED, primary, unused, now, why);
    }

    /** The time spent in each state, the current one included. */
    Map<RoutingState, Duration> timeIn(long now) {
        Map<RoutingState, Duration> times = new EnumMap<>(RoutingState.class);
        for (RoutingState each : RoutingState.values()) {
            times.put(each, Duration.ofNanos(spent.getOrDefault(each, 0L) + (each == state ? now - since : 0)));
        }
        return times;
    }

    private Snapshot to(RoutingState next, Generation nextPrimary, Generation nextFallback, long now, String why) {
        if (next == state) {
            return new Snapshot(state, nextPrimary, nextFallback, 0, since, why, failovers, spent);
        }
        Map<RoutingState, Long> times = new EnumMap<>(RoutingState.class);
        times.putAll(spent);
        times.merge(state, now - since, Long::sum);
        long opened = failovers + (next == RoutingState.OPEN ? 1 : 0);
        return new Snapshot(next, nextPrimary, nextFallback, 0, now, why, opened, times);
    }
}
