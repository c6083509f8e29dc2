package org.hybridscheduler.caching.failover.spi;

/**
 * The entries of one cache that this node's memory holds by reference, beside the store. For immutable values only.
 * Thread-safe.
 */
public interface NearTier {

    /** Makes the near tiers of those caches that have one. */
    @FunctionalInterface
    interface Source {

        /** The near tier of a cache; null where it has none. */
        NearTier tier(String cacheName);
    }

    /** The entry under a key; null where there is none. It may have expired. */
    StoredEntry get(String key);

    /** Changes with every {@link #forget} and {@link #forgetAll}; to be taken before the store is read. */
    long stamp();

    /** Keeps what the store answered, unless something was forgotten since the stamp was taken. */
    void keep(String key, StoredEntry entry, long stamp);

    /** Drops a key. */
    void forget(String key);

    /** Drops everything: after an invalidation, and on any doubt. */
    void forgetAll();

    /** How many entries it holds, roughly. */
    long size();
}
