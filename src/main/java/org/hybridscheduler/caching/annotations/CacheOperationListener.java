package org.hybridscheduler.caching.annotations;

/**
 * Port: hears of each cache operation the interceptors made. It is called on the caller's thread within every cached
 * call, so it must be thread-safe, cost nanoseconds and not throw.
 */
@FunctionalInterface
public interface CacheOperationListener {

    /** Notes one finished operation on the cache of that name. */
    void completed(CacheOperation operation, CacheOutcome outcome, String cacheName);
}
