package org.hybridscheduler.caching.failover.routing;

import javax.cache.CacheException;

/** A thread that waited for a backend was interrupted by somebody who wants it to stop. No failure of the backend. */
final class CallInterruptedException extends CacheException {

    private static final long serialVersionUID = 1;

    CallInterruptedException(Throwable cause) {
        super("interrupted while a cache operation waited for its backend", cause);
    }
}
