package org.hybridscheduler.caching.failover.storage;

import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import javax.cache.Cache;

/**
 * What a product tells of a cache of its own, beyond JSR-107.
 *
 * @param size      how many entries there are that have not expired
 * @param evictions how many were pushed out for want of room
 */
public record Gauges(Function<Cache<String, Object>, OptionalLong> size,
                     Function<Cache<String, Object>, OptionalLong> evictions) {

    /** Nothing is known. */
    public static final Gauges UNKNOWN = new Gauges(cache -> OptionalLong.empty(), cache -> OptionalLong.empty());

    public Gauges {
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(evictions, "evictions");
    }
}
