package org.hybridscheduler.caching.near;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.hybridscheduler.caching.failover.products.MapStore;
import org.hybridscheduler.caching.failover.spi.Backend;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoreSettings;
import org.hybridscheduler.caching.failover.spi.StoredEntry;

/** What several nodes share, as they share a Redis; counts the reads. */
final class MapBackend implements Backend {

    private final Map<String, Map<String, StoredEntry>> caches = new ConcurrentHashMap<>();
    private final AtomicLong reads = new AtomicLong();

    long reads() {
        return reads.get();
    }

    @Override
    public String name() {
        return "map";
    }

    @Override
    public Store open(String physicalName, StoreSettings settings) {
        return new MapStore(caches.computeIfAbsent(physicalName, name -> new ConcurrentHashMap<>())) {
            @Override
            public StoredEntry get(String key) {
                reads.incrementAndGet();
                return super.get(key);
            }
        };
    }

    @Override
    public void release(String physicalName) {
        // Its entries stay.
    }

    @Override
    public void destroy(String physicalName) {
        caches.remove(physicalName);
    }

    @Override
    public void close() {
        // The other node may use it still.
    }
}
