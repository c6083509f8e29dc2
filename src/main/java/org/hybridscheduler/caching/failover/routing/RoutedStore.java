package org.hybridscheduler.caching.failover.routing;

import java.util.Iterator;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoredEntry;

/** One cache's entries in whichever backend serves; the other one holds nothing that will be served again. */
final class RoutedStore implements Store {

    private final Route route;

    RoutedStore(Route route) {
        this.route = route;
    }

    @Override
    public StoredEntry get(String key) {
        return route.perform(Primitive.GET, key, store -> store.get(key));
    }

    @Override
    public StoredEntry getForUpdate(String key) {
        return route.perform(Primitive.GET_FOR_UPDATE, key, store -> store.getForUpdate(key));
    }

    @Override
    public Map<String, StoredEntry> getAll(Set<String> keys) {
        return route.perform(Primitive.GET, null, store -> store.getAll(keys));
    }

    @Override
    public boolean create(String key, StoredEntry entry) {
        return route.perform(Primitive.WRITE, key, store -> store.create(key, entry));
    }

    @Override
    public boolean replace(String key, StoredEntry current, StoredEntry next) {
        return route.perform(Primitive.WRITE, key, store -> store.replace(key, current, next));
    }

    @Override
    public boolean remove(String key, StoredEntry current) {
        return route.perform(Primitive.REMOVE, key, store -> store.remove(key, current));
    }

    @Override
    public void clear() {
        route.perform(Primitive.CLEAR, null, store -> {
            store.clear();
            return null;
        });
    }

    @Override
    public Iterator<String> keys() {
        return new RoutedKeys(route, Primitive.SCAN);
    }

    @Override
    public Iterator<String> keysForUpdate() {
        return new RoutedKeys(route, Primitive.SCAN_FOR_UPDATE);
    }

    @Override
    public OptionalLong size() {
        return route.perform(Primitive.SCAN, null, Store::size);
    }

    @Override
    public OptionalLong evictions() {
        return route.perform(Primitive.SCAN, null, Store::evictions);
    }

    @Override
    public String backend() {
        return route.backend();
    }
}
