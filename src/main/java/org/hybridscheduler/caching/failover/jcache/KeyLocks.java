package org.hybridscheduler.caching.failover.jcache;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets threads that want the same key take turns, and no longer than a while: locks are shared by keys, so threads that
 * hold several could wait for each other; who gets none goes on without, and nothing may depend on having one.
 */
final class KeyLocks {

    private static final int STRIPES = 64;

    private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];
    private final Duration patience;

    KeyLocks(Duration patience) {
        this.patience = patience;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new ReentrantLock();
        }
    }

    <T> T inTurn(String key, Supplier<T> work) {
        ReentrantLock lock = stripes[(key.hashCode() * 0x9E3779B9) >>> 26];
        boolean held = acquire(lock);
        try {
            return work.get();
        } finally {
            if (held) {
                lock.unlock();
            }
        }
    }

    private boolean acquire(ReentrantLock lock) {
        try {
            return lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
