package org.hybridscheduler.caching.annotations;

import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The application's cached methods: what the interceptors share. One instance, made by the extension. */
final class CachedMethods {

    private record MethodKey(Method method, Class<?> target, Class<? extends Annotation> type) {
    }

    private final Map<MethodKey, CachedMethod<?>> methods = new ConcurrentHashMap<>();
    private final Collaborators collaborators;
    private final CacheOperationListener listener;
    private final CacheErrorPolicy policy;
    private final LoadPorts ports;

    CachedMethods(Instance<Object> beans, CacheLoads loads) {
        this.collaborators = new Collaborators(beans, loads);
        this.ports = LoadPorts.of(collaborators);
        this.listener = collaborators.port(CacheOperationListener.class, (operation, outcome, name) -> { });
        this.policy = collaborators.port(CacheErrorPolicy.class, (operation, name, failure) -> {
            throw failure;
        });
    }

    @SuppressWarnings("unchecked")
    <A extends Annotation> CachedCall<A> call(InvocationContext context, Class<A> type) {
        MethodKey key = new MethodKey(context.getMethod(), context.getTarget().getClass(), type);
        CachedMethod<?> method = methods.get(key);
        if (method == null) {
            method = methods.computeIfAbsent(key,
                    absent -> CachedMethod.of(absent.method(), absent.target(), type, collaborators));
        }
        return new CachedCall<>((CachedMethod<A>) method, context);
    }

    LoadPorts ports() {
        return ports;
    }

    GuardedCache cache(CachedCall<?> call) {
        return new GuardedCache(call.getCacheName(), () -> call.method().resolver().resolveCache(call), listener,
                policy);
    }

    GuardedCache exceptionCache(CachedCall<?> call) {
        return new GuardedCache(call.method().exceptionCacheName(),
                () -> call.method().exceptionResolver().resolveCache(call), listener, policy);
    }
}
