package org.hybridscheduler.caching.failover.jcache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.hybridscheduler.caching.failover.products.MapStore;
import org.hybridscheduler.caching.failover.spi.BackendStatus;
import org.hybridscheduler.caching.failover.spi.RoutingState;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoreSettings;
import org.hybridscheduler.caching.failover.spi.StoredEntry;
import org.hybridscheduler.caching.failover.spi.Stores;

/** Stores in maps, which several managers can share as nodes share a backend. */
final class MapStores implements Stores {

    private final Map<String, Map<String, StoredEntry>> caches = new ConcurrentHashMap<>();
    private Consumer<String> afterRead = key -> { };
    private RuntimeException failure;

    /** Runs something between a read of a store and its answer. */
    void afterRead(Consumer<String> action) {
        afterRead = action;
    }

    /** Lets every read fail from now on; null for none. */
    void failWith(RuntimeException thrown) {
        failure = thrown;
    }

    Map<String, StoredEntry> entries(String cacheName) {
        return caches.computeIfAbsent(cacheName, name -> new ConcurrentHashMap<>());
    }

    @Override
    public Store open(StoreSettings settings) {
        Map<String, StoredEntry> entries = entries(settings.cacheName());
        return new MapStore(entries) {
            @Override
            public StoredEntry get(String key) {
                if (failure != null) {
                    throw failure;
                }
                StoredEntry entry = super.get(key);
                afterRead.accept(key);
                return entry;
            }

            // Each key twice, as Redis gives some while a hash grows.
            @Override
            public Iterator<String> keys() {
                List<String> twice = new ArrayList<>(entries.keySet());
                twice.addAll(List.copyOf(twice));
                return twice.iterator();
            }
        };
    }

    @Override
    public void release(String cacheName) {
        // Nothing is held.
    }

    @Override
    public void destroy(String cacheName) {
        entries(cacheName).clear();
    }

    @Override
    public BackendStatus status() {
        return new BackendStatus("map", "map", RoutingState.CLOSED, 0, Map.of(RoutingState.CLOSED, Duration.ZERO), "",
                "");
    }

    @Override
    public void close() {
        // Other nodes still use it.
    }
}
