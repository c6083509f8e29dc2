package org.hybridscheduler.observability.control;

/** What the health pages need to know of the caches. What depends on Redis may wait a fifth of a second for it. */
public interface CacheStatus {

    /** {@code healthy}, {@code degraded: why}, or {@code not configured}. */
    String redis();

    /** Whether Redis is configured. */
    boolean redisEnabled();

    /** Whether Redis serves now. */
    boolean redisConnected();

    /** {@code redis} or {@code memory}: what serves now. */
    String backend();
}
