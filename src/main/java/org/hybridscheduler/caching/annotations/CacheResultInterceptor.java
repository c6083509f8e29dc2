package org.hybridscheduler.caching.annotations;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import javax.cache.annotation.CacheResult;

/** Answers a {@link CacheResult} method from the cache, or from the one run that all who miss share. */
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
        if (call.getCacheAnnotation().skipGet()) {
            return load(call, key, results).unshared();
        }
        long landedBefore = call.method().flights().landed();
        Object value = results.get(key);
        if (value == null) {
            return load(call, key, results).shared(landedBefore);
        }
        if (methods.ports().isDue(call.getCacheName(), key, value)) {
            return load(call, key, results).refreshed(value, landedBefore);
        }
        return value;
    }

    private ResultLoad load(CachedCall<CacheResult> call, Object key, GuardedCache results) {
        GuardedCache exceptions = call.method().cachesExceptions() ? methods.exceptionCache(call) : null;
        return new ResultLoad(call, key, results, exceptions, methods.ports());
    }
}
