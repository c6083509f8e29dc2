package org.hybridscheduler.caching.failover.routing;

import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.hybridscheduler.caching.failover.routing.Connection.Primary;
import org.hybridscheduler.caching.failover.spi.FailoverSettings;
import org.hybridscheduler.caching.failover.spi.RoutingState;

/**
 * Looks at the primary from the background: its heartbeat while it serves, whether it is back while it does not. For
 * one thread.
 *
 * <p>Each look advances this node's counter in the registry by compare-and-set. A counter that is not what it was left
 * at means that the primary lost writes it had acknowledged: it came back with old data, or empty.
 */
final class Prober {

    private final String node;
    private final FailoverSettings settings;
    private final Breaker breaker;
    private final Connection connection;
    private final Succession succession;
    private final RecentChanges changes;
    private final Backoff backoff;
    private final LongSupplier nanos;
    private final DoubleSupplier random;
    private long counter;
    private String beat;
    private int good;

    Prober(String node, FailoverSettings settings, Breaker breaker, Connection connection, Succession succession,
            RecentChanges changes, Surroundings surroundings) {
        this.node = node;
        this.settings = settings;
        this.breaker = breaker;
        this.connection = connection;
        this.succession = succession;
        this.changes = changes;
        this.nanos = surroundings.nanos();
        this.random = surroundings.random();
        this.backoff = new Backoff(settings.probe().multipliedBy(settings.probes()), random);
    }

    /** Looks once; tells in how many nanoseconds to look again. */
    long step() {
        Snapshot seen = breaker.snapshot();
        if (seen.closed()) {
            backoff.closed(seen.since());
            heartbeat(seen);
        } else {
            backoff.left(nanos.getAsLong());
            probe(seen);
        }
        return untilNext();
    }

    /** Takes this node's counter out of the registry. */
    void leave() {
        if (breaker.snapshot().closed() && beat != null) {
            connection.connect().registry().leave(node, beat);
        }
    }

    private long untilNext() {
        return breaker.snapshot().closed() ? settings.heartbeat().toNanos()
                : (long) (settings.probe().toNanos() * (1 - random.getAsDouble() / 4));
    }

    private void probe(Snapshot seen) {
        try {
            Primary primary = connection.connect();
            good = advance(primary) ? good + 1 : 0;
            if (good > 0 && seen.state() == RoutingState.OPEN) {
                breaker.probe(seen, "the primary answers");
            }
            if (good >= settings.probes() && backoff.ready(nanos.getAsLong())) {
                good = 0;
                if (succession.begin(primary, breaker.snapshot())) {
                    backoff.closed(nanos.getAsLong());
                }
            }
        } catch (RuntimeException e) {
            good = 0;
            breaker.open(breaker.snapshot(), Causes.describe(e));
        }
    }

    /** Moves the counter on from whatever it is; not so if a command from before the outage moved it meanwhile. */
    private boolean advance(Primary primary) {
        String next = Long.toString(++counter);
        boolean advanced = primary.registry().beat(node, primary.registry().beat(node), next);
        beat = next;
        return advanced;
    }

    private void heartbeat(Snapshot seen) {
        Primary primary = connection.connect();
        changes.looking();
        String current;
        boolean kept;
        try {
            // Read before the counter is checked: a generation out of lost and restored data is not to be entered.
            current = generation(primary, seen);
        } catch (RuntimeException e) {
            breaker.open(seen, Causes.describe(e));
            return;
        }
        try {
            String next = Long.toString(++counter);
            kept = primary.registry().beat(node, beat, next);
            beat = next;
        } catch (RuntimeException e) {
            breaker.abandon(seen, "the outcome of a heartbeat is unknown: " + Causes.describe(e));
            return;
        }
        follow(primary, seen, kept, current);
    }

    /** Asks twice, since one late answer is no outage. */
    private String generation(Primary primary, Snapshot seen) {
        try {
            return primary.registry().generation();
        } catch (RuntimeException e) {
            breaker.readFailed(seen, e);
            return primary.registry().generation();
        }
    }

    private void follow(Primary primary, Snapshot seen, boolean kept, String current) {
        if (!kept || current == null || succession.left(current)) {
            breaker.abandon(seen, "the primary lost writes it had acknowledged. Maybe it was restarted or flushed?");
        } else if (current.equals(seen.primary().id())) {
            changes.confirmed();
            if (breaker.snapshot().failures() != 0) {
                breaker.answered(seen);
            }
        } else {
            enter(primary, seen, current);
        }
    }

    private void enter(Primary primary, Snapshot seen, String generation) {
        try {
            succession.follow(primary, seen, generation);
        } catch (RuntimeException e) {
            breaker.abandon(seen, "another node's generation could not be entered: " + Causes.describe(e));
        }
    }
}
