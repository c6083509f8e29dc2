package org.hybridscheduler.caching.annotations;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The loads of {@code @CacheResult} methods that are under way on this node, by cache name; a bean that can be
 * injected. {@code @CachePut}, {@code @CacheRemove} and {@code @CacheRemoveAll} detach by themselves. An application
 * that changes a cache in another way, say by {@code Cache.clear()}, or hears that another node did, calls
 * {@code detach} first: a load that began before read the old state, and would put it back afterwards.
 *
 * <p>The names are those of the annotations; a resolver factory that sends several names to one cache is not known
 * here.
 *
 * <p>{@code detach} waits while such a load puts its result, which takes as long as the cache lets it, and never for a
 * method. What is removed afterwards is therefore removed after the put, and is not read again on this node, unless the
 * cache carries out late what it reported as failed; that it does not is the cache's to guarantee. A synchronous cache
 * listener may change the entry it is told of where it runs on the thread that puts, as it mostly does. On another, or
 * where listeners change one another's entries, they can wait for each other for ever, as JSR-107 warns at
 * {@link javax.cache.event.CacheEntryListener}.
 */
public final class CacheLoads {

    private final Map<String, Flights> caches = new ConcurrentHashMap<>();
    private final Waits waits = new Waits();

    /** For tests and containers without the extension; in others the bean is the one the interceptors use. */
    public CacheLoads() {
    }

    /**
     * Detaches every load of a cache: those who wait for one still get its result, which is not kept; later callers
     * load anew. A name without loads is no error.
     */
    public void detach(String cacheName) {
        Flights flights = caches.get(cacheName);
        if (flights != null) {
            flights.detachAll();
        }
    }

    /**
     * Detaches the load of one key, as {@link #detach(String)} does for all; also frees a key whose load hangs.
     *
     * @param key a key as the cache's key generator makes it
     */
    public void detach(String cacheName, Object key) {
        Flights flights = caches.get(cacheName);
        if (flights != null) {
            flights.detach(key);
        }
    }

    Flights of(String cacheName) {
        return caches.computeIfAbsent(cacheName, name -> new Flights(waits));
    }

    /** The flights of a method that keeps its exceptions in another cache. */
    Flights of(String cacheName, String exceptionCacheName) {
        Flights flights = of(cacheName);
        if (!exceptionCacheName.isEmpty()) {
            of(exceptionCacheName).addDependent(flights);
        }
        return flights;
    }
}
