package org.hybridscheduler.caching.failover.spi;

import javax.cache.CacheException;

/** A store holds something that is no entry of this cache: a miss, not a failure of the backend. */
public class UndecodableEntryException extends CacheException {

    private static final long serialVersionUID = 1;

    public UndecodableEntryException(String message, Throwable cause) {
        super(message, cause);
    }
}
