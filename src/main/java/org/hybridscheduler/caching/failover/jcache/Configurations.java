package org.hybridscheduler.caching.failover.jcache;

import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;

/** Configurations of caches, checked and copied. */
final class Configurations {

    private Configurations() {
    }

    /**
     * A copy of a cache's configuration.
     *
     * @throws UnsupportedOperationException where it asks for values by reference
     * @throws IllegalArgumentException      where it lacks what it refers to
     */
    static <K, V> MutableConfiguration<K, V> copy(Configuration<K, V> given) {
        MutableConfiguration<K, V> copy = given instanceof CompleteConfiguration<K, V> complete
                ? new MutableConfiguration<>(complete)
                : new MutableConfiguration<K, V>().setTypes(given.getKeyType(), given.getValueType())
                        .setStoreByValue(given.isStoreByValue());
        if (!copy.isStoreByValue()) {
            throw new UnsupportedOperationException("Values are stored by value, storeByValue is false. Maybe a near "
                    + "tier is what is wanted?");
        }
        require("read-through", copy.isReadThrough(), "loader", copy.getCacheLoaderFactory());
        require("write-through", copy.isWriteThrough(), "writer", copy.getCacheWriterFactory());
        return copy;
    }

    private static void require(String mode, boolean on, String what, Object factory) {
        if (on && factory == null) {
            throw new IllegalArgumentException("The configuration is %s, but has no factory of a %s".formatted(mode,
                    what));
        }
    }
}
