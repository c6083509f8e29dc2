package org.hybridscheduler.caching.failover.routing;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.cache.CacheException;
import org.hybridscheduler.caching.failover.routing.Connection.Primary;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoreSettings;

/**
 * Takes a generation of the primary into use, in an order in which nothing that was done away with comes back:
 * <ol>
 * <li>its caches are opened, and those of the fallback for the next outage;
 * <li>the snapshot says that it is being entered: from now on what changes in the fallback is dropped there;
 * <li>only now do other nodes hear of it, where this node begins it; where another node did, what this node changed
 *     since it last saw the former one to be current is dropped there;
 * <li>it serves.
 * </ol>
 * For one thread.
 */
final class Succession {

    private static final int ATTEMPTS = 10;
    private static final int MOST_FORMER = 100;

    private final Map<String, StoreSettings> caches;
    private final Generations generations;
    private final Breaker breaker;
    private final RecentChanges changes;
    private final Watchdog watchdog;
    private final Duration timeout;
    private final Sweeper sweeper;
    private final Set<String> former = new LinkedHashSet<>();
    private Generation latest;

    /**
     * Makes a succession.
     *
     * @param caches  the logical caches there are; changes show
     * @param timeout of one call of the primary
     */
    Succession(Map<String, StoreSettings> caches, Generations generations, Breaker breaker, RecentChanges changes,
            Watchdog watchdog, Duration timeout, Sweeper sweeper) {
        this.caches = caches;
        this.generations = generations;
        this.breaker = breaker;
        this.changes = changes;
        this.watchdog = watchdog;
        this.timeout = timeout;
        this.sweeper = sweeper;
    }

    /** Begins a new generation; tells whether it serves. Throws what the primary throws. */
    boolean begin(Primary primary, Snapshot seen) {
        Generation next = generations.nextPrimary(primary.backend());
        boolean serves = false;
        try {
            // What changed until now was made known by choosing a place that nobody has heard of.
            changes.looking();
            changes.confirmed();
            serves = enter(seen, next, "the primary answers", () -> announce(primary.registry(), next.id()));
        } finally {
            if (!serves) {
                sweeper.retire(next.id());
            }
        }
        return serves;
    }

    /** Enters the generation that another node began; tells whether it serves. Throws what the primary throws. */
    boolean follow(Primary primary, Snapshot seen, String id) {
        Generation next = new Generation(id, primary.backend());
        boolean serves = enter(seen, next, "another node began a new generation", () -> replay(next));
        if (serves) {
            changes.confirmed();
        }
        return serves;
    }

    /** Whether this node ever entered a generation that is not its latest, so that it must not do so again. */
    boolean left(String id) {
        return former.contains(id);
    }

    private boolean enter(Snapshot seen, Generation next, String cause, Runnable makeKnown) {
        Generation unused = opened(next);
        Snapshot entering = breaker.enter(seen, next, cause);
        if (entering == null) {
            sweeper.destroy(unused);
            sweeper.release(next);
            return false;
        }
        leaveLatest(next);
        boolean serves = false;
        try {
            makeKnown.run();
            serves = breaker.close(entering, unused, cause);
        } catch (RuntimeException e) {
            breaker.abandon(entering, Causes.describe(e));
            throw e;
        } finally {
            sweeper.destroy(serves ? entering.fallback() : unused);
        }
        return serves;
    }

    /** Opens what is to be entered; answers a generation of the fallback for the time after it. */
    private Generation opened(Generation next) {
        try {
            generations.open(next);
            return generations.nextFallback();
        } catch (RuntimeException e) {
            sweeper.release(next);
            throw e;
        }
    }

    private void leaveLatest(Generation next) {
        if (latest != null) {
            sweeper.release(latest);
            // The registry does not name it any longer where the primary lost its data: who begins the next generation
            // then knows of none to retire.
            sweeper.retire(latest.id());
            former.add(latest.id());
        }
        if (former.size() > MOST_FORMER) {
            former.remove(former.iterator().next());
        }
        latest = next;
    }

    private void announce(Registry registry, String id) {
        for (int i = 0; i < ATTEMPTS; i++) {
            String current = registry.generation();
            if (registry.succeed(current, id)) {
                if (current != null) {
                    sweeper.retire(current);
                }
                return;
            }
        }
        throw new CacheException("The registry's generation changed %d times while a new one was announced. "
                .formatted(ATTEMPTS) + "Maybe many nodes come back at once?");
    }

    private void replay(Generation next) {
        changes.byCache().forEach((cacheName, keys) -> {
            StoreSettings settings = caches.get(cacheName);
            if (settings != null) {
                Store store = watchdog.call(timeout, () -> next.store(settings));
                Stale.portions(store, keys).forEach(portion -> watchdog.call(timeout, () -> {
                    portion.run();
                    return null;
                }));
            }
        });
    }
}
