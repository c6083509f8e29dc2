package org.hybridscheduler.caching;

import java.util.Objects;
import javax.cache.annotation.GeneratedCacheKey;

/** A key that is its string, in memory and in Redis. */
public record NamespaceKey(String value) implements GeneratedCacheKey {

    public NamespaceKey {
        Objects.requireNonNull(value, "a cache key is null");
    }

    @Override
    public String toString() {
        return value;
    }
}
