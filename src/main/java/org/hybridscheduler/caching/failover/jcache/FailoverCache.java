package org.hybridscheduler.caching.failover.jcache;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.integration.CompletionListener;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.EntryProcessorResult;
import org.hybridscheduler.caching.failover.spi.EntryCodec;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoreSettings;

/** A JSR-107 cache over a store of plain entries. This class checks what it is given; the operations do the work. */
public final class FailoverCache<K, V> implements Cache<K, V> {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final String name;
    private final FailoverCacheManager manager;
    private final MutableConfiguration<K, V> configuration;
    private final Types types;
    private final Core core;
    private final Statistics statistics;
    private final Events<K, V> events;
    private final SingleOperations single;
    private final BulkOperations bulk;
    private final Processing processing;
    private final Loads loads;
    private final Registered configurationBean;
    private final Registered statisticsBean;
    private final AtomicBoolean closed = new AtomicBoolean();

    FailoverCache(FailoverCacheManager manager, String name, MutableConfiguration<K, V> configuration,
                  Environment environment, Tasks tasks) {
        this.manager = manager;
        this.name = name;
        this.configuration = configuration;
        types = new Types(configuration.getKeyType(), configuration.getValueType());
        // First what the application's factories make, which may throw; what has to be let go of again comes after.
        Expiry expiry = new Expiry(configuration.getExpiryPolicyFactory().create());
        Source source = new Source(configuration.getCacheLoaderFactory(), configuration.isReadThrough());
        Sink sink = new Sink(configuration.getCacheWriterFactory(), configuration.isWriteThrough());
        events = new Events<>(this, tasks);
        configuration.getCacheEntryListenerConfigurations().forEach(events::register);
        EntryCodec codec = environment.codecs().codec(configuration, manager.getClassLoader());
        Store store = environment.stores().open(new StoreSettings(name, codec, expiry.lifetime()));
        statistics = new Statistics(() -> store.evictions().orElse(0));
        Near near = environment.nearTiers().open(name);
        core = new Core(store, codec, near,
                new Entries(store, near, events, new KeyLocks(PATIENCE), environment.clock()), expiry, events,
                source, sink, new Meter(name, store, statistics, environment.listener(), environment.nanos()));
        single = new SingleOperations(core);
        bulk = new BulkOperations(core);
        processing = new Processing(core, types);
        loads = new Loads(tasks, bulk, PATIENCE);
        configurationBean = new Registered("CacheConfiguration", manager.getURI(), name,
                new ConfigurationBean(configuration));
        statisticsBean = new Registered("CacheStatistics", manager.getURI(), name, statistics);
        enableManagement(configuration.isManagementEnabled());
        enableStatistics(configuration.isStatisticsEnabled());
    }

    Types types() {
        return types;
    }

    void enableManagement(boolean enabled) {
        configuration.setManagementEnabled(enabled);
        configurationBean.register(enabled);
    }

    void enableStatistics(boolean enabled) {
        configuration.setStatisticsEnabled(enabled);
        statistics.enable(enabled);
        statisticsBean.register(enabled);
    }

