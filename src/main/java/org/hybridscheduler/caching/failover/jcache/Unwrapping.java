package org.hybridscheduler.caching.failover.jcache;

/** {@code unwrap}, as all of JSR-107's types have it. */
final class Unwrapping {

    private Unwrapping() {
    }

    /** The first of some objects that is of a type. */
    static <T> T unwrap(Class<T> type, Object... candidates) {
        for (Object candidate : candidates) {
            if (type.isInstance(candidate)) {
                return type.cast(candidate);
            }
        }
        throw new IllegalArgumentException("A %s is no %s".formatted(candidates[0].getClass().getName(),
                type.getName()));
    }
}
