package org.hybridscheduler.caching.failover.routing;

import java.time.Duration;
import javax.cache.CacheException;

/** A backend did not answer in time. What was asked of it may still happen. */
final class CallTimeoutException extends CacheException {

    private static final long serialVersionUID = 1;

    CallTimeoutException(long limitNanos, Throwable cause) {
        super("no answer within %d ms".formatted(Duration.ofNanos(limitNanos).toMillis()), cause);
    }
}
