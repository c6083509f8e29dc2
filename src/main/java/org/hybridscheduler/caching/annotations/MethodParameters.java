package org.hybridscheduler.caching.annotations;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.cache.annotation.CacheInvocationParameter;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheValue;

/**
 * The parameters of an annotated method and the roles JSR-107 gives them.
 *
 * @param all           every parameter, in order
 * @param keyPositions  those a key is made of: the {@code @CacheKey} ones, else all but the {@code @CacheValue} one
 * @param valuePosition the {@code @CacheValue} one, -1 where there is none
 */
record MethodParameters(List<Parameter> all, int[] keyPositions, int valuePosition) {

    /** What is known of a parameter before a call. */
    record Parameter(Class<?> type, Set<Annotation> annotations, int position) {

        boolean is(Class<? extends Annotation> role) {
            return annotations.stream().anyMatch(role::isInstance);
        }

        CacheInvocationParameter of(Object[] arguments) {
            return new Argument(type, arguments[position], annotations, position);
        }
    }

    private record Argument(Class<?> getRawType, Object getValue, Set<Annotation> getAnnotations,
                            int getParameterPosition) implements CacheInvocationParameter {
    }

    /**
     * Reads a method's parameters.
     *
     * @throws IllegalStateException where {@code @CacheValue} is missing, repeated or not allowed
     */
    static MethodParameters of(Method method, Class<? extends Annotation> annotation) {
        List<Parameter> all = new ArrayList<>();
        for (java.lang.reflect.Parameter parameter : method.getParameters()) {
            Set<Annotation> annotations = new LinkedHashSet<>(Arrays.asList(parameter.getAnnotations()));
            all.add(new Parameter(parameter.getType(), Collections.unmodifiableSet(annotations), all.size()));
        }
        int value = valuePosition(all, method, annotation);
        boolean chosen = all.stream().anyMatch(parameter -> parameter.is(CacheKey.class));
        int[] keys = all.stream()
                .filter(parameter -> chosen ? parameter.is(CacheKey.class) : parameter.position() != value)
                .mapToInt(Parameter::position).toArray();
        return new MethodParameters(List.copyOf(all), keys, value);
    }

    private static int valuePosition(List<Parameter> all, Method method, Class<? extends Annotation> annotation) {
        List<Parameter> values = all.stream().filter(parameter -> parameter.is(CacheValue.class)).toList();
        int expected = annotation == CachePut.class ? 1 : 0;
        if (values.size() != expected) {
            throw new IllegalStateException("%d parameters of %s carry @CacheValue, @%s wants %d. %s".formatted(
                    values.size(), method, annotation.getSimpleName(), expected,
                    "Maybe it belongs to a parameter of a @CachePut method?"));
        }
        return values.isEmpty() ? -1 : values.get(0).position();
    }
}
