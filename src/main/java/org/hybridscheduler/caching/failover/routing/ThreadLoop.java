package org.hybridscheduler.caching.failover.routing;

import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** A loop on a daemon thread of its own. */
final class ThreadLoop implements Loop {

    private static final System.Logger LOG = System.getLogger(ThreadLoop.class.getName());
    private static final long AFTER_A_FAULT = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_END_MS = 1000;

    private final LongSupplier step;
    private final Thread thread;
    private final AtomicBoolean due = new AtomicBoolean();
    private volatile boolean closed;

    ThreadLoop(String name, LongSupplier step) {
        this.step = step;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void kick() {
        if (due.compareAndSet(false, true)) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        if (thread == Thread.currentThread()) {
            return;
        }
        try {
            thread.join(LONGEST_END_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            due.set(false);
            rest(once());
        }
    }

    private long once() {
        try {
            return step.getAsLong();
        } catch (RuntimeException | Error e) {
            if (!closed) {
                LOG.log(Level.ERROR, "A step of " + thread.getName() + " failed; it goes on in a second", e);
            }
            return AFTER_A_FAULT;
        }
    }

    private void rest(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0 && !closed && !due.get(); left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
            // Nobody but close() interrupts this thread; a flag left set would keep it from ever parking.
            Thread.interrupted();
        }
    }
}
