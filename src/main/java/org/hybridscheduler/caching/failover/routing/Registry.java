package org.hybridscheduler.caching.failover.routing;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hybridscheduler.caching.failover.spi.Backend;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoreSettings;
import org.hybridscheduler.caching.failover.spi.StoredEntry;

/**
 * What the nodes agree on, kept in the primary itself as plain text: the current generation, those that ended, the
 * caches there are, and a counter for each node. Changed by compare-and-set only, so that a command which comes late
 * cannot undo a later one. Each method waits no longer than the given limit and throws what the primary throws.
 */
final class Registry {

    private static final String GENERATION = "generation";
    private static final String BEAT = "beat~";
    private static final String RETIRED = "retired~";
    private static final String CACHE = "cache~";

    private final Store store;
    private final Watchdog watchdog;
    private final Duration timeout;
    private final Duration scan;
    private volatile boolean answered;

    /**
     * Opens the registry.
     *
     * @param name    of the group of nodes
     * @param timeout for one read or write after the first
     * @param scan    for going through all of it, opening it, or its first answer
     */
    Registry(Backend primary, String name, Watchdog watchdog, Duration timeout, Duration scan) {
        this.watchdog = watchdog;
        this.timeout = timeout;
        this.scan = scan;
        String registry = Generation.physicalName(name, "registry");
        this.store = watchdog.call(scan, () -> primary.open(registry,
                new StoreSettings(registry, new TextCodec(), Optional.empty())));
    }

    /** The current generation; null where there is none. */
    String generation() {
        return read(GENERATION);
    }

    /** Makes a generation the current one, if another (or none: null) still is; tells whether it did. */
    boolean succeed(String current, String next) {
        return swap(GENERATION, current, next);
    }

    /** A node's counter; null where there is none. */
    String beat(String node) {
        return read(BEAT + node);
    }

    /** Advances a node's counter, if it (or none: null) is what it was; tells whether it did. */
    boolean beat(String node, String current, String next) {
        return swap(BEAT + node, current, next);
    }

    /** Forgets a node. */
    void leave(String node, String beat) {
        call(entries -> entries.remove(BEAT + node, TextCodec.entry(beat)));
    }

    /** Notes that a cache exists. */
    void know(String cacheName) {
        swap(CACHE + cacheName, null, cacheName);
    }

    /** Notes that a generation ended. */
    void retire(String id, long millis) {
        swap(RETIRED + id, null, Long.toString(millis));
    }

    /** Forgets a generation that ended. */
    void forget(String id, long millis) {
        call(entries -> entries.remove(RETIRED + id, TextCodec.entry(Long.toString(millis))));
    }

    /** The caches and the ended generations known to any node. */
    Contents contents() {
        return watchdog.call(scan, () -> {
            Set<String> caches = new HashSet<>();
            Map<String, Long> retired = new HashMap<>();
            for (Iterator<String> keys = store.keys(); keys.hasNext();) {
                String key = keys.next();
                if (key.startsWith(CACHE)) {
                    caches.add(key.substring(CACHE.length()));
                } else if (key.startsWith(RETIRED)) {
                    String millis = text(store.get(key));
                    retired.put(key.substring(RETIRED.length()), millis == null ? 0 : Long.parseLong(millis));
                }
            }
            return new Contents(caches, retired);
        });
    }

    /**
     * Caches and ended generations.
     *
     * @param retired when each generation ended, in milliseconds since the epoch by some node's clock
     */
    record Contents(Set<String> caches, Map<String, Long> retired) {
    }

    private String read(String key) {
        return call(entries -> text(entries.get(key)));
    }

    private boolean swap(String key, String current, String next) {
        return call(entries -> current == null ? entries.create(key, TextCodec.entry(next))
                : entries.replace(key, TextCodec.entry(current), TextCodec.entry(next)));
    }

    /** The first answer may take longer: a client that has just started connects and loads its classes meanwhile. */
    private <T> T call(Function<Store, T> work) {
        T answer = watchdog.call(answered ? timeout : scan, () -> work.apply(store));
        answered = true;
        return answer;
    }

    private static String text(StoredEntry entry) {
        return entry == null || entry.value() == null ? null : entry.value().toString();
    }
}
