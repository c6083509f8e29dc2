package org.hybridscheduler.caching.failover.routing;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.hybridscheduler.caching.failover.routing.Connection.Primary;
import org.hybridscheduler.caching.failover.spi.Backend;
import org.hybridscheduler.caching.failover.spi.BackendStatus;
import org.hybridscheduler.caching.failover.spi.FailoverListener;
import org.hybridscheduler.caching.failover.spi.FailoverSettings;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoreSettings;
import org.hybridscheduler.caching.failover.spi.Stores;

/**
 * Stores in a primary backend that may fail, with a fallback that stands in meanwhile. Decision record 0005 describes
 * the states, what brings them about, and why nothing that was done away with comes back.
 *
 * <p>Asks of the primary that a blocked call ends, with an exception, when its thread is interrupted.
 */
public final class FailoverStores implements Stores {

    private static final System.Logger LOG = System.getLogger(FailoverStores.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final String UNNAMED = "primary";

    private final FailoverSettings settings;
    private final Backend fallback;
    private final FailoverListener listener;
    private final Surroundings surroundings;
    private final Map<String, StoreSettings> caches = new ConcurrentHashMap<>();
    private final RecentChanges changes = new RecentChanges();
    private final Watchdog watchdog;
    private final Connection connection;
    private final Generations generations;
    private final Breaker breaker;
    private final Prober prober;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Loop watching;
    private final Loop sweeping;
    private final Loop probing;

    /**
     * Begins with the fallback, and with the primary as soon as it answers.
     *
     * @param primary  makes the primary, in the background; called again where it throws
     * @param fallback serves while the primary does not; closed with the stores
     * @param clock    for when to sweep what is no longer used
     */
    public FailoverStores(FailoverSettings settings, Supplier<Backend> primary, Backend fallback,
            FailoverListener listener, InstantSource clock) {
        this(settings, primary, fallback, listener, Surroundings.real(clock));
        awaitPrimary();
    }

    /** Begins with time, chance and threads from outside, and without waiting for the primary. */
    FailoverStores(FailoverSettings settings, Supplier<Backend> primary, Backend fallback, FailoverListener listener,
            Surroundings surroundings) {
        this.settings = settings;
        this.fallback = fallback;
        this.listener = listener;
        this.surroundings = surroundings;
        Duration timeout = settings.timeout();
        Duration patience = settings.bound().compareTo(PATIENCE) > 0 ? settings.bound() : PATIENCE;
        watchdog = new Watchdog(surroundings.nanos(), timeout);
        connection = new Connection(primary, watchdog, settings.bound(),
                backend -> new Registry(backend, settings.name(), watchdog, timeout, patience));
        generations = new Generations(caches, fallback, surroundings.ids(), watchdog, patience);
        breaker = new Breaker(settings.failures(), generations.nextFallback(), surroundings.nanos(), listener);
        Sweeper sweeper = new Sweeper(caches.keySet(), settings, breaker, connection, watchdog, surroundings.clock());
        Succession succession =
                new Succession(caches, generations, breaker, changes, watchdog, timeout, sweeper);
        Continuity continuity = new Continuity(surroundings.ids().get(), watchdog, timeout);
        prober = new Prober(settings, breaker, connection, succession, changes, continuity, surroundings);
        watching = surroundings.loops().start("cache-watchdog", watchdog::tick);
        sweeping = surroundings.loops().start("cache-sweeper", sweeper::step);
        probing = surroundings.loops().start("cache-prober", prober::step);
        breaker.onAlarm(probing::kick);
    }

    @Override
    public Store open(StoreSettings store) {
        caches.put(store.cacheName(), store);
        Snapshot seen = breaker.snapshot();
        seen.fallback().store(store);
        if (seen.closed()) {
            try {
                generations.open(seen.primary(), store);
            } catch (RuntimeException e) {
                breaker.abandon(seen, "a cache could not be opened: " + Causes.describe(e));
            }
        }
        return new RoutedStore(route(store));
    }

    @Override
    public void release(String cacheName) {
        caches.remove(cacheName);
        Snapshot seen = breaker.snapshot();
        seen.fallback().release(cacheName);
        if (seen.primary() != null) {
            attempt("release", cacheName, () -> seen.primary().release(cacheName));
        }
    }

    @Override
    public void destroy(String cacheName) {
        caches.remove(cacheName);
        Snapshot seen = breaker.snapshot();
        seen.fallback().destroy(cacheName);
        if (seen.primary() != null && !attempt("destroy", cacheName, () -> seen.primary().destroy(cacheName))) {
            breaker.abandon(seen, "whether a cache was deleted is unknown");
        }
    }

    @Override
    public BackendStatus status() {
        Snapshot now = breaker.snapshot();
        return new BackendStatus(configured(), now.serving().backend().name(), now.state(), now.failovers(),
                now.timeIn(surroundings.nanos().getAsLong()), now.cause(), now.serving().id());
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        probing.close();
        sweeping.close();
        quietly("leaving the primary's registry", prober::leave);
        quietly("closing the primary", connection::close);
        watching.close();
        Generation last = breaker.snapshot().fallback();
        quietly("deleting the fallback's caches", () -> last.caches().forEach(last::destroy));
        quietly("closing the fallback", fallback::close);
    }

    Snapshot snapshot() {
        return breaker.snapshot();
    }

    private Route route(StoreSettings store) {
        return new Route(store, breaker, watchdog, settings.timeout().toNanos(), changes, listener,
                surroundings.nanos());
    }

    private String configured() {
        Primary primary = connection.current();
        return primary == null ? UNNAMED : primary.backend().name();
    }

    private void awaitPrimary() {
        try {
            breaker.awaitClosed(settings.startWait());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean attempt(String what, String cacheName, Runnable work) {
        try {
            watchdog.call(settings.timeout(), () -> {
                work.run();
                return null;
            });
            return true;
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "The primary did not " + what + " cache " + cacheName, e);
            return false;
        }
    }

    private static void quietly(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Level.INFO, "{0} failed: {1}", what, Causes.describe(e));
        }
    }
}
