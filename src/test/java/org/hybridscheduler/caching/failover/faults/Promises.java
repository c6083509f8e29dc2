package org.hybridscheduler.caching.failover.faults;

import java.util.concurrent.atomic.AtomicLongArray;

/** What completed invalidations promise: no read that begins later returns an older version of the row. */
final class Promises {

    private final AtomicLongArray oldest;

    Promises(int rows) {
        oldest = new AtomicLongArray(rows);
    }

    /** What two nodes promise together. */
    static Promises both(Promises one, Promises other) {
        Promises joint = new Promises(one.oldest.length());
        for (int row = 0; row < joint.oldest.length(); row++) {
            joint.invalidated(row, Math.max(one.oldestAllowed(row), other.oldestAllowed(row)));
        }
        return joint;
    }

    /** An invalidation has returned, after the row had this version. */
    void invalidated(int row, long version) {
        oldest.accumulateAndGet(row, version, Math::max);
    }

    long oldestAllowed(int row) {
        return oldest.get(row);
    }
}
