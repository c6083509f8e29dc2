package org.hybridscheduler.caching.failover.spi;

import javax.cache.CacheException;

/**
 * The codec of a cache cannot write a value: the application's mistake, not a failure of the backend, and thrown before
 * the backend was asked for anything. The only exception out of a {@link Store} that says nothing of its backend.
 */
public class UnencodableEntryException extends CacheException {

    private static final long serialVersionUID = 1;

    public UnencodableEntryException(String message, Throwable cause) {
        super(message, cause);
    }
}
