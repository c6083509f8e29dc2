package org.hybridscheduler.caching.failover.routing;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.hybridscheduler.caching.failover.spi.Backend;
import org.hybridscheduler.caching.failover.spi.StoreSettings;

/** Makes generations and opens all their caches, so that taking one into use is the swap of a reference. */
final class Generations {

    private final Map<String, StoreSettings> caches;
    private final Backend fallback;
    private final Supplier<String> ids;
    private final Watchdog watchdog;
    private final Duration limit;

    /**
     * Makes a maker of generations.
     *
     * @param caches the logical caches there are; changes show
     * @param limit  for the opening of one cache in the primary
     */
    Generations(Map<String, StoreSettings> caches, Backend fallback, Supplier<String> ids, Watchdog watchdog,
            Duration limit) {
        this.caches = caches;
        this.fallback = fallback;
        this.ids = ids;
        this.watchdog = watchdog;
        this.limit = limit;
    }

    /** A generation of the fallback, empty and known to this node alone. */
    Generation nextFallback() {
        Generation made = new Generation(ids.get(), fallback);
        caches.values().forEach(made::store);
        return made;
    }

    /** A generation of the primary, empty and not yet known to any node, none of whose caches is open. */
    Generation nextPrimary(Backend primary) {
        return new Generation(ids.get(), primary);
    }

    /** Opens all caches in a generation of the primary, which may throw, but not hang. */
    void open(Generation generation) {
        caches.values().forEach(each -> open(generation, each));
    }

    /** Opens one cache likewise. */
    void open(Generation generation, StoreSettings settings) {
        watchdog.call(limit, () -> generation.store(settings));
    }
}
