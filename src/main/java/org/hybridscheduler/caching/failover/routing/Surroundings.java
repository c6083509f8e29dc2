package org.hybridscheduler.caching.failover.routing;

import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Time, chance and threads, which tests bring themselves.
 *
 * @param clock  wall time, for what people read and for when to sweep; nothing that must be right depends on it
 * @param nanos  a clock that only goes forward
 * @param ids    texts without a tilde, of which no two are ever the same on any node
 * @param random numbers from 0 to 1
 * @param loops  what runs in the background
 */
record Surroundings(InstantSource clock, LongSupplier nanos, Supplier<String> ids, DoubleSupplier random,
                    Loop.Source loops) {

    private static final int BASE = 36;

    static Surroundings real(InstantSource clock) {
        return new Surroundings(clock, System::nanoTime, () -> Long.toString(clock.millis(), BASE) + "-"
                + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), BASE),
                () -> ThreadLocalRandom.current().nextDouble(), ThreadLoop::new);
    }
}
