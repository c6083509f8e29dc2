package org.hybridscheduler.caching.annotations;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import javax.cache.annotation.CacheRemoveAll;

/** Empties the cache a {@link CacheRemoveAll} method names. */
@Interceptor
@CacheRemoveAll
@Priority(CachingPriority.VALUE)
public class CacheRemoveAllInterceptor {

    private final CachedMethods methods;

    @Inject
    CacheRemoveAllInterceptor(CachedMethods methods) {
        this.methods = methods;
    }

    @AroundInvoke
    Object removeAll(InvocationContext context) throws Exception {
        CachedCall<CacheRemoveAll> call = methods.call(context, CacheRemoveAll.class);
        return Surrounding.proceed(call, call.getCacheAnnotation().afterInvocation(), () -> removeAll(call));
    }

    private void removeAll(CachedCall<CacheRemoveAll> call) {
        call.method().flights().detachAll();
        methods.cache(call).removeAll();
    }
}
