package org.hybridscheduler.caching.annotations;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CacheMethodDetails;
import javax.cache.annotation.CacheResolver;
import javax.cache.annotation.CacheResolverFactory;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.GeneratedCacheKey;

/** All that one annotation on one method of one class asks for, worked out at its first call. */
final class CachedMethod<A extends Annotation> implements CacheMethodDetails<A> {

    private final Method method;
    private final A annotation;
    private final Set<Annotation> annotations;
    private final CacheDirective directive;
    private final String cacheName;
    private final MethodParameters parameters;
    private final CacheKeyGenerator keyGenerator;
    private final Flights flights;
    private final Once<CacheResolver> resolver;
    private final Once<CacheResolver> exceptionResolver;

    @SuppressWarnings("unchecked")
    private CachedMethod(Method method, A annotation, CacheDefaults defaults, Collaborators collaborators) {
        this.method = method;
        this.annotation = annotation;
        this.annotations = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(method.getAnnotations())));
        this.directive = CacheDirective.of(annotation);
        this.parameters = MethodParameters.of(method, annotation.annotationType());
        this.cacheName = cacheName(directive, defaults, method);
        this.keyGenerator = collaborators.keyGenerator(directive.keyGenerator(), defaults);
        this.flights = collaborators.loads().of(cacheName, directive.exceptionCacheName());
        CacheResolverFactory factory = collaborators.resolverFactory(directive.resolverFactory(), defaults);
        this.resolver = new Once<>(() -> factory.getCacheResolver(this));
        this.exceptionResolver =
                new Once<>(() -> factory.getExceptionCacheResolver((CacheMethodDetails<CacheResult>) this));
    }

    /**
     * Reads an annotation that stands on the method or, where it does not, on its class or one above it.
     *
     * @throws IllegalStateException where there is no such annotation, or the method is not annotated as JSR-107 asks
     */
    static <A extends Annotation> CachedMethod<A> of(Method method, Class<?> target, Class<A> type,
                                                     Collaborators collaborators) {
        requireSingleAnnotation(method);
        A annotation = method.getAnnotation(type);
        if (annotation == null) {
            annotation = onClass(target, type);
        }
        if (annotation == null) {
            throw new IllegalStateException("@%s stands neither on %s nor on %s. %s".formatted(type.getSimpleName(),
                    method, target.getName(), "Maybe a stereotype or an extension added it?"));
        }
        return new CachedMethod<>(method, annotation, onClass(target, CacheDefaults.class), collaborators);
    }

    /**
     * Checks how a method is annotated.
     *
     * @throws IllegalStateException where JSR-107 does not allow it
     */
    static void validate(Method method) {
        requireSingleAnnotation(method);
        CacheDirective.ANNOTATIONS.stream().filter(method::isAnnotationPresent)
                .forEach(type -> MethodParameters.of(method, type));
    }

    private static void requireSingleAnnotation(Method method) {
        List<String> present = CacheDirective.ANNOTATIONS.stream().filter(method::isAnnotationPresent)
                .map(Class::getSimpleName).toList();
        if (present.size() > 1) {
            throw new IllegalStateException("%s carries %s, a method may carry one of them. %s".formatted(method,
                    present, "Maybe one belongs on a method of another bean?"));
        }
    }

    private static <T extends Annotation> T onClass(Class<?> target, Class<T> type) {
        for (Class<?> level = target; level != null; level = level.getSuperclass()) {
            T found = level.getAnnotation(type);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static String cacheName(CacheDirective directive, CacheDefaults defaults, Method method) {
        if (!directive.cacheName().isEmpty()) {
            return directive.cacheName();
        }
        if (defaults != null && !defaults.cacheName().isEmpty()) {
            return defaults.cacheName();
        }
        String qualified = method.getDeclaringClass().getName() + "." + method.getName();
        return Arrays.stream(method.getParameterTypes()).map(Class::getName)
                .collect(Collectors.joining(",", qualified + "(", ")"));
    }

    GeneratedCacheKey key(CachedCall<A> call) {
        GeneratedCacheKey key = keyGenerator.generateCacheKey(call);
        if (key == null) {
            throw new IllegalStateException("%s made no key for %s. Maybe it is to be returned?".formatted(
                    keyGenerator.getClass().getName(), method));
        }
        return key;
    }

    /** The loads under way of this method's cache. */
    Flights flights() {
        return flights;
    }

    CacheResolver resolver() {
        return resolver.get();
    }

    /** The resolver of cached exceptions, for {@link CacheResult} methods that name an exception cache. */
    CacheResolver exceptionResolver() {
        return exceptionResolver.get();
    }

    boolean cachesExceptions() {
        return !exceptionCacheName().isEmpty();
    }

    String exceptionCacheName() {
        return directive.exceptionCacheName();
    }

    /** Whether the operation is to be done (or the exception to be cached) although the method threw this. */
    boolean accepts(Throwable failure) {
        return directive.exceptions().accepts(failure);
    }

    MethodParameters parameters() {
        return parameters;
    }

    @Override
    public Method getMethod() {
        return method;
    }

    @Override
    public Set<Annotation> getAnnotations() {
        return annotations;
    }

    @Override
    public A getCacheAnnotation() {
        return annotation;
    }

    @Override
    public String getCacheName() {
        return cacheName;
    }
}
