package org.hybridscheduler.caching.failover.jcache;

import java.util.Objects;

/** The types that a cache declares for its keys and values; {@code Object} where it declares none. */
record Types(Class<?> key, Class<?> value) {

    void requireKey(Object candidate) {
        require("key", key, candidate);
    }

    void requireValue(Object candidate) {
        require("value", value, candidate);
    }

    private static void require(String what, Class<?> type, Object candidate) {
        Objects.requireNonNull(candidate, what);
        if (!type.isInstance(candidate)) {
            throw new ClassCastException("The %s is a %s, the cache declares %s".formatted(what,
                    candidate.getClass().getName(), type.getName()));
        }
    }
}
