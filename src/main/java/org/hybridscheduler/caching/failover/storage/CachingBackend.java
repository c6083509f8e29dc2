package org.hybridscheduler.caching.failover.storage;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import org.hybridscheduler.caching.failover.spi.Backend;
import org.hybridscheduler.caching.failover.spi.FailoverListener;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoreSettings;

/**
 * Another JCache provider as a backend. Its cache manager is asked for when a cache is first opened, which may throw
 * and is then tried again. A physical cache that was opened several times is closed when all let go of it.
 *
 * <p>Entries are kept as bytes, which makes values independent of what the caller does with them, or by reference for
 * products that keep objects. By reference, values must be immutable, compare by {@code equals}, and be something that
 * the product can serialize.
 */
public final class CachingBackend implements Backend {

    private static final Logger LOG = System.getLogger(CachingBackend.class.getName());

    private final String name;
    private final Supplier<CacheManager> source;
    private final Shaping shaping;
    private final boolean byReference;
    private final Gauges gauges;
    private final FailoverListener listener;
    private final InstantSource clock;
    private final Supplier<String> incarnation;
    private final Runnable closing;
    private final Map<String, Opened> opened = new HashMap<>();
    private final Set<String> complained = ConcurrentHashMap.newKeySet();
    // No monitor: who waits for one cannot be interrupted, and its holder may wait for a product that hangs.
    private final ReentrantLock lock = new ReentrantLock();
    private CacheManager manager;

    private record Opened(Cache<String, Object> cache, int holders) {
    }

    private CachingBackend(Builder builder) {
        name = builder.name;
        source = builder.source;
        shaping = builder.shaping;
        byReference = builder.byReference;
        gauges = builder.gauges;
        listener = builder.listener;
        clock = builder.clock;
        incarnation = builder.incarnation;
        closing = builder.closing;
    }

    /**
     * Begins a backend that keeps bytes.
     *
     * @param name    in statistics, metrics and log lines
     * @param manager gives the product's cache manager; asked until it gives one
     */
    public static Builder over(String name, Supplier<CacheManager> manager) {
        return new Builder(name, manager);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String incarnation() {
        return Objects.requireNonNull(incarnation.get(), "incarnation");
    }

    @Override
    public Store open(String physicalName, StoreSettings settings) {
        return new CachedStore(name, inTurn(() -> opened(physicalName, settings)), form(settings), gauges, clock);
    }

    private Cache<String, Object> opened(String physicalName, StoreSettings settings) {
        Opened before = opened.get(physicalName);
        Cache<String, Object> cache = before != null && !before.cache.isClosed() ? before.cache
                : cache(physicalName, settings);
        opened.put(physicalName, new Opened(cache, before == null ? 1 : before.holders + 1));
        return cache;
    }

    @Override
    public void release(String physicalName) {
        inTurn(() -> {
            Opened before = opened.remove(physicalName);
            if (before != null && before.holders > 1) {
                opened.put(physicalName, new Opened(before.cache, before.holders - 1));
            } else if (before != null) {
                before.cache.close();
            }
            return null;
        });
    }

    @Override
    public void destroy(String physicalName) {
        inTurn(() -> {
            // Products know only what is open here: Redisson would leave the entries of any other cache where they are.
            StoreSettings none = new StoreSettings(physicalName, new SerializedCodec(null), Optional.empty());
            Cache<String, Object> cache = cache(physicalName, none);
            cache.clear();
            manager().destroyCache(physicalName);
            opened.remove(physicalName);
            return null;
        });
    }

    @Override
    public void close() {
        inTurn(() -> {
            try {
                opened.values().forEach(each -> each.cache.close());
            } finally {
                opened.clear();
                closing.run();
            }
            return null;
        });
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CacheException("Interrupted while another thread opens or closes a cache of " + name, e);
        }
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private Cache<String, Object> cache(String physicalName, StoreSettings settings) {
        Cache<String, Object> there = manager().getCache(physicalName);
        if (there != null && !there.isClosed()) {
            return there;
        }
        MutableConfiguration<String, Object> base = new MutableConfiguration<>();
        base.setExpiryPolicyFactory(EntryExpiry.of(settings.lifetime()));
        return manager().createCache(physicalName, shaping.shape(physicalName, settings, base));
    }

    private CacheManager manager() {
        if (manager == null) {
            manager = Objects.requireNonNull(source.get(), "cache manager of backend " + name);
        }
        return manager;
    }

    private CachedStore.Form form(StoreSettings settings) {
        return byReference ? CachedStore.references() : CachedStore.bytes(settings.codec(),
                (key, cause) -> undecodable(settings.cacheName(), key, cause));
    }

    private void undecodable(String cacheName, String key, RuntimeException cause) {
        listener.undecodable(cacheName, name, key, cause);
        if (complained.add(cacheName)) {
            LOG.log(Level.WARNING, "A value in cache %s of %s does not decode, under key %s: it is taken for a miss. "
                    .formatted(cacheName, name, key) + "Further ones are counted, not logged", cause);
        }
    }

    /** Gathers what a backend is made of. */
    public static final class Builder {

        private final String name;
        private final Supplier<CacheManager> source;
        private Shaping shaping = Shaping.NONE;
        private boolean byReference;
        private Gauges gauges = Gauges.UNKNOWN;
        private FailoverListener listener = FailoverListener.NONE;
        private InstantSource clock = InstantSource.system();
        private Supplier<String> incarnation = () -> "";
        private Runnable closing = () -> { };

        private Builder(String name, Supplier<CacheManager> source) {
            this.name = Objects.requireNonNull(name, "name");
            this.source = Objects.requireNonNull(source, "source");
        }

        /** What the product is to be given for a configuration. */
        public Builder shapedBy(Shaping product) {
            shaping = Objects.requireNonNull(product, "shaping");
            return this;
        }

        /** Keeps entries by reference, not as bytes. */
        public Builder byReference() {
            byReference = true;
            return this;
        }

        /** What the product can tell of its caches. */
        public Builder measuredBy(Gauges product) {
            gauges = Objects.requireNonNull(product, "gauges");
            return this;
        }

        /** Who hears of values that do not decode. */
        public Builder heardBy(FailoverListener hearer) {
            listener = Objects.requireNonNull(hearer, "listener");
            return this;
        }

        /** The clock by which entries have their deadlines; the system's where unset. */
        public Builder timedBy(InstantSource time) {
            clock = Objects.requireNonNull(time, "clock");
            return this;
        }

        /** How the product tells that it may have lost writes: {@link Backend#incarnation}. Not at all where unset. */
        public Builder incarnatedBy(Supplier<String> product) {
            incarnation = Objects.requireNonNull(product, "incarnation");
            return this;
        }

        /** What to close with the backend: the product's cache manager, its client. Nothing where unset. */
        public Builder closing(Runnable resources) {
            closing = Objects.requireNonNull(resources, "closing");
            return this;
        }

        /** The backend. */
        public CachingBackend build() {
            return new CachingBackend(this);
        }
    }
}
