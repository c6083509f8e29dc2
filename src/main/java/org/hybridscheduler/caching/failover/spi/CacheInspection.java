package org.hybridscheduler.caching.failover.spi;

import java.util.OptionalLong;

/** What operators ask of a cache beyond JSR-107. Obtained through {@code Cache.unwrap(CacheInspection.class)}. */
public interface CacheInspection {

    /** The name of the backend that serves now. */
    String backend();

    /** How many live entries the serving backend holds; empty where that is unknown. */
    OptionalLong size();

    /** How many entries the serving backend pushed out for want of room; empty where that is unknown. */
    OptionalLong evictions();

    /** How many entries the near tier holds; empty where there is none. */
    OptionalLong nearSize();

    /** Empties the cache in every backend and on every node, and tells how many entries there were as far as known. */
    long purge();
}
