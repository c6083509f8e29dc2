package org.hybridscheduler.caching.failover.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this node changed since it last saw that its generation was the current one. Another node may have begun the
 * next one in between, and put there what these changes did away with.
 *
 * <p>An operation notes its change after it was made and before it looks whether the snapshot still holds. Who changes
 * the snapshot first and reads the changes then misses none that counts.
 */
final class RecentChanges {

    private static final int MOST = 10_000;

    // The sets themselves are kept, not copies: somebody may still be adding to the former current one.
    private final List<Set<Change>> earlier = new ArrayList<>();
    private volatile Set<Change> current = ConcurrentHashMap.newKeySet();

    /** Notes a change; a null key stands for all keys of the cache. */
    void add(String cacheName, String key) {
        Set<Change> changes = current;
        changes.add(new Change(cacheName, changes.size() < MOST ? key : null));
    }

    /** Says that the registry is about to be asked for the current generation. */
    synchronized void looking() {
        earlier.add(current);
        current = ConcurrentHashMap.newKeySet();
    }

    /** Says that the answer is the generation served from: it is told of all changes made before it was asked for. */
    synchronized void confirmed() {
        earlier.clear();
    }

    /** The changed keys of each cache; a set with null in it stands for all of them. */
    synchronized Map<String, Set<String>> byCache() {
        Map<String, Set<String>> keys = new HashMap<>();
        earlier.forEach(changes -> collect(changes, keys));
        collect(current, keys);
        return keys;
    }

    private static void collect(Set<Change> changes, Map<String, Set<String>> keys) {
        changes.forEach(each -> keys.computeIfAbsent(each.cacheName, name -> new HashSet<>()).add(each.key));
    }

    private record Change(String cacheName, String key) {
    }
}
