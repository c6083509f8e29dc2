package org.hybridscheduler.caching.failover.routing;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hybridscheduler.caching.failover.spi.Backend;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoreSettings;

/** The physical caches of one backend that carry the same mark in their names, and so begin empty together. */
final class Generation {

    private final String id;
    private final Backend backend;
    private final Map<String, Store> stores = new ConcurrentHashMap<>();

    Generation(String id, Backend backend) {
        this.id = id;
        this.backend = backend;
    }

    /** The name of a physical cache. */
    static String physicalName(String cacheName, String id) {
        return cacheName + "~" + id;
    }

    String id() {
        return id;
    }

    Backend backend() {
        return backend;
    }

    /** A cache's entries in this generation; opens them on first use. */
    Store store(StoreSettings settings) {
        Store store = stores.get(settings.cacheName());
        return store != null ? store : open(settings);
    }

    Set<String> caches() {
        return Set.copyOf(stores.keySet());
    }

    void release(String cacheName) {
        if (stores.remove(cacheName) != null) {
            backend.release(physicalName(cacheName, id));
        }
    }

    void destroy(String cacheName) {
        stores.remove(cacheName);
        backend.destroy(physicalName(cacheName, id));
    }

    @Override
    public String toString() {
        return id;
    }

    // Not computeIfAbsent: who waits for its lock cannot be interrupted.
    private Store open(StoreSettings settings) {
        Store opened = backend.open(physicalName(settings.cacheName(), id), settings);
        Store earlier = stores.putIfAbsent(settings.cacheName(), opened);
        return earlier != null ? earlier : opened;
    }
}
