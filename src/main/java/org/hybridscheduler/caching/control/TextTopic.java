package org.hybridscheduler.caching.control;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Port: a broadcast of texts among the nodes, by some product. Called by one thread at a time, which may wait. */
interface TextTopic {

    /**
     * Subscribes, unless that has been done and has not failed since.
     *
     * @param onText called for each text, this node's own included
     * @param onGap  called when texts may have been lost, as far as the product knows
     * @throws RuntimeException where it cannot be done yet
     */
    void connect(Consumer<String> onText, Runnable onGap);

    /** Ends the subscription, if there is one; the next {@link #connect} makes a new one. */
    void disconnect();

    /** Sends a text to all nodes. */
    CompletionStage<?> publish(String text);
}
