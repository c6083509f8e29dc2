package org.hybridscheduler.caching.failover.routing;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long a primary that comes and goes has to wait before it serves again: twice as long as the last time, up to 5 s,
 * where it failed within 10 s of its return; no longer than its probes take, where it had served for a minute. For one
 * thread.
 */
final class Backoff {

    private static final long SOON = Duration.ofSeconds(10).toNanos();
    private static final long CALM = Duration.ofMinutes(1).toNanos();
    private static final long LONGEST = Duration.ofSeconds(5).toNanos();

    private final long shortest;
    private final DoubleSupplier random;
    private long wait;
    private long closedAt;
    private boolean closed;
    private long readyAt = Long.MIN_VALUE;

    /**
     * Makes one that has not seen a return yet.
     *
     * @param shortest what the first wait is twice of
     * @param random   from 0 to 1; nodes that share a primary should not all return at the same moment
     */
    Backoff(Duration shortest, DoubleSupplier random) {
        this.shortest = shortest.toNanos();
        this.random = random;
    }

    /** The primary serves. */
    void closed(long now) {
        closed = true;
        closedAt = now;
    }

    /** The primary does not serve; may be called again and again. */
    void left(long now) {
        if (!closed) {
            return;
        }
        closed = false;
        if (now - closedAt < SOON) {
            wait = Math.min(LONGEST, 2 * Math.max(wait, shortest));
        } else if (now - closedAt >= CALM) {
            wait = 0;
        }
        readyAt = now + (long) (wait * (1 - random.getAsDouble() / 4));
    }

    /** Whether the primary may serve again, as far as its past goes. */
    boolean ready(long now) {
        return readyAt == Long.MIN_VALUE || now - readyAt >= 0;
    }
}
