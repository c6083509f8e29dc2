package org.hybridscheduler.caching.near;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
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
        return new MapStore(caches.computeIfAbsent(physicalName, name -> new ConcurrentHashMap<>()), reads);
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

    private record MapStore(Map<String, StoredEntry> entries, AtomicLong reads) implements Store {

        @Override
        public StoredEntry get(String key) {
            reads.incrementAndGet();
            return entries.get(key);
        }

        @Override
        public Map<String, StoredEntry> getAll(Set<String> keys) {
            return keys.stream().filter(entries::containsKey).collect(Collectors.toMap(key -> key, entries::get));
        }

        @Override
        public boolean create(String key, StoredEntry entry) {
            return entries.putIfAbsent(key, entry) == null;
        }

        @Override
        public boolean replace(String key, StoredEntry current, StoredEntry next) {
            return entries.replace(key, current, next);
        }

        @Override
        public boolean remove(String key, StoredEntry current) {
            return entries.remove(key, current);
        }

        @Override
        public void clear() {
            entries.clear();
        }

        @Override
        public Iterator<String> keys() {
            return List.copyOf(entries.keySet()).iterator();
        }

        @Override
        public OptionalLong size() {
            return OptionalLong.of(entries.size());
        }

        @Override
        public OptionalLong evictions() {
            return OptionalLong.empty();
        }

        @Override
        public String backend() {
            return "map";
        }
    }
}
