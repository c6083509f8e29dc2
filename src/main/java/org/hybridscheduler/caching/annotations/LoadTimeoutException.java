package org.hybridscheduler.caching.annotations;

import javax.cache.CacheException;

/** A caller waited in vain for another thread to load its key. The load itself goes on. */
public class LoadTimeoutException extends CacheException {

    private static final long serialVersionUID = 1;

    LoadTimeoutException(String message) {
        super(message);
    }
}
