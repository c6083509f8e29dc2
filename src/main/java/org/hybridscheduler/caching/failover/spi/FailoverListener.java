package org.hybridscheduler.caching.failover.spi;

import java.time.Duration;

/** Port: an application's statistics, metrics and log. Thread-safe; must neither block nor throw. */
public interface FailoverListener {

    /** The name under which a near tier's hits are recorded. */
    String NEAR = "near";

    /** Hears nothing. */
    FailoverListener NONE = new FailoverListener() {
    };

    /** Gives what records the operations on a cache in a backend; asked once for each pair, the answer is kept. */
    default OperationRecorder recorder(String cacheName, String backend) {
        return (operation, outcome, nanos) -> { };
    }

    /**
     * The breaker changed its state.
     *
     * @param cause why, in one line, without secrets
     * @param spent how long the earlier state had lasted
     */
    default void transition(RoutingState from, RoutingState to, String cause, Duration spent) {
    }

    /** A value did not decode; the reader got a miss. */
    default void undecodable(String cacheName, String backend, String key, RuntimeException cause) {
    }
}
