package org.hybridscheduler.system;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another process brings about. */
final class Await {

    private Await() {
    }

    /** Asks until it is so; fails with what was expected when it is not in time. */
    static void until(Duration atMost, Supplier<String> what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within " + atMost.toSeconds() + " s: " + what.get());
            }
            LockSupport.parkNanos(100_000_000);
        }
    }
}
