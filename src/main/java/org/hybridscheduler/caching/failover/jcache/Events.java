package org.hybridscheduler.caching.failover.jcache;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.EventType;

/**
 * Tells a cache's listeners what happened on this node. All are told, then the first failure is thrown. Of an entry that
 * expired they hear when somebody meets it; a backend that let go of it first, which it may from its deadline on, leaves
 * nothing to meet, and JSR-107 promises no more.
 */
final class Events<K, V> {

    private final Cache<K, V> source;
    private final Tasks tasks;
    private final List<Registration<K, V>> registrations = new CopyOnWriteArrayList<>();

    Events(Cache<K, V> source, Tasks tasks) {
        this.source = source;
        this.tasks = tasks;
    }

    void register(CacheEntryListenerConfiguration<K, V> configuration) {
        registrations.add(new Registration<>(configuration, tasks.inOrder()));
    }

    void deregister(CacheEntryListenerConfiguration<K, V> configuration) {
        for (Registration<K, V> each : registrations) {
            if (each.configuration().equals(configuration)) {
                registrations.remove(each);
                each.close();
            }
        }
    }

    boolean heard() {
        return !registrations.isEmpty();
    }

    void created(Object key, Object value) {
        tell(EventType.CREATED, key, value, null);
    }

    void updated(Object key, Object value, Object oldValue) {
        tell(EventType.UPDATED, key, value, oldValue);
    }

    void removed(Object key, Object value) {
        tell(EventType.REMOVED, key, value, value);
    }

    void expired(Object key, Object value) {
        tell(EventType.EXPIRED, key, value, value);
    }

    void close() {
        registrations.forEach(Registration::close);
        registrations.clear();
    }

    @SuppressWarnings("unchecked")
    private void tell(EventType type, Object key, Object value, Object oldValue) {
        if (registrations.isEmpty()) {
            return;
        }
        CacheEntryEvent<K, V> event = new EntryEvent<>(source, type, (K) key, (V) value, (V) oldValue);
        CacheEntryListenerException failure = null;
        for (Registration<K, V> each : registrations) {
            if (each.hears(type)) {
                failure = firstOf(failure, tell(each, event));
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private CacheEntryListenerException tell(Registration<K, V> registration, CacheEntryEvent<K, V> event) {
        try {
            registration.tell(event);
            return null;
        } catch (CacheEntryListenerException e) {
            return e;
        }
    }

    private static CacheEntryListenerException firstOf(CacheEntryListenerException first,
                                                       CacheEntryListenerException next) {
        if (first != null && next != null) {
            first.addSuppressed(next);
        }
        return first == null ? next : first;
    }
}
