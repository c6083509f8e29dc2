package org.hybridscheduler.caching.annotations;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.Cache;
import javax.cache.CacheManager;

/** A cache manager over maps that can be told to fail; public methods are those of JCache the interceptors may call. */
public final class MapCaches {

    private final Map<String, Map<Object, Object>> entries = new ConcurrentHashMap<>();
    private final Map<String, Cache<?, ?>> caches = new ConcurrentHashMap<>();
    private volatile RuntimeException failure;
    private volatile int asked;

    CacheManager manager() {
        return proxy(CacheManager.class, new Manager());
    }

    /** The live content of a cache; empty where nobody made it. */
    Map<Object, Object> entries(String name) {
        return entries.getOrDefault(name, Map.of());
    }

    /** Lets every operation from now on fail; null ends it. */
    void failWith(RuntimeException thrown) {
        failure = thrown;
    }

    /** How many operations were asked of any cache. */
    int asked() {
        return asked;
    }

    private <T> T proxy(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            Method own;
            try {
                own = target.getClass().getMethod(method.getName(), method.getParameterTypes());
            } catch (NoSuchMethodException e) {
                throw new UnsupportedOperationException("JSR-107 names no such operation: " + method, e);
            }
            try {
                return own.invoke(target, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    /** Answers {@link CacheManager}'s methods. */
    public final class Manager {

        public Cache<?, ?> getCache(String name) {
            failIfTold();
            return caches.get(name);
        }

        public Cache<?, ?> createCache(String name, javax.cache.configuration.Configuration<?, ?> configuration) {
            Map<Object, Object> map = entries.computeIfAbsent(name, absent -> new ConcurrentHashMap<>());
            return caches.computeIfAbsent(name, absent -> proxy(Cache.class, new Entries(map)));
        }
    }

    /** Answers {@link Cache}'s methods. */
    public final class Entries {

        private final Map<Object, Object> map;

        private Entries(Map<Object, Object> map) {
            this.map = map;
        }

        public Object get(Object key) {
            count();
            return map.get(key);
        }

        public void put(Object key, Object value) {
            count();
            map.put(key, value);
        }

        public boolean remove(Object key) {
            count();
            return map.remove(key) != null;
        }

        public void removeAll() {
            count();
            map.clear();
        }
    }

    private synchronized void count() {
        asked++;
        failIfTold();
    }

    private void failIfTold() {
        RuntimeException told = failure;
        if (told != null) {
            throw told;
        }
    }
}
