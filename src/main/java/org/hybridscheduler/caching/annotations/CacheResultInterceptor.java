package org.hybridscheduler.caching.annotations;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import javax.cache.annotation.CacheResult;

/** Answers a {@link CacheResult} method from the cache, or runs it and keeps what it returned. */
@Interceptor
@CacheResult
@Priority(CachingPriority.VALUE)
public class CacheResultInterceptor {

    private final CachedMethods methods;

    @Inject
    CacheResultInterceptor(CachedMethods methods) {
        this.methods = methods;
    }

    @AroundInvoke
    Object cached(InvocationContext context) throws Exception {
        CachedCall<CacheResult> call = methods.call(context, CacheResult.class);
        Object key = call.key();
        GuardedCache results = methods.cache(call);
        GuardedCache exceptions = call.method().cachesExceptions() ? methods.exceptionCache(call) : null;
        if (!call.getCacheAnnotation().skipGet()) {
            Object value = results.get(key);
            if (value != null) {
                return value;
            }
            rethrowCached(exceptions, key);
        }
        return load(call, key, results, exceptions);
    }

    private static void rethrowCached(GuardedCache exceptions, Object key) throws Exception {
        Object cached = exceptions == null ? null : exceptions.get(key);
        if (cached instanceof Error error) {
            throw error;
        }
        if (cached instanceof Exception exception) {
            throw exception;
        }
    }

    /** Runs the method and keeps its result or exception: the one step that concurrent misses of a key could share. */
    private static Object load(CachedCall<CacheResult> call, Object key, GuardedCache results,
                               GuardedCache exceptions) throws Exception {
        Object result;
        try {
            result = call.proceed();
        } catch (Exception | Error failure) {
            if (exceptions != null && call.method().accepts(failure)) {
                Surrounding.despite(failure, () -> exceptions.put(key, failure));
            }
            throw failure;
        }
        // A JCache holds no null, so a null result is not kept.
        if (result != null) {
            results.put(key, result);
        }
        return result;
    }
}
