package org.hybridscheduler.caching.annotations;

import java.time.Duration;

/** Port: how long a caller waits for another thread's load. Without a bean of this type: {@link #DEFAULT}. */
@FunctionalInterface
public interface LoadTimeout {

    /** Half a minute. */
    Duration DEFAULT = Duration.ofSeconds(30);

    /**
     * The longest wait, counted from when the caller joined. At zero or less nobody waits: who finds a load under way
     * fails at once with a {@link LoadTimeoutException}.
     */
    Duration of(String cacheName);
}
