package org.hybridscheduler.caching.failover.spi;

/** Where a cache manager gets its stores: from one backend, or from whichever of two serves. */
public interface Stores extends AutoCloseable {

    /** Opens the store of a logical cache. */
    Store open(StoreSettings settings);

    /** Lets go of a store; its entries stay where the backend keeps them. */
    void release(String cacheName);

    /** Deletes the physical caches of a cache that was cleared and released. */
    void destroy(String cacheName);

    /** What is known of the backends now. */
    BackendStatus status();

    @Override
    void close();
}
