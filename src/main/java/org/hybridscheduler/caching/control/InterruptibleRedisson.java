package org.hybridscheduler.caching.control;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import org.redisson.api.CacheAsync;
import org.redisson.api.RFuture;

/**
 * Redisson's JCache with calls that end when their thread is interrupted, as the failover provider asks of a backend.
 * Redisson's own wait for their answer by {@code join()}, which ends at Redisson's time-out only; so each call that has
 * an asynchronous twin is made by it and waited for here. A command that was given up may still be carried out.
 */
public final class InterruptibleRedisson {

    private static final Map<Method, Method> TWINS = twins();

    private InterruptibleRedisson() {
    }

    /** The same cache manager, its caches' calls made interruptible. */
    public static CacheManager of(CacheManager manager) {
        return proxy(CacheManager.class, (self, method, arguments) -> {
            Object answer = call(method, manager, arguments);
            return answer instanceof Cache<?, ?> cache ? interruptible(cache) : answer;
        });
    }

    private static Cache<?, ?> interruptible(Cache<?, ?> cache) {
        CacheAsync<?, ?> asynchronous = cache.unwrap(CacheAsync.class);
        return proxy(Cache.class, (self, method, arguments) -> {
            Method twin = TWINS.get(method);
            return twin == null ? call(method, cache, arguments)
                    : await((RFuture<?>) call(twin, asynchronous, arguments));
        });
    }

    private static Map<Method, Method> twins() {
        Map<Method, Method> twins = new HashMap<>();
        for (Method method : Cache.class.getMethods()) {
            try {
                twins.put(method, CacheAsync.class.getMethod(method.getName() + "Async", method.getParameterTypes()));
            } catch (NoSuchMethodException e) {
                // It has none: what returns at once, iterators (which are interruptible), and what we never call.
                continue;
            }
        }
        return Map.copyOf(twins);
    }

    private static Object await(RFuture<?> answer) {
        try {
            return answer.toCompletableFuture().get();
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new CacheException("Interrupted while waiting for Redis", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new CacheException(e.getCause());
        }
    }

    private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(InterruptibleRedisson.class.getClassLoader(), new Class<?>[] {type},
                handler));
    }
}
