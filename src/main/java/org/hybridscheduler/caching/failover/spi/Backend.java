package org.hybridscheduler.caching.failover.spi;

/** A product that keeps entries. Its methods may block, and throw what they like; they end when interrupted. */
public interface Backend extends AutoCloseable {

    /** Its name in statistics, metrics and log lines: {@code redis}, {@code memory}. */
    String name();

    /** Opens the physical cache of a name, making it where there is none. */
    Store open(String physicalName, StoreSettings settings);

    /** Lets go of an open physical cache; its entries stay, for other nodes. */
    void release(String physicalName);

    /** Deletes a physical cache and its entries, open or not, there or not. */
    void destroy(String physicalName);

    @Override
    void close();
}
