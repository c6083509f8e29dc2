package org.hybridscheduler.caching.annotations;

import java.util.Arrays;
import javax.cache.annotation.GeneratedCacheKey;

/** The default key: equal where the parameters are deeply equal. */
final class ParametersKey implements GeneratedCacheKey {

    private static final long serialVersionUID = 1;

    private final Object[] parameters;
    // Not serialized: an enum's hash differs from one JVM to the next, and caches compare keys by their bytes.
    private transient int hash;

    ParametersKey(Object[] parameters) {
        this.parameters = parameters;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ParametersKey key && Arrays.deepEquals(parameters, key.parameters);
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            hash = Arrays.deepHashCode(parameters);
        }
        return hash;
    }

    @Override
    public String toString() {
        return Arrays.deepToString(parameters);
    }
}
