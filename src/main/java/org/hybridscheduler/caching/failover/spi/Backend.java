package org.hybridscheduler.caching.failover.spi;

/** A product that keeps entries. Its methods may block, and throw what they like; they end when interrupted. */
public interface Backend extends AutoCloseable {

    /** Its name in statistics, metrics and log lines: {@code redis}, {@code memory}. */
    String name();

    /**
     * Which life of the product this is: a text that changes whenever it may have lost writes that it had acknowledged,
     * by a restart or the promotion of a replica. It changes no later than the loss shows to other calls. Empty where
     * that cannot be told.
     */
    default String incarnation() {
        return "";
    }

    /** Opens the physical cache of a name, making it where there is none. */
    Store open(String physicalName, StoreSettings settings);

    /** Lets go of an open physical cache; its entries stay, for other nodes. */
    void release(String physicalName);

    /** Deletes a physical cache and its entries, open or not, there or not. */
    void destroy(String physicalName);

    @Override
    void close();
}
