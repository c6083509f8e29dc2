package org.hybridscheduler.caching.control;

import java.time.Duration;
import java.util.OptionalLong;
import javax.cache.Cache;
import javax.cache.CacheManager;

/** A started cache product. */
interface CacheBackend extends AutoCloseable {

    CacheManager manager();

    /** How many live entries a cache of this backend holds; empty where that cannot be told. */
    OptionalLong size(Cache<?, ?> cache);

    /** How many entries a cache pushed out for want of room since the start; empty where that cannot be told. */
    OptionalLong evictions(Cache<?, ?> cache);

    /** Whether the backend answers, found out within about the given time. */
    boolean answers(Duration within);

    @Override
    void close();
}
