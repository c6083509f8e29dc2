package org.hybridscheduler.caching.annotations;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.CacheManager;

/**
 * A cache manager over maps that can be told to fail, and that shows a probe the moments around each operation; public
 * methods are those of JCache the interceptors may call.
 */
public final class MapCaches {

    private final Map<String, Map<Object, Object>> entries = new ConcurrentHashMap<>();
    private final Map<String, Cache<?, ?>> caches = new ConcurrentHashMap<>();
    private volatile RuntimeException failure;
    private volatile Consumer<String> probe = moment -> { };
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

    /** Calls the probe on the caller's thread: "before put", "after put" and so on. */
    void probe(Consumer<String> own) {
        probe = own;
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
            return probed("get", () -> map.get(key));
        }

        public void put(Object key, Object value) {
            probed("put", () -> map.put(key, value));
        }

        public boolean remove(Object key) {
            return probed("remove", () -> map.remove(key)) != null;
        }

        public void removeAll() {
            probed("removeAll", () -> {
                map.clear();
                return null;
            });
        }

        public void clear() {
            removeAll();
        }

        private Object probed(String operation, Supplier<Object> action) {
            count();
            probe.accept("before " + operation);
            Object result = action.get();
            probe.accept("after " + operation);
            return result;
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
