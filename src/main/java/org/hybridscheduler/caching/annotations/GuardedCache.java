package org.hybridscheduler.caching.annotations;

import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.cache.Cache;

/**
 * A cache within one call: its operations are told to the listener, its failures go to the error policy. After a
 * failure it is not asked again, so that a dead cache costs a call one time-out, not two.
 */
final class GuardedCache {

    private final String name;
    private final Supplier<Cache<Object, Object>> source;
    private final CacheOperationListener listener;
    private final CacheErrorPolicy policy;
    private boolean failed;

    GuardedCache(String name, Supplier<Cache<Object, Object>> source, CacheOperationListener listener,
                 CacheErrorPolicy policy) {
        this.name = name;
        this.source = source;
        this.listener = listener;
        this.policy = policy;
    }

    /** The value, or null where there is none or the cache failed and the policy let it pass. */
    Object get(Object key) {
        if (failed) {
            return null;
        }
        Object value;
        try {
            value = source.get().get(key);
        } catch (RuntimeException e) {
            fail(CacheOperation.GET, e);
            return null;
        }
        listener.completed(CacheOperation.GET, value == null ? CacheOutcome.MISS : CacheOutcome.HIT, name);
        return value;
    }

    void put(Object key, Object value) {
        change(CacheOperation.SET, cache -> cache.put(key, value));
    }

    void remove(Object key) {
        change(CacheOperation.DELETE, cache -> cache.remove(key));
    }

    void removeAll() {
        change(CacheOperation.INVALIDATE, Cache::removeAll);
    }

    private void change(CacheOperation operation, Consumer<Cache<Object, Object>> action) {
        if (failed) {
            return;
        }
        try {
            action.accept(source.get());
        } catch (RuntimeException e) {
            fail(operation, e);
            return;
        }
        listener.completed(operation, CacheOutcome.SUCCESS, name);
    }

    private void fail(CacheOperation operation, RuntimeException failure) {
        failed = true;
        listener.completed(operation, CacheOutcome.ERROR, name);
        policy.failed(operation, name, failure);
    }
}
