package org.hybridscheduler.caching.failover.faults;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;

/**
 * The simulated database: rows whose versions grow, and a lock for each.
 *
 * <p>The locks keep a race of cache-aside itself out of the tests, which no cache can win: a loader reads the row, then
 * the row changes and is invalidated, then the loader puts what it had read. Whoever reads a row in order to put it
 * holds the row's lock shared until the put has returned, and whoever changes it holds the lock alone until the
 * invalidation has returned. So each put carries the version that was last when it began, and no invalidation happens
 * during a put. What takes effect after its call has returned, as a command does that its caller gave up on, is not
 * kept out: that is what the tests look for. A plain read of the cache takes no lock.
 */
final class Truth {

    private final AtomicLongArray versions;
    private final ReadWriteLock[] locks;

    Truth(int rows) {
        versions = new AtomicLongArray(rows);
        locks = IntStream.range(0, rows).mapToObj(row -> new ReentrantReadWriteLock()).toArray(ReadWriteLock[]::new);
    }

    int rows() {
        return versions.length();
    }

    String key(int row) {
        return "row-" + row;
    }

    Versioned read(int row) {
        return new Versioned(versions.get(row), System.nanoTime());
    }

    long change(int row) {
        return versions.incrementAndGet(row);
    }

    Lock loading(int row) {
        return locks[row].readLock();
    }

    Lock changing(int row) {
        return locks[row].writeLock();
    }
}
