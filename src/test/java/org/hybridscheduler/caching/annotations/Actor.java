package org.hybridscheduler.caching.annotations;

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

    Actor(Callable<Object> part, String... stops) {
        this.stops = Set.of(stops);
        this.part = new FutureTask<>(part);
        Thread thread = new Thread(this::play, "actor");
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
        if (!part.isDone()) {
            permits.release();
            acquire(stopped);
        }
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
