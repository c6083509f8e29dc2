package org.hybridscheduler.caching.annotations;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import javax.cache.annotation.CacheRemove;

/** Removes the entry a {@link CacheRemove} method's parameters name. */
@Interceptor
@CacheRemove
@Priority(CachingPriority.VALUE)
public class CacheRemoveInterceptor {

    private final CachedMethods methods;

    @Inject
    CacheRemoveInterceptor(CachedMethods methods) {
        this.methods = methods;
    }

    @AroundInvoke
    Object remove(InvocationContext context) throws Exception {
        CachedCall<CacheRemove> call = methods.call(context, CacheRemove.class);
        return Surrounding.proceed(call, call.getCacheAnnotation().afterInvocation(), () -> remove(call));
    }

    private void remove(CachedCall<CacheRemove> call) {
        Object key = call.key();
        call.method().flights().detach(key);
        methods.cache(call).remove(key);
    }
}
