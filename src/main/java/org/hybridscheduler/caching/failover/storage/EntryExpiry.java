package org.hybridscheduler.caching.failover.storage;

import java.io.Serializable;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.cache.configuration.Factory;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;

/**
 * How long a physical cache keeps an entry: until its own deadline where the product asks on the writing thread, else
 * for the cache's lifetime; never shorter. Readers judge the deadline themselves, this only lets go of what nobody
 * reads.
 */
final class EntryExpiry implements ExpiryPolicy, Serializable {

    private static final long serialVersionUID = 1;

    // Milliseconds left to the entry that this thread writes; Long.MAX_VALUE for ever. Unset outside of a write.
    private static final ThreadLocal<Long> REMAINING = new ThreadLocal<>();

    private final Duration otherwise;

    private EntryExpiry(Duration otherwise) {
        this.otherwise = otherwise;
    }

    /** Makes the policy of a cache whose entries live no longer than this; a product may send it to its members. */
    static Factory<ExpiryPolicy> of(Optional<java.time.Duration> lifetime) {
        return new OfLifetime(lifetime.map(time -> new Duration(TimeUnit.MILLISECONDS, Math.max(1, time.toMillis())))
                .orElse(Duration.ETERNAL));
    }

    private record OfLifetime(Duration otherwise) implements Factory<ExpiryPolicy> {

        @Override
        public ExpiryPolicy create() {
            return new EntryExpiry(otherwise);
        }
    }

    /** Runs a write of an entry with so many milliseconds to live. */
    static <T> T during(long remaining, Supplier<T> write) {
        REMAINING.set(remaining);
        try {
            return write.get();
        } finally {
            // Not only unset: a thread of a pool outlives the application.
            REMAINING.remove();
        }
    }

    @Override
    public Duration getExpiryForCreation() {
        Long remaining = REMAINING.get();
        if (remaining == null) {
            REMAINING.remove();
            return otherwise;
        }
        return remaining == Long.MAX_VALUE ? Duration.ETERNAL : new Duration(TimeUnit.MILLISECONDS, remaining);
    }

    @Override
    public Duration getExpiryForAccess() {
        return null;
    }

    @Override
    public Duration getExpiryForUpdate() {
        return getExpiryForCreation();
    }
}
