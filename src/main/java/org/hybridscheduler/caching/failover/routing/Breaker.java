package org.hybridscheduler.caching.failover.routing;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.hybridscheduler.caching.failover.spi.FailoverListener;
import org.hybridscheduler.caching.failover.spi.RoutingState;

/**
 * The circuit breaker between callers and primary: one snapshot in one reference, and all its changes. A change is
 * asked for by somebody who acted on a snapshot; it happens only while operations still go where they went in that one.
 */
final class Breaker {

    private static final System.Logger LOG = System.getLogger(Breaker.class.getName());

    private final int failuresToOpen;
    private final LongSupplier nanos;
    private final FailoverListener listener;
    private final AtomicReference<Snapshot> current;
    private volatile Runnable alarm = () -> { };

    Breaker(int failuresToOpen, Generation fallback, LongSupplier nanos, FailoverListener listener) {
        this.failuresToOpen = failuresToOpen;
        this.nanos = nanos;
        this.listener = listener;
        this.current = new AtomicReference<>(Snapshot.first(fallback, nanos.getAsLong()));
    }

    Snapshot snapshot() {
        return current.get();
    }

    /** Sets what is called, on any thread, when the primary ought to be looked at soon. */
    void onAlarm(Runnable wake) {
        alarm = wake;
    }

    /** The primary answered. To be called only where there were failures. */
    void answered(Snapshot seen) {
        count(seen, now -> 0);
    }

    /** A read failed, so nothing is unsure; only several of them in a row count as an outage. */
    void readFailed(Snapshot seen, RuntimeException cause) {
        Snapshot counted = count(seen, now -> now.failures() + 1);
        if (counted == null) {
            return;
        }
        if (counted.failures() >= failuresToOpen) {
            open(counted, Causes.describe(cause));
        } else if (counted.failures() == 1) {
            alarm.run();
        }
    }

    /**
     * Gives up the primary's generation, which may hold what it must not: something failed half-way and may even
     * happen later. Not an outage by itself.
     */
    boolean abandon(Snapshot seen, String cause) {
        boolean changed = seen.primary() != null
                && change(seen, now -> now.fallBack(RoutingState.PROBING, nanos.getAsLong(), cause));
        if (changed) {
            alarm.run();
        }
        return changed;
    }

    /** The primary failed. */
    boolean open(Snapshot seen, String cause) {
        return change(seen, now -> now.fallBack(RoutingState.OPEN, nanos.getAsLong(), cause));
    }

    /** The primary that had failed answers. */
    boolean probe(Snapshot seen, String cause) {
        return change(seen, now -> now.fallBack(RoutingState.PROBING, nanos.getAsLong(), cause));
    }

    /** Begins to enter a generation of the primary; answers the snapshot that says so, or null where it is too late. */
    Snapshot enter(Snapshot seen, Generation next, String cause) {
        boolean changed = change(seen, now -> now.enter(next, nanos.getAsLong(), cause));
        Snapshot entering = current.get();
        return changed && entering.primary() == next ? entering : null;
    }

    /** The primary serves the generation that was entered. */
    boolean close(Snapshot entering, Generation unused, String cause) {
        return change(entering, now -> now.close(unused, nanos.getAsLong(), cause));
    }

    /** Waits until the primary serves, or for some time. */
    synchronized void awaitClosed(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        for (long left = longest.toNanos(); left > 0 && !snapshot().closed(); left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    private Snapshot count(Snapshot seen, ToIntFunction<Snapshot> failures) {
        while (true) {
            Snapshot now = current.get();
            if (!now.routesLike(seen)) {
                return null;
            }
            Snapshot next = now.withFailures(failures.applyAsInt(now));
            if (current.compareAndSet(now, next)) {
                return next;
            }
        }
    }

    private boolean change(Snapshot seen, UnaryOperator<Snapshot> step) {
        // Most failed operations come too late, after one that failed likewise: they need not wait for its log line.
        return current.get().routesLike(seen) && changeInTurn(seen, step);
    }

    // Synchronized so that listener and log hear of the changes in their order.
    private synchronized boolean changeInTurn(Snapshot seen, UnaryOperator<Snapshot> step) {
        Snapshot before;
        Snapshot after;
        do {
            before = current.get();
            if (!before.routesLike(seen)) {
                return false;
            }
            after = step.apply(before);
        } while (!current.compareAndSet(before, after));
        if (before.state() != after.state()) {
            announce(before, after);
            notifyAll();
        }
        return true;
    }

    // The listener first: near tiers are emptied by it, and a log may take its time.
    private void announce(Snapshot before, Snapshot after) {
        Duration spent = Duration.ofNanos(after.since() - before.since());
        try {
            listener.transition(before.state(), after.state(), after.cause(), spent);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "The failover listener failed. Maybe it should catch its own exceptions?", e);
        }
        LOG.log(after.state() == RoutingState.OPEN ? Level.WARNING : Level.INFO,
                "The cache breaker went from {0} to {1} after {2} ms; {3} serves, generation {4}. Cause: {5}",
                before.state(), after.state(), Long.toString(spent.toMillis()), after.serving().backend().name(),
                after.serving(), after.cause());
    }
}
