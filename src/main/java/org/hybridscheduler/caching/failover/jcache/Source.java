package org.hybridscheduler.caching.failover.jcache;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import javax.cache.configuration.Factory;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;

/** Where a cache's values can be loaded from: the application's loader, if there is one. */
final class Source {

    private final CacheLoader<Object, Object> loader;
    private final boolean readThrough;

    @SuppressWarnings("unchecked")
    Source(Factory<? extends CacheLoader<?, ?>> factory, boolean readThrough) {
        loader = factory == null ? null : (CacheLoader<Object, Object>) factory.create();
        this.readThrough = readThrough && loader != null;
    }

    boolean exists() {
        return loader != null;
    }

    /** Whether reading a key that is missing loads it. */
    boolean readThrough() {
        return readThrough;
    }

    /**
     * Loads a value.
     *
     * @throws CacheLoaderException whatever the loader threw
     */
    Object load(Object key) {
        return loading(() -> loader.load(key));
    }

    /** Loads values; those that do not exist are missing from the result. */
    Map<Object, Object> loadAll(Set<Object> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        Map<Object, Object> loaded = new HashMap<>(loading(() -> loader.loadAll(keys)));
        loaded.values().removeIf(Objects::isNull);
        loaded.keySet().retainAll(keys);
        return loaded;
    }

    private static <T> T loading(Supplier<T> load) {
        try {
            return load.get();
        } catch (CacheLoaderException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CacheLoaderException("The cache loader failed: " + e.getMessage(), e);
        }
    }

    void close() {
        Closing.quietly(loader);
    }
}
