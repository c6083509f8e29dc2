package org.hybridscheduler.caching.failover.routing;

import java.time.Duration;
import org.hybridscheduler.caching.failover.routing.Connection.Primary;

/**
 * Notices that the primary lost writes it had acknowledged, in two ways. This node's counter in the registry, advanced
 * by compare-and-set, is not what it was left at: whatever the product, what came before its last advance was lost. And
 * the product says that it is no longer the one it was: it may have lost what came after, or where no counter is.
 *
 * <p>For one thread. Each method but {@link #leave} waits no longer than a time-out for each call of the primary, and
 * throws what that throws.
 */
final class Continuity {

    private final String node;
    private final Watchdog watchdog;
    private final Duration timeout;
    private long counter;
    private String beat;
    private String incarnation = "";

    /**
     * Makes one that has seen nothing.
     *
     * @param node    whose counter it is
     * @param timeout of one call of the primary
     */
    Continuity(String node, Watchdog watchdog, Duration timeout) {
        this.node = node;
        this.watchdog = watchdog;
        this.timeout = timeout;
    }

    /**
     * Takes the primary for what it is now. To be called before anything is done that no loss may undo: a loss that
     * comes between what is done and this would never show in {@link #sameIncarnation}.
     */
    void begin(Primary primary) {
        incarnation = ask(primary);
    }

    /** Whether the primary still is what it was taken for: then all it answered before this was asked for holds. */
    boolean sameIncarnation(Primary primary) {
        return incarnation.equals(ask(primary));
    }

    /** Moves the counter on from what it was left at; tells whether it was that. */
    boolean advance(Primary primary) {
        return advance(primary, beat);
    }

    /** Moves it on from whatever it is; not so if a command from before the outage moved it meanwhile. */
    boolean advanceFromAny(Primary primary) {
        return advance(primary, primary.registry().beat(node));
    }

    /** Takes the counter out of the registry. */
    void leave(Primary primary) {
        if (beat != null) {
            primary.registry().leave(node, beat);
        }
    }

    private boolean advance(Primary primary, String current) {
        String next = Long.toString(++counter);
        boolean advanced = primary.registry().beat(node, current, next);
        beat = next;
        return advanced;
    }

    private String ask(Primary primary) {
        return watchdog.call(timeout, primary.backend()::incarnation);
    }
}
