package org.hybridscheduler.caching.annotations;

import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Set;
import javax.cache.annotation.CacheInvocationParameter;
import javax.cache.annotation.CacheKeyInvocationContext;

/** One call of a cached method, as key generators and cache resolvers see it. */
final class CachedCall<A extends Annotation> implements CacheKeyInvocationContext<A> {

    private final CachedMethod<A> method;
    private final InvocationContext context;
    // Kept from before the method runs: an interceptor further in may replace them.
    private final Object[] arguments;

    CachedCall(CachedMethod<A> method, InvocationContext context) {
        this.method = method;
        this.context = context;
        this.arguments = context.getParameters();
    }

    CachedMethod<A> method() {
        return method;
    }

    Object key() {
        return method.key(this);
    }

    Object proceed() throws Exception {
        return context.proceed();
    }

    @Override
    public Object getTarget() {
        return context.getTarget();
    }

    @Override
    public CacheInvocationParameter[] getAllParameters() {
        return method.parameters().all().stream().map(parameter -> parameter.of(arguments))
                .toArray(CacheInvocationParameter[]::new);
    }

    @Override
    public CacheInvocationParameter[] getKeyParameters() {
        int[] positions = method.parameters().keyPositions();
        CacheInvocationParameter[] keys = new CacheInvocationParameter[positions.length];
        for (int i = 0; i < positions.length; i++) {
            keys[i] = method.parameters().all().get(positions[i]).of(arguments);
        }
        return keys;
    }

    @Override
    public CacheInvocationParameter getValueParameter() {
        int position = method.parameters().valuePosition();
        return position < 0 ? null : method.parameters().all().get(position).of(arguments);
    }

    /** Gives this context or the interceptor's own {@link InvocationContext}. */
    @Override
    public <T> T unwrap(Class<T> type) {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        if (type.isInstance(context)) {
            return type.cast(context);
        }
        throw new IllegalArgumentException("A cached call cannot be unwrapped to %s. Maybe %s was meant?".formatted(
                type.getName(), InvocationContext.class.getName()));
    }

    @Override
    public Method getMethod() {
        return method.getMethod();
    }

    @Override
    public Set<Annotation> getAnnotations() {
        return method.getAnnotations();
    }

    @Override
    public A getCacheAnnotation() {
        return method.getCacheAnnotation();
    }

    @Override
    public String getCacheName() {
        return method.getCacheName();
    }
}
