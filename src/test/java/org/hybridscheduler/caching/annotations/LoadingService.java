package org.hybridscheduler.caching.annotations;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;

/**
 * Cached methods that load what the test says, and every way to change their cache. They are public, since a
 * loader may call them again: Weld intercepts what a bean asks of its own proxy only where the method is public.
 */
@ApplicationScoped
@CacheDefaults(cacheName = LoadingService.CACHE)
public class LoadingService {

    public static final String CACHE = "c";
    public static final String FAILURES = "failures";

    /** What runs inside a cached method. */
    public interface Loader {
        Object load(String key) throws Exception;
    }

    private final AtomicInteger runs = new AtomicInteger();
    private volatile Loader loader;

    void loadBy(Loader own) {
        loader = own;
        runs.set(0);
    }

    int runs() {
        return runs.get();
    }

    private Object load(String key) throws Exception {
        runs.incrementAndGet();
        return loader.load(key);
    }

    @CacheResult
    public Object find(String key) throws Exception {
        return load(key);
    }

    @CacheResult(exceptionCacheName = FAILURES)
    public Object findKeepingFailures(String key) throws Exception {
        return load(key);
    }

    @CacheResult(skipGet = true)
    public Object findFresh(String key) throws Exception {
        return load(key);
    }

    @CacheRemove
    public void remove(String key) {
    }

    @CacheRemove(afterInvocation = false)
    public void removeFirst(String key) {
    }

    @CachePut
    public void put(String key, @CacheValue Object value) {
    }

    @CachePut(afterInvocation = false)
    public void putFirst(String key, @CacheValue Object value) {
    }

    @CacheRemoveAll
    public void clear() {
    }

    @CacheRemoveAll(afterInvocation = false)
    public void clearFirst() {
    }

    @CacheRemoveAll(cacheName = FAILURES)
    public void clearFailures() {
    }
}
