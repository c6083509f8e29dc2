package org.hybridscheduler.caching.failover.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoredEntry;

/** Removes entries whoever put them there, though a store can only compare and remove. */
final class Stale {

    private static final int AT_ONCE = 500;
    private static final int ATTEMPTS = 10;

    private Stale() {
    }

    /** Drops a key; all of them where it is null. */
    static void drop(Store store, String key) {
        if (key == null) {
            store.clear();
            return;
        }
        for (int i = 0; i < ATTEMPTS; i++) {
            StoredEntry found = store.get(key);
            if (found == null || store.remove(key, found)) {
                return;
            }
        }
        // Somebody keeps writing it. Losing the other keys is no mistake, only a cost.
        store.clear();
    }

    /** The same for many keys, in portions that take about as long as a single operation each. */
    static List<Runnable> portions(Store store, Set<String> keys) {
        if (keys.contains(null)) {
            return List.of(store::clear);
        }
        List<Runnable> portions = new ArrayList<>();
        List<String> all = List.copyOf(keys);
        for (int i = 0; i < all.size(); i += AT_ONCE) {
            Set<String> portion = new HashSet<>(all.subList(i, Math.min(all.size(), i + AT_ONCE)));
            portions.add(() -> dropFound(store, store.getAll(portion)));
        }
        return portions;
    }

    private static void dropFound(Store store, Map<String, StoredEntry> found) {
        found.forEach((key, entry) -> {
            if (!store.remove(key, entry)) {
                drop(store, key);
            }
        });
    }
}
