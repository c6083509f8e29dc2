package org.hybridscheduler.caching.annotations;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One run of a cached method whose result others may wait for, led by the thread that made it. */
final class Flight {

    private final Object key;
    private final Thread leader = Thread.currentThread();
    private final CountDownLatch landing = new CountDownLatch(1);
    // Guarded by this, and so is the put.
    private boolean detached;
    // Written before the landing and read after it, so the latch publishes both.
    private Object result;
    private Throwable failure;

    Flight(Object key) {
        this.key = key;
    }

    Object key() {
        return key;
    }

    Thread leader() {
        return leader;
    }

    /**
     * Marks the result as out of date: who waits still gets it, the cache must not. Waits for a put that is under way,
     * and never for the method; so whatever changes the entry next comes after the put.
     */
    synchronized void detach() {
        detached = true;
    }

    /**
     * Puts the result into the cache, or is false where it was detached before. A put that throws is over as well: a
     * removal that waited for it follows it, as late as one made from here could, so nothing is to be taken back.
     */
    synchronized boolean keepUnlessDetached(Runnable put) {
        if (detached) {
            return false;
        }
        put.run();
        return true;
    }

    void land(Object ownResult, Throwable ownFailure) {
        result = ownResult;
        failure = ownFailure;
        landing.countDown();
    }

    boolean hasLanded() {
        return landing.getCount() == 0;
    }

    /** Whether it landed within that time; at once where the time is zero or less. */
    boolean awaitLanding(long nanos) throws InterruptedException {
        return landing.await(nanos, TimeUnit.NANOSECONDS);
    }

    /** What the method returned or threw; to be asked after the landing only. */
    Object outcome() throws Exception {
        Surrounding.rethrow(failure);
        if (failure != null) {
            throw new UndeclaredThrowableException(failure);
        }
        return result;
    }
}
