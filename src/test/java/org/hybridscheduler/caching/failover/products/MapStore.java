package org.hybridscheduler.caching.failover.products;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoredEntry;

/** A store in a map, which several nodes can share as they share a Redis. */
public class MapStore implements Store {

    private final Map<String, StoredEntry> entries;

    /** @param entries concurrent */
    public MapStore(Map<String, StoredEntry> entries) {
        this.entries = entries;
    }

    @Override
    public StoredEntry get(String key) {
        return entries.get(key);
    }

    @Override
    public final Map<String, StoredEntry> getAll(Set<String> keys) {
        return entries.entrySet().stream().filter(entry -> keys.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public final boolean create(String key, StoredEntry entry) {
        return entries.putIfAbsent(key, entry) == null;
    }

    @Override
    public final boolean replace(String key, StoredEntry current, StoredEntry next) {
        return entries.replace(key, current, next);
    }

    @Override
    public final boolean remove(String key, StoredEntry current) {
        return entries.remove(key, current);
    }

    @Override
    public final void clear() {
        entries.clear();
    }

    @Override
    public Iterator<String> keys() {
        return List.copyOf(entries.keySet()).iterator();
    }

    @Override
    public final OptionalLong size() {
        return OptionalLong.of(entries.size());
    }

    @Override
    public final OptionalLong evictions() {
        return OptionalLong.empty();
    }

    @Override
    public final String backend() {
        return "map";
    }
}
