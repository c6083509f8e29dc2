package org.hybridscheduler.observability.health;

/** What the health pages need to know of the caches. Nobody is asked over the network: every answer comes at once. */
public interface CacheStatus {

    /** {@code healthy}, {@code degraded: why}, or {@code not configured}. */
    String redis();

    /** Whether Redis is configured. */
    boolean redisEnabled();

    /** Whether Redis serves now. */
    boolean redisConnected();

    /** {@code redis} or {@code memory}: what serves now; {@code n/a} until the caches have started. */
    String backend();
}
