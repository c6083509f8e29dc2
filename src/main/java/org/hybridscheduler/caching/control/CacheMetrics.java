package org.hybridscheduler.caching.control;

/** Port: the application's metrics of cache operations. A CDI bean of this type, if there is one, is used. */
@FunctionalInterface
public interface CacheMetrics {

    /**
     * Gives what counts one more operation with these labels. Asked once per combination; the answer is kept, called
     * by many threads within each cached call, and must cost nanoseconds.
     *
     * @param operation {@code get}, {@code set}, {@code delete} or {@code invalidate}
     * @param result    {@code hit}, {@code miss}, {@code success} or {@code error}
     * @param backend   {@code redis} or {@code memory}
     */
    Runnable counter(String operation, String result, String namespace, String backend);
}
