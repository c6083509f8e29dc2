package org.hybridscheduler.caching.annotations;

import java.lang.System.Logger.Level;

/**
 * Port: hears what becomes of misses. It is called on the caller's thread, never for a hit that needs no refresh; it
 * must be thread-safe and not throw.
 */
@FunctionalInterface
public interface LoadListener {

    void happened(LoadEvent event, String cacheName);

    /**
     * Hears that a caller begins to load or to wait, and watches it until what it gives is closed, on the same thread.
     *
     * @param expected what will have happened if all goes well: {@link LoadEvent#LOADED}, {@link LoadEvent#REFRESHED}
     *                 or, for one that waits, {@link LoadEvent#JOINED}
     */
    default LoadWork begin(LoadEvent expected, String cacheName) {
        return LoadWork.UNWATCHED;
    }

    /**
     * Hears why an early refresh failed, which no caller does: they go on with the old value. Without an override the
     * reason is logged at level DEBUG.
     */
    default void refreshFailed(String cacheName, Object key, Exception failure) {
        System.getLogger(LoadListener.class.getName()).log(Level.DEBUG,
                () -> "The old value of key %s stays in cache %s, its refresh failed".formatted(key, cacheName),
                failure);
    }
}
