package org.hybridscheduler.caching.annotations;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A thread that a test leads through its moments: it runs only from one of its stops to the next. */
final class Actor {

    private static final ThreadLocal<Actor> CURRENT = new ThreadLocal<>();

    private final Semaphore permits = new Semaphore(0);
    private final Semaphore stopped = new Semaphore(0);
    private final Set<String> stops;
    private final FutureTask<Object> part;
    private final Thread thread;
    private boolean entersMonitor;

    Actor(Callable<Object> part, String... stops) {
        this.stops = Set.of(stops);
        this.part = new FutureTask<>(part);
        this.thread = new Thread(this::play, "actor");
        thread.setDaemon(true);
        thread.start();
    }

    /** To be called wherever an actor may have to stop; other threads pass. */
    static void at(String moment) {
        Actor actor = CURRENT.get();
        if (actor != null && actor.stops.contains(moment)) {
            actor.stopped.release();
            acquire(actor.permits);
        }
    }

    /** Lets it run to its next stop or its end; nothing where it has ended. */
    void step() {
        if (entersMonitor) {
            entersMonitor = false;
            acquire(stopped);
        } else if (!part.isDone()) {
            permits.release();
            acquire(stopped);
        }
    }

    /** Lets it run until it waits for the monitor of such an object; {@link #finish} or the next step goes on there. */
    void stepIntoMonitor(Class<?> type) throws InterruptedException {
        permits.release();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!waitsForMonitor(type)) {
            if (stopped.tryAcquire(1, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("An actor came to its next stop and never waited for a " + type.getName());
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("After a minute an actor does not wait for a " + type.getName());
            }
        }
        entersMonitor = true;
    }

    private boolean waitsForMonitor(Class<?> type) {
        ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId());
        LockInfo monitor = info == null || info.getThreadState() != Thread.State.BLOCKED ? null : info.getLockInfo();
        return monitor != null && monitor.getClassName().equals(type.getName());
    }

    /** Lets it run to its end and gives what it returned. */
    Object finish() throws Exception {
        while (!part.isDone()) {
            step();
        }
        try {
            return part.get();
        } catch (ExecutionException e) {
            Surrounding.rethrow(e.getCause());
            throw e;
        }
    }

    private void play() {
        CURRENT.set(this);
        acquire(permits);
        part.run();
        stopped.release();
    }

    private static void acquire(Semaphore semaphore) {
        try {
            if (!semaphore.tryAcquire(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("An actor waits for a minute. Maybe two wait for one another?");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