    @Override
    @SuppressWarnings("unchecked")
    public V get(K key) {
        requireOpen();
        return (V) single.get(Objects.requireNonNull(key, "key"));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<K, V> getAll(Set<? extends K> keys) {
        requireOpen();
        requireKeys(keys);
        return (Map<K, V>) bulk.getAll(keys);
    }

    @Override
    public boolean containsKey(K key) {
        requireOpen();
        return single.containsKey(Objects.requireNonNull(key, "key"));
    }

    @Override
    public void loadAll(Set<? extends K> keys, boolean replaceExistingValues, CompletionListener completionListener) {
        requireOpen();
        requireKeys(keys);
        if (core.source().exists()) {
            loads.start(Set.copyOf(keys), replaceExistingValues, completionListener);
        } else if (completionListener != null) {
            completionListener.onCompletion();
        }
    }

    @Override
    public void put(K key, V value) {
        requireOpen();
        require(key, value);
        single.put(key, value);
    }

    @Override
    @SuppressWarnings("unchecked")
    public V getAndPut(K key, V value) {
        requireOpen();
        require(key, value);
        return (V) single.getAndPut(key, value);
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> map) {
        requireOpen();
        map.forEach(this::require);
        bulk.putAll(map);
    }

    @Override
    public boolean putIfAbsent(K key, V value) {
        requireOpen();
        require(key, value);
        return single.putIfAbsent(key, value);
    }

    @Override
    public boolean remove(K key) {
        requireOpen();
        return single.remove(Objects.requireNonNull(key, "key"));
    }

    @Override
    public boolean remove(K key, V oldValue) {
        requireOpen();
        require(key, oldValue);
        return single.remove(key, oldValue);
    }

    @Override
    @SuppressWarnings("unchecked")
    public V getAndRemove(K key) {
        requireOpen();
        return (V) single.getAndRemove(Objects.requireNonNull(key, "key"));
    }

    @Override
    public boolean replace(K key, V oldValue, V newValue) {
        requireOpen();
        require(key, oldValue);
        types.requireValue(newValue);
        return single.replace(key, oldValue, newValue);
    }

    @Override
    public boolean replace(K key, V value) {
        requireOpen();
        require(key, value);
        return single.getAndReplace(key, value) != null;
    }

    @Override
    @SuppressWarnings("unchecked")
    public V getAndReplace(K key, V value) {
        requireOpen();
        require(key, value);
        return (V) single.getAndReplace(key, value);
    }

    @Override
    public void removeAll(Set<? extends K> keys) {
        requireOpen();
        requireKeys(keys);
        bulk.removeAll(keys);
    }

    @Override
    public void removeAll() {
        requireOpen();
        bulk.removeAll(statistics.enabled());
    }

    @Override
    public void clear() {
        requireOpen();
        bulk.clear();
    }

    @Override
    public <T> T invoke(K key, EntryProcessor<K, V, T> entryProcessor, Object... arguments)
            throws EntryProcessorException {
        requireOpen();
        Objects.requireNonNull(entryProcessor, "entryProcessor");
        return processing.invoke(Objects.requireNonNull(key, "key"), entryProcessor, arguments);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Map<K, EntryProcessorResult<T>> invokeAll(Set<? extends K> keys,
                                                         EntryProcessor<K, V, T> entryProcessor, Object... arguments) {
        requireOpen();
        requireKeys(keys);
        Objects.requireNonNull(entryProcessor, "entryProcessor");
        return (Map<K, EntryProcessorResult<T>>) (Map<?, ?>) processing.invokeAll(keys, entryProcessor, arguments);
    }

    @Override
    public <C extends Configuration<K, V>> C getConfiguration(Class<C> type) {
        synchronized (configuration) {
            return Unwrapping.unwrap(type, new MutableConfiguration<>(configuration));
        }
    }

    @Override
    public void registerCacheEntryListener(CacheEntryListenerConfiguration<K, V> listener) {
        requireOpen();
        synchronized (configuration) {
            configuration.addCacheEntryListenerConfiguration(listener);
            events.register(listener);
        }
    }

    @Override
    public void deregisterCacheEntryListener(CacheEntryListenerConfiguration<K, V> listener) {
        requireOpen();
        synchronized (configuration) {
            configuration.removeCacheEntryListenerConfiguration(listener);
            events.deregister(listener);
        }
    }

    @Override
    public Iterator<Entry<K, V>> iterator() {
        requireOpen();
        return new EntryIterator<>(this, core);
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public CacheManager getCacheManager() {
        return manager;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            configurationBean.close();
            statisticsBean.close();
            loads.close();
            events.close();
            core.source().close();
            core.sink().close();
            Closing.quietly(core.expiry().policy());
            manager.closed(this);
        }
    }

    @Override
    public boolean isClosed() {
        return closed.get();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return Unwrapping.unwrap(type, this, new Inspection(core, bulk));
    }

    @Override
    public String toString() {
        return "FailoverCache " + name;
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException("Cache %s is closed".formatted(name));
        }
    }

    private void require(K key, V value) {
        types.requireKey(key);
        types.requireValue(value);
    }

    private static void requireKeys(Set<?> keys) {
        Objects.requireNonNull(keys, "keys").forEach(key -> Objects.requireNonNull(key, "key"));
    }
}
