package org.hybridscheduler.caching.failover.routing;

import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.hybridscheduler.caching.failover.routing.Connection.Primary;
import org.hybridscheduler.caching.failover.spi.FailoverSettings;
import org.hybridscheduler.caching.failover.spi.RoutingState;

/**
 * Looks at the primary from the background: its heartbeat while it serves, whether it is back while it does not. For
 * one thread.
 */
final class Prober {

    private static final String REPLACED =
            "the primary was restarted or replaced, and may have lost writes it had acknowledged";
    private static final String ROLLED_BACK =
            "the primary lost writes it had acknowledged. Maybe it was restarted or flushed?";

    private final FailoverSettings settings;
    private final Breaker breaker;
    private final Connection connection;
    private final Succession succession;
    private final RecentChanges changes;
    private final Continuity continuity;
    private final Backoff backoff;
    private final LongSupplier nanos;
    private final DoubleSupplier random;
    private int good;

    Prober(FailoverSettings settings, Breaker breaker, Connection connection, Succession succession,
            RecentChanges changes, Continuity continuity, Surroundings surroundings) {
        this.settings = settings;
        this.breaker = breaker;
        this.connection = connection;
        this.succession = succession;
        this.changes = changes;
        this.continuity = continuity;
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
        if (breaker.snapshot().closed()) {
            continuity.leave(connection.connect());
        }
    }

    private long untilNext() {
        return breaker.snapshot().closed() ? settings.heartbeat().toNanos()
                : (long) (settings.probe().toNanos() * (1 - random.getAsDouble() / 4));
    }

    private void probe(Snapshot seen) {
        try {
            Primary primary = connection.connect();
            good = continuity.advanceFromAny(primary) ? good + 1 : 0;
            if (good > 0 && seen.state() == RoutingState.OPEN) {
                breaker.probe(seen, "the primary answers");
            }
            if (good >= settings.probes() && backoff.ready(nanos.getAsLong())) {
                good = 0;
                continuity.begin(primary);
                if (succession.begin(primary, breaker.snapshot())) {
                    backoff.closed(nanos.getAsLong());
                }
            }
        } catch (RuntimeException e) {
            good = 0;
            breaker.open(breaker.snapshot(), Causes.describe(e));
        }
    }

    private void heartbeat(Snapshot seen) {
        Primary primary = connection.connect();
        changes.looking();
        String current;
        try {
            // First of all, since what is looked at afterwards vouches for it: a generation that was read later could
            // come out of restored data, which is not to be entered.
            current = patiently(seen, primary.registry()::generation);
            if (!patiently(seen, () -> continuity.sameIncarnation(primary))) {
                breaker.abandon(seen, REPLACED);
                return;
            }
        } catch (RuntimeException e) {
            breaker.open(seen, Causes.describe(e));
            return;
        }
        try {
            boolean kept = continuity.advance(primary);
            if (!kept || current == null || succession.left(current)) {
                breaker.abandon(seen, ROLLED_BACK);
                return;
            }
        } catch (RuntimeException e) {
            breaker.abandon(seen, "the outcome of a heartbeat is unknown: " + Causes.describe(e));
            return;
        }
        follow(primary, seen, current);
    }

    /** Asks twice, since one late answer is no outage. */
    private <T> T patiently(Snapshot seen, Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            breaker.readFailed(seen, e);
            return question.get();
        }
    }

    private void follow(Primary primary, Snapshot seen, String current) {
        if (!current.equals(seen.primary().id())) {
            enter(primary, seen, current);
            return;
        }
        changes.confirmed();
        if (breaker.snapshot().failures() != 0) {
            breaker.answered(seen);
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
