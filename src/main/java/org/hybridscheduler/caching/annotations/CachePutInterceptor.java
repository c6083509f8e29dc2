package org.hybridscheduler.caching.annotations;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import javax.cache.annotation.CachePut;

/** Puts the {@code @CacheValue} parameter of a {@link CachePut} method into the cache. */
@Interceptor
@CachePut
@Priority(CachingPriority.VALUE)
public class CachePutInterceptor {

    private final CachedMethods methods;

    @Inject
    CachePutInterceptor(CachedMethods methods) {
        this.methods = methods;
    }

    @AroundInvoke
    Object put(InvocationContext context) throws Exception {
        CachedCall<CachePut> call = methods.call(context, CachePut.class);
        return Surrounding.proceed(call, call.getCacheAnnotation().afterInvocation(), () -> put(call));
    }

    private void put(CachedCall<CachePut> call) {
        Object value = call.getValueParameter().getValue();
        if (value == null) {
            throw new NullPointerException("The @CacheValue of %s is null, which a JCache cannot hold. %s".formatted(
                    call.getMethod(), "Maybe the entry is to be removed by @CacheRemove?"));
        }
        Object key = call.key();
        call.method().flights().detach(key);
        methods.cache(call).put(key, value);
    }
}
