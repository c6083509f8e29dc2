package org.hybridscheduler.caching.failover.routing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javax.cache.CacheException;
import org.hybridscheduler.caching.failover.spi.FailoverListener;
import org.hybridscheduler.caching.failover.spi.OperationRecorder;
import org.hybridscheduler.caching.failover.spi.Outcome;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoreSettings;
import org.hybridscheduler.caching.failover.spi.UnencodableEntryException;

/**
 * Performs operations on one cache where the snapshot says, and again where the snapshot changed meanwhile: what was
 * done in a place that is no longer served from does not count.
 */
final class Route {

    /** Each round but the first takes a change of the snapshot, which takes probes: nobody comes near this. */
    private static final int ROUNDS = 20;

    private final StoreSettings settings;
    private final Breaker breaker;
    private final Watchdog watchdog;
    private final long timeout;
    private final RecentChanges changes;
    private final FailoverListener listener;
    private final LongSupplier nanos;
    private final Map<String, OperationRecorder> recorders = new ConcurrentHashMap<>();

    /**
     * Makes the route of a cache.
     *
     * @param timeout of one call of the primary, in nanoseconds
     */
    Route(StoreSettings settings, Breaker breaker, Watchdog watchdog, long timeout, RecentChanges changes,
            FailoverListener listener, LongSupplier nanos) {
        this.settings = settings;
        this.breaker = breaker;
        this.watchdog = watchdog;
        this.timeout = timeout;
        this.changes = changes;
        this.listener = listener;
        this.nanos = nanos;
    }

    String backend() {
        return breaker.snapshot().serving().backend().name();
    }

    /**
     * Performs an operation.
     *
     * @param key of a change; null where it concerns all of them
     */
    <T> T perform(Primitive primitive, String key, Function<Store, T> work) {
        boolean failed = false;
        for (int round = 0; round < ROUNDS; round++) {
            Snapshot seen = breaker.snapshot();
            boolean onPrimary = seen.closed() && !failed;
            try {
                T result = onPrimary ? onPrimary(seen, primitive, key, work) : onFallback(seen, primitive, key, work);
                if (stillCounts(seen, primitive)) {
                    return result;
                }
            } catch (PrimaryFailure e) {
                // A read may go on at the unused fallback, where it misses, though the breaker is still closed.
                failed = !primitive.unsureIfFailed();
            } catch (CallInterruptedException e) {
                throw e;
            } catch (RuntimeException e) {
                if (stillCounts(seen, primitive)) {
                    throw e;
                }
            }
        }
        throw new CacheException("The backend of cache \"%s\" changed %d times during one operation. "
                .formatted(settings.cacheName(), ROUNDS) + "Maybe the time-out is too short for this primary?");
    }

    private boolean stillCounts(Snapshot seen, Primitive primitive) {
        Snapshot now = breaker.snapshot();
        return primitive.changing() ? now.routesLike(seen) : now.serving() == seen.serving();
    }

    private <T> T onPrimary(Snapshot seen, Primitive primitive, String key, Function<Store, T> work) {
        long start = nanos.getAsLong();
        T result;
        try {
            result = watchdog.call(timeout, () -> work.apply(seen.primary().store(settings)));
        } catch (RuntimeException e) {
            throw failed(seen, primitive, e, nanos.getAsLong() - start);
        } catch (Error e) {
            abandonIfUnsure(seen, primitive, e);
            throw e;
        }
        if (primitive.changing()) {
            changes.add(settings.cacheName(), key);
        }
        if (seen.failures() != 0) {
            breaker.answered(seen);
        }
        return result;
    }

    /** Tells the breaker of a failure, and what to throw because of it. */
    private RuntimeException failed(Snapshot seen, Primitive primitive, RuntimeException cause, long took) {
        RuntimeException unencodable = Causes.find(cause, UnencodableEntryException.class);
        if (unencodable != null) {
            return unencodable;
        }
        if (primitive.operation() != null) {
            recorder(seen.primary().backend().name()).completed(primitive.operation(), Outcome.ERROR, took);
        }
        if (primitive.unsureIfFailed()) {
            abandonIfUnsure(seen, primitive, cause);
        } else if (!(cause instanceof CallInterruptedException)) {
            breaker.readFailed(seen, cause);
        }
        return cause instanceof CallInterruptedException ? cause : PrimaryFailure.INSTANCE;
    }

    private void abandonIfUnsure(Snapshot seen, Primitive primitive, Throwable cause) {
        if (primitive.unsureIfFailed()) {
            breaker.abandon(seen, "the outcome of a write is unknown: " + Causes.describe(cause));
        }
    }

    private <T> T onFallback(Snapshot seen, Primitive primitive, String key, Function<Store, T> work) {
        if (seen.entering() && primitive.changing()) {
            dropFromNext(seen, key);
        }
        return work.apply(seen.fallback().store(settings));
    }

    /**
     * Keeps a change of the fallback from being undone by what another node has already put into the generation that
     * is about to serve.
     */
    private void dropFromNext(Snapshot seen, String key) {
        try {
            changes.add(settings.cacheName(), key);
            watchdog.call(timeout, () -> {
                Stale.drop(seen.primary().store(settings), key);
                return null;
            });
        } catch (RuntimeException e) {
            breaker.abandon(seen, "an entry could not be dropped: " + Causes.describe(e));
            throw e instanceof CallInterruptedException ? e : PrimaryFailure.INSTANCE;
        }
    }

    private OperationRecorder recorder(String backend) {
        return recorders.computeIfAbsent(backend, name -> listener.recorder(settings.cacheName(), name));
    }

    /** Says that the breaker knows of the failure and that the operation has to go on elsewhere. */
    private static final class PrimaryFailure extends RuntimeException {

        private static final long serialVersionUID = 1;
        private static final PrimaryFailure INSTANCE = new PrimaryFailure();

        private PrimaryFailure() {
            super("the primary failed", null, false, false);
        }
    }
}
