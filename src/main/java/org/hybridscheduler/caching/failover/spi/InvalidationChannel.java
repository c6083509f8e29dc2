package org.hybridscheduler.caching.failover.spi;

import java.util.function.Consumer;

/** Port: tells the other nodes what changed. Messages may be late, and lost where the subscriber is told of doubt. */
public interface InvalidationChannel extends AutoCloseable {

    /** Reaches nobody. */
    InvalidationChannel NONE = new InvalidationChannel() {
        @Override
        public void publish(Message message) {
            // There are no other nodes.
        }

        @Override
        public void subscribe(Consumer<Message> onMessage, Runnable onDoubt) {
            // There are no other nodes.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    /**
     * Something changed.
     *
     * @param sender the node that changed it, which need not hear of it
     * @param cache  the logical cache
     * @param key    as the cache's codec writes it; null for all entries of the cache
     */
    record Message(String sender, String cache, String key) {
    }

    /** Sends a message to the other nodes, without waiting and without throwing. */
    void publish(Message message);

    /**
     * Subscribes.
     *
     * @param onMessage called for each message, its own included
     * @param onDoubt   called whenever messages may have been lost
     */
    void subscribe(Consumer<Message> onMessage, Runnable onDoubt);

    @Override
    void close();
}
