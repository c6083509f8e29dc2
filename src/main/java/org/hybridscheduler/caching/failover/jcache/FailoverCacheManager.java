package org.hybridscheduler.caching.failover.jcache;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;
import org.hybridscheduler.caching.failover.spi.BackendStatus;

/** The caches over one set of stores. */
public final class FailoverCacheManager implements CacheManager {

    private final CachingProvider provider;
    private final URI uri;
    private final ClassLoader loader;
    private final Properties properties;
    private final Environment environment;
    private final Consumer<FailoverCacheManager> onClose;
    private final Tasks tasks;
    private final Map<String, FailoverCache<?, ?>> caches = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * Begins without a cache.
     *
     * @param onClose hears of it when the manager closes
     */
    public FailoverCacheManager(CachingProvider provider, URI uri, ClassLoader loader, Properties properties,
                                Environment environment, Consumer<FailoverCacheManager> onClose) {
        this.provider = provider;
        this.uri = Objects.requireNonNull(uri, "uri");
        this.loader = Objects.requireNonNull(loader, "loader");
        this.properties = (Properties) properties.clone();
        this.environment = Objects.requireNonNull(environment, "environment");
        this.onClose = onClose;
        tasks = new Tasks("cache-" + uri, loader);
    }

    @Override
    public CachingProvider getCachingProvider() {
        return provider;
    }

    @Override
    public URI getURI() {
        return uri;
    }

    @Override
    public ClassLoader getClassLoader() {
        return loader;
    }

    @Override
    public Properties getProperties() {
        return (Properties) properties.clone();
    }

    @Override
    public synchronized <K, V, C extends Configuration<K, V>> Cache<K, V> createCache(String cacheName,
                                                                                     C configuration) {
        requireOpen();
        Objects.requireNonNull(cacheName, "cacheName");
        MutableConfiguration<K, V> copy = Configurations.copy(Objects.requireNonNull(configuration, "configuration"));
        if (caches.containsKey(cacheName)) {
            throw new CacheException("There is a cache %s already in %s. Maybe getCache was meant?".formatted(cacheName,
                    uri));
        }
        FailoverCache<K, V> cache = new FailoverCache<>(this, cacheName, copy, environment, tasks);
        caches.put(cacheName, cache);
        return cache;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> Cache<K, V> getCache(String cacheName, Class<K> keyType, Class<V> valueType) {
        requireOpen();
        Objects.requireNonNull(keyType, "keyType");
        Objects.requireNonNull(valueType, "valueType");
        FailoverCache<?, ?> cache = find(cacheName);
        Types asked = new Types(keyType, valueType);
        if (cache != null && !cache.types().equals(asked)) {
            throw new ClassCastException("Cache %s has %s, asked was for %s".formatted(cacheName, cache.types(),
                    asked));
        }
        return (Cache<K, V>) cache;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> Cache<K, V> getCache(String cacheName) {
        requireOpen();
        return (Cache<K, V>) find(cacheName);
    }

    @Override
    public Iterable<String> getCacheNames() {
        requireOpen();
        return List.copyOf(caches.keySet());
    }

    @Override
    public synchronized void destroyCache(String cacheName) {
        requireOpen();
        FailoverCache<?, ?> cache = find(cacheName);
        if (cache != null) {
            try {
                // Of this other nodes hear, and it is made up for in a generation followed later.
                cache.clear();
            } finally {
                cache.close();
            }
            environment.stores().destroy(cacheName);
        }
    }

    @Override
    public void enableManagement(String cacheName, boolean enabled) {
        requireOpen();
        FailoverCache<?, ?> cache = find(cacheName);
        if (cache != null) {
            cache.enableManagement(enabled);
        }
    }

    @Override
    public void enableStatistics(String cacheName, boolean enabled) {
        requireOpen();
        FailoverCache<?, ?> cache = find(cacheName);
        if (cache != null) {
            cache.enableStatistics(enabled);
        }
    }

    /** Closes the caches, whose entries stay where the backends keep them, and lets go of the backends. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            List.copyOf(caches.values()).forEach(Closing::quietly);
            closed = true;
            Closing.quietly(environment.nearTiers(), environment.stores());
            tasks.close();
        }
        onClose.accept(this);
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return Unwrapping.unwrap(type, this, environment.stores().status());
    }

    @Override
    public String toString() {
        return "FailoverCacheManager " + uri;
    }

    /** A cache closed itself. */
    synchronized void closed(FailoverCache<?, ?> cache) {
        if (caches.remove(cache.getName(), cache)) {
            environment.nearTiers().close(cache.getName());
            environment.stores().release(cache.getName());
        }
    }

    private FailoverCache<?, ?> find(String cacheName) {
        return caches.get(Objects.requireNonNull(cacheName, "cacheName"));
    }

    private void requireOpen() {
        if (isClosed()) {
            throw new IllegalStateException("The cache manager %s is closed".formatted(uri));
        }
    }
}
