package org.hybridscheduler.caching.failover.routing;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.hybridscheduler.caching.failover.routing.Connection.Primary;
import org.hybridscheduler.caching.failover.spi.FailoverSettings;

/**
 * Clears away, in the background and as far as it can be done, what is no longer served from. A generation of the
 * primary is swept soon after its end, and once more after the quarantine, for commands that came late; by whatever
 * node is there then, since the registry knows of it. Nothing that must be right depends on it.
 */
final class Sweeper {

    private static final System.Logger LOG = System.getLogger(Sweeper.class.getName());
    private static final Duration LONGEST_STEP = Duration.ofSeconds(1);
    private static final Duration SHORTEST_STEP = Duration.ofMillis(10);
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Set<String> caches;
    private final FailoverSettings settings;
    private final Breaker breaker;
    private final Connection connection;
    private final Watchdog watchdog;
    private final InstantSource clock;
    private final Queue<Generation> unusedFallbacks = new ConcurrentLinkedQueue<>();
    private final Queue<Generation> unusedHandles = new ConcurrentLinkedQueue<>();
    // Ended generations by when they did, in milliseconds since the epoch.
    private final Map<String, Long> ended = new ConcurrentHashMap<>();
    private final Set<String> knownCaches = ConcurrentHashMap.newKeySet();
    private final Set<String> sweptOnce = new HashSet<>();
    private long nextScan;

    /**
     * Makes a sweeper.
     *
     * @param caches the names of the logical caches there are; changes show
     */
    Sweeper(Set<String> caches, FailoverSettings settings, Breaker breaker, Connection connection, Watchdog watchdog,
            InstantSource clock) {
        this.caches = caches;
        this.settings = settings;
        this.breaker = breaker;
        this.connection = connection;
        this.watchdog = watchdog;
        this.clock = clock;
    }

    /** Will delete a generation of the fallback. */
    void destroy(Generation fallback) {
        unusedFallbacks.add(fallback);
    }

    /** Will let go of a generation of the primary, which other nodes may still use. */
    void release(Generation primary) {
        unusedHandles.add(primary);
    }

    /** Will delete a generation of the primary that no node is to serve from any longer. */
    void retire(String id) {
        ended.put(id, clock.millis());
        // The registry may be as new as the generation that follows.
        knownCaches.clear();
    }

    /** Sweeps once; tells in how many nanoseconds to do it again. */
    long step() {
        destroyFallbacks();
        Primary primary = connection.current();
        if (primary != null && breaker.snapshot().closed()) {
            quietly("the primary's old caches", () -> sweep(primary));
        }
        Duration period = settings.quarantine().dividedBy(2);
        period = period.compareTo(LONGEST_STEP) > 0 ? LONGEST_STEP : period;
        return (period.compareTo(SHORTEST_STEP) < 0 ? SHORTEST_STEP : period).toNanos();
    }

    private void destroyFallbacks() {
        for (Generation each = unusedFallbacks.poll(); each != null; each = unusedFallbacks.poll()) {
            Generation unused = each;
            unused.caches().forEach(name -> quietly("the fallback's old caches", () -> unused.destroy(name)));
        }
    }

    private void sweep(Primary primary) {
        caches.stream().filter(name -> !knownCaches.contains(name)).forEach(name -> {
            primary.registry().know(name);
            knownCaches.add(name);
        });
        for (Generation each = unusedHandles.poll(); each != null; each = unusedHandles.poll()) {
            Generation unused = each;
            unused.caches().forEach(name -> quietly("the primary's old caches",
                    () -> limited(() -> unused.release(name))));
        }
        ended.forEach((id, millis) -> {
            primary.registry().retire(id, millis);
            ended.remove(id, millis);
            nextScan = 0;
        });
        if (clock.millis() >= nextScan) {
            nextScan = clock.millis() + Math.max(1, settings.quarantine().toMillis() / 2);
            scan(primary);
        }
    }

    private void scan(Primary primary) {
        Registry.Contents contents = primary.registry().contents();
        String current = primary.registry().generation();
        Set<String> names = new HashSet<>(contents.caches());
        names.addAll(caches);
        sweptOnce.retainAll(contents.retired().keySet());
        contents.retired().forEach((id, millis) -> {
            boolean late = clock.millis() - millis >= settings.quarantine().toMillis();
            if (!id.equals(current) && !isServed(id) && (late || sweptOnce.add(id))) {
                names.forEach(name -> limited(
                        () -> primary.backend().destroy(Generation.physicalName(name, id))));
                if (late) {
                    primary.registry().forget(id, millis);
                }
            }
        });
    }

    private boolean isServed(String id) {
        Generation served = breaker.snapshot().primary();
        return served != null && served.id().equals(id);
    }

    private void limited(Runnable work) {
        watchdog.call(LIMIT, () -> {
            work.run();
            return null;
        });
    }

    private static void quietly(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "Sweeping " + what + " failed; it will be tried again", e);
        }
    }
}
