package org.hybridscheduler.caching.failover.faults;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another process or a background thread does. */
final class Await {

    private static final Duration POLL = Duration.ofMillis(2);

    private Await() {
    }

    /**
     * Polls until something holds.
     *
     * @param limit only keeps a broken build from hanging
     * @return how long it took
     * @throws AssertionError where it does not hold within the limit
     */
    static Duration until(String what, Duration limit, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new AssertionError("waited %s in vain until: %s".formatted(limit, what));
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Lets a while pass, for others to run in. */
    static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
