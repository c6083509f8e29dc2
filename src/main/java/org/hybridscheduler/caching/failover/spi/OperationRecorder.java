package org.hybridscheduler.caching.failover.spi;

/** Hears of the operations on one cache in one backend, on the caller's thread: thread-safe, nanoseconds, no throw. */
@FunctionalInterface
public interface OperationRecorder {

    /**
     * Notes one finished operation.
     *
     * @param nanos how long it took, in nanoseconds
     */
    void completed(Operation operation, Outcome outcome, long nanos);
}
