package org.hybridscheduler.caching.failover.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What was asked of a cache by whom and when, and what must therefore not be answered any more. Time is a count of
 * events. A value is stale to a reader if its write had ended before a change of its key began that the reader has to
 * know of, and had ended before the reading began.
 *
 * <p>A write that was given up in one place and made again in another has ended for its writer, who never goes back. For
 * those who are still there it is under way until it was carried out: nothing tells them of it before. And what two
 * nodes know of each other they know in a place that serves both: who moves on to a third node's generation leaves it
 * behind until the other has followed.
 */
final class History {

    private final List<Change> changes = new ArrayList<>();
    private final Map<String, Change> writes = new HashMap<>();
    private final Map<String, TreeSet<Long>> inStep = new HashMap<>();
    private long now;

    /** A change, in the past or under way. */
    static final class Change {

        private final int node;
        private final String key;
        private final long began;
        private final Map<String, Long> landed = new HashMap<>();
        private long ended = Long.MAX_VALUE;

        private Change(int node, String key, long began) {
            this.node = node;
            this.key = key;
            this.began = began;
        }

        private long ended(int reader, String place) {
            return reader == node ? ended : Math.max(ended, landed.getOrDefault(place, 0L));
        }
    }

    long now() {
        return ++now;
    }

    /** A change begins; a null key stands for all keys, a null value for none. */
    Change begin(int node, String key, String value) {
        Change change = new Change(node, key, now());
        changes.add(change);
        if (value != null) {
            writes.put(value, change);
        }
        return change;
    }

    void end(Change change) {
        change.ended = now();
    }

    /** The write of a value that its writer had given up in a place was carried out there after all. */
    void landed(String value, String place) {
        writes.get(value).landed.put(place, now());
    }

    /** Two nodes are served from the same place now: whatever either did before has to show to the other there. */
    void inStep(int one, int other, String place) {
        long time = now();
        inStep.computeIfAbsent(one + " " + other + " " + place, pair -> new TreeSet<>()).add(time);
        inStep.computeIfAbsent(other + " " + one + " " + place, pair -> new TreeSet<>()).add(time);
    }

    /** Up to when a reader in a place has to know, at some time, what another node did. */
    private long lastInStep(int reader, int other, String place, long time) {
        Long last = reader == other ? Long.valueOf(time)
                : inStep.getOrDefault(reader + " " + other + " " + place, new TreeSet<>()).floor(time);
        return last == null ? 0 : last;
    }

    /** When the write of a value ended. */
    long written(String value) {
        return writes.get(value).ended;
    }

    /** Whether a reader must not see a value of a key in a place, having begun to read at some time. */
    boolean isStale(int reader, String key, String value, String place, long began) {
        long written = writes.get(value).ended(reader, place);
        return changes.stream().anyMatch(each -> (each.key == null || Objects.equals(each.key, key))
                && written < each.began && each.ended < lastInStep(reader, each.node, place, began));
    }
}
