package org.hybridscheduler.caching.failover.routing;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Bounds calls of a backend that may hang. A call stays on its caller's thread; one that takes too long is interrupted
 * by another thread. This asks one thing of a backend: a blocked call ends, with an exception, when interrupted. One
 * that waits on, like Redisson's synchronous JCache in its {@code join()}, is bounded by its own time-out only, however
 * long that is; it has to be wrapped, so that it ends, or given a time-out of its own at the bound.
 *
 * <p>Time is counted in ticks, and a tick that came late counts as three at most. A paused or starved JVM, in which
 * answers wait to be read, thus ages its calls by little.
 */
final class Watchdog {

    private static final int TICKS_PER_CALL = 10;
    private static final int LATE_TICK_COUNTS = 3;

    private final LongSupplier nanos;
    private final long period;
    private final Set<Call> calls = ConcurrentHashMap.newKeySet();
    private long lastTick;
    private long age;

    /**
     * Makes a watchdog whose {@link #tick} has to be called all the time.
     *
     * @param shortest the shortest limit that will be asked for; a tenth of it is how late an interrupt may be
     */
    Watchdog(LongSupplier nanos, Duration shortest) {
        this.nanos = nanos;
        this.period = Math.max(1, shortest.toNanos() / TICKS_PER_CALL);
        this.lastTick = nanos.getAsLong();
    }

    /**
     * Makes a call.
     *
     * @throws CallTimeoutException     after the limit
     * @throws CallInterruptedException where somebody else interrupted the thread meanwhile; it is interrupted again
     */
    <T> T call(Duration limit, Supplier<T> work) {
        return call(limit.toNanos(), work);
    }

    /** Like the other, with a limit in nanoseconds. */
    <T> T call(long limit, Supplier<T> work) {
        // A flag from before would end the call at once, so it is put aside until the call is over.
        boolean interruptedBefore = Thread.interrupted();
        Call call = new Call(Thread.currentThread(), limit);
        calls.add(call);
        boolean cutShort = false;
        RuntimeException failure;
        try {
            return work.get();
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            calls.remove(call);
            cutShort = call.end();
            if (interruptedBefore) {
                Thread.currentThread().interrupt();
            }
        }
        throw cutShort ? new CallTimeoutException(limit, failure) : explain(failure, interruptedBefore);
    }

    /** Lets time pass and interrupts what took too long; tells in how many nanoseconds to call it again. */
    long tick() {
        long now = nanos.getAsLong();
        age += Math.min(now - lastTick, LATE_TICK_COUNTS * period);
        lastTick = now;
        for (Call call : calls) {
            call.look(age);
        }
        return period;
    }

    private static RuntimeException explain(RuntimeException failure, boolean interruptedBefore) {
        boolean interrupted = !interruptedBefore && Thread.currentThread().isInterrupted();
        if (interrupted || Causes.find(failure, InterruptedException.class) != null) {
            Thread.currentThread().interrupt();
            return new CallInterruptedException(failure);
        }
        return failure;
    }

    /** One call. Who moves it from {@code RUNNING} first, caller or watchdog, decides how it ends. */
    private static final class Call extends AtomicInteger {

        private static final long serialVersionUID = 1;
        private static final int RUNNING = 0;
        private static final int DONE = 1;
        private static final int INTERRUPTING = 2;
        private static final int INTERRUPTED = 3;

        private final transient Thread thread;
        private final long limit;
        // Known to the watchdog's thread alone.
        private long seenAt = -1;

        Call(Thread thread, long limit) {
            super(RUNNING);
            this.thread = thread;
            this.limit = limit;
        }

        void look(long age) {
            if (seenAt < 0) {
                seenAt = age;
            } else if (age - seenAt >= limit && compareAndSet(RUNNING, INTERRUPTING)) {
                thread.interrupt();
                set(INTERRUPTED);
            }
        }

        /** Ends the call on its own thread; tells whether the watchdog interrupted it, and takes that back. */
        boolean end() {
            if (compareAndSet(RUNNING, DONE)) {
                return false;
            }
            // The interrupt must have happened, or it would hit whatever the thread does next.
            while (get() != INTERRUPTED) {
                Thread.yield();
            }
            Thread.interrupted();
            return true;
        }

        // An identity hash costs more than the rest of the call's bookkeeping.
        @Override
        public int hashCode() {
            return (int) (thread.getId() * 0x9E3779B97F4A7C15L >>> 32);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }
    }
}
