package org.hybridscheduler.caching.failover.jcache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.hybridscheduler.caching.failover.spi.FailoverListener;
import org.hybridscheduler.caching.failover.spi.Operation;
import org.hybridscheduler.caching.failover.spi.OperationRecorder;
import org.hybridscheduler.caching.failover.spi.Outcome;
import org.hybridscheduler.caching.failover.spi.Store;

/** Notes what was done on one cache, once: in JSR-107's statistics and for the embedding application. */
final class Meter {

    private final String cacheName;
    private final Store store;
    private final Statistics statistics;
    private final FailoverListener listener;
    private final LongSupplier nanos;
    private final OperationRecorder near;
    private final Map<String, OperationRecorder> recorders = new ConcurrentHashMap<>();
    private volatile Last last = new Last(null, null);

    // The serving backend seldom changes: one comparison is cheaper than a look into the map.
    private record Last(String backend, OperationRecorder recorder) {
    }

    Meter(String cacheName, Store store, Statistics statistics, FailoverListener listener, LongSupplier nanos) {
        this.cacheName = cacheName;
        this.store = store;
        this.statistics = statistics;
        this.listener = listener;
        this.nanos = nanos;
        near = listener.recorder(cacheName, FailoverListener.NEAR);
    }

    /** Runs an operation, which is given the time it began and notes its own success; notes its failure. */
    <T> T measured(Operation operation, LongFunction<T> work) {
        long began = begin();
        try {
            return work.apply(began);
        } catch (RuntimeException e) {
            failed(operation, began);
            throw e;
        }
    }

    long begin() {
        return nanos.getAsLong();
    }

    void got(boolean hit, long began) {
        shared(hit, nanos.getAsLong() - began);
    }

    /** One of several that were got together: its share of the time is given. */
    void shared(boolean hit, long took) {
        statistics.found(hit, took);
        recorder().completed(Operation.GET, hit ? Outcome.HIT : Outcome.MISS, took);
    }

    void gotNear(long began) {
        long took = nanos.getAsLong() - began;
        statistics.found(true, took);
        near.completed(Operation.GET, Outcome.HIT, took);
    }

    /** A look that was part of another operation. */
    void found(boolean hit) {
        statistics.found(hit, 0);
    }

    void set(boolean counted, long began) {
        long took = nanos.getAsLong() - began;
        if (counted) {
            statistics.put(took);
        }
        recorder().completed(Operation.SET, Outcome.SUCCESS, took);
    }

    void deleted(boolean counted, long began) {
        long took = nanos.getAsLong() - began;
        if (counted) {
            statistics.removed(took);
        }
        recorder().completed(Operation.DELETE, Outcome.SUCCESS, took);
    }

    void counted(long removals) {
        for (long i = 0; i < removals; i++) {
            statistics.removed(0);
        }
    }

    void invalidated(long began) {
        recorder().completed(Operation.INVALIDATE, Outcome.SUCCESS, nanos.getAsLong() - began);
    }

    void failed(Operation operation, long began) {
        recorder().completed(operation, Outcome.ERROR, nanos.getAsLong() - began);
    }

    private OperationRecorder recorder() {
        String backend = store.backend();
        Last known = last;
        if (known.backend == backend) {
            return known.recorder;
        }
        OperationRecorder recorder = recorders.computeIfAbsent(backend, name -> listener.recorder(cacheName, name));
        last = new Last(backend, recorder);
        return recorder;
    }
}
