package org.hybridscheduler.caching.control;

import jakarta.enterprise.inject.Instance;
import java.util.function.LongConsumer;

/**
 * Port: the application's metrics of its caches. A CDI bean of this type, if there is one, is used. Each method gives
 * what counts one more with these labels; it is asked once per combination, and the answer is kept, called by many
 * threads within each cached call, and must cost nanoseconds.
 */
public interface CacheMetrics {

    /** Counts nothing. */
    CacheMetrics NONE = new CacheMetrics() {
        @Override
        public LongConsumer operations(String operation, String result, String namespace, String backend) {
            return nanos -> { };
        }

        @Override
        public Runnable undecodable(String namespace, String backend) {
            return () -> { };
        }

        @Override
        public Runnable loads(String namespace, String result) {
            return () -> { };
        }
    };

    /** The application's bean, or what counts nothing. */
    static CacheMetrics of(Instance<CacheMetrics> bean) {
        return bean.isUnsatisfied() ? NONE : bean.get();
    }

    /**
     * Counts and times operations; what it gives takes how long one took, in nanoseconds.
     *
     * @param operation {@code get}, {@code set}, {@code delete} or {@code invalidate}
     * @param result    {@code hit}, {@code miss}, {@code success} or {@code error}
     * @param backend   {@code redis}, {@code memory} or {@code near}
     */
    LongConsumer operations(String operation, String result, String namespace, String backend);

    /** Counts values that a backend holds and nobody can read. */
    Runnable undecodable(String namespace, String backend);

    /**
     * Counts what became of misses and of early refreshes.
     *
     * @param result {@code loaded}, {@code joined}, {@code refreshed}, {@code failed}, {@code timed_out} or
     *               {@code discarded}
     */
    Runnable loads(String namespace, String result);
}
