package org.hybridscheduler.caching.failover.jcache;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executor;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.event.EventType;

/** A listener as it was registered with a cache. */
final class Registration<K, V> {

    private static final Logger LOG = System.getLogger(Registration.class.getName());

    private final CacheEntryListenerConfiguration<K, V> configuration;
    private final CacheEntryListener<? super K, ? super V> listener;
    // Null where every event passes.
    private final CacheEntryEventFilter<? super K, ? super V> filter;
    private final Executor later;

    /**
     * Makes the listener and its filter.
     *
     * @param later runs what is not waited for, in order
     */
    Registration(CacheEntryListenerConfiguration<K, V> configuration, Executor later) {
        this.configuration = configuration;
        this.listener = configuration.getCacheEntryListenerFactory().create();
        Factory<CacheEntryEventFilter<? super K, ? super V>> filters =
                configuration.getCacheEntryEventFilterFactory();
        this.filter = filters == null ? null : filters.create();
        this.later = later;
    }

    CacheEntryListenerConfiguration<K, V> configuration() {
        return configuration;
    }

    boolean hears(EventType type) {
        return switch (type) {
            case CREATED -> listener instanceof CacheEntryCreatedListener;
            case UPDATED -> listener instanceof CacheEntryUpdatedListener;
            case REMOVED -> listener instanceof CacheEntryRemovedListener;
            case EXPIRED -> listener instanceof CacheEntryExpiredListener;
        };
    }

    /**
     * Tells the listener, or has it told.
     *
     * @throws CacheEntryListenerException where a listener that is waited for failed
     */
    void tell(CacheEntryEvent<K, V> event) {
        if (configuration.isSynchronous()) {
            tellNow(event);
        } else {
            later.execute(() -> tellAndLog(event));
        }
    }

    private void tellAndLog(CacheEntryEvent<K, V> event) {
        try {
            tellNow(event);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "A listener of cache %s failed".formatted(event.getSource().getName()), e);
        }
    }

    private void tellNow(CacheEntryEvent<K, V> event) {
        try {
            if (filter == null || filter.evaluate(event)) {
                pass(event);
            }
        } catch (CacheEntryListenerException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CacheEntryListenerException("A listener of cache %s failed on %s: %s".formatted(
                    event.getSource().getName(), event.getEventType(), e.getMessage()), e);
        }
    }

    @SuppressWarnings("unchecked")
    private void pass(CacheEntryEvent<K, V> event) {
        List<CacheEntryEvent<? extends K, ? extends V>> events = List.of(event);
        switch (event.getEventType()) {
            case CREATED -> ((CacheEntryCreatedListener<K, V>) listener).onCreated(events);
            case UPDATED -> ((CacheEntryUpdatedListener<K, V>) listener).onUpdated(events);
            case REMOVED -> ((CacheEntryRemovedListener<K, V>) listener).onRemoved(events);
            case EXPIRED -> ((CacheEntryExpiredListener<K, V>) listener).onExpired(events);
            default -> throw new IllegalStateException("Event type " + event.getEventType());
        }
    }

    void close() {
        Closing.quietly(listener, filter);
    }
}
