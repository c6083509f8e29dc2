package org.hybridscheduler.caching.annotations;

import java.util.List;

/**
 * The pair of exception lists that JSR-107 gives each annotation.
 *
 * @param whenUnspecified the answer where both lists are empty
 */
record ExceptionFilter(List<Class<? extends Throwable>> included, List<Class<? extends Throwable>> excluded,
                       boolean whenUnspecified) {

    static ExceptionFilter of(Class<? extends Throwable>[] included, Class<? extends Throwable>[] excluded,
                              boolean whenUnspecified) {
        return new ExceptionFilter(List.of(included), List.of(excluded), whenUnspecified);
    }

    boolean accepts(Throwable failure) {
        if (included.isEmpty() && excluded.isEmpty()) {
            return whenUnspecified;
        }
        boolean wanted = included.isEmpty() || isAny(included, failure);
        return wanted && !isAny(excluded, failure);
    }

    private static boolean isAny(List<Class<? extends Throwable>> types, Throwable failure) {
        return types.stream().anyMatch(type -> type.isInstance(failure));
    }
}
