package org.hybridscheduler.caching.failover.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What was asked of a cache by whom and when, and what must therefore not be answered any more. Time is a count of
 * events. A value is stale to a reader if its write had ended before a change of its key began that the reader has to
 * know of, and had ended before the reading began.
 */
final class History {

    private final List<Change> changes = new ArrayList<>();
    private final Map<String, Change> writes = new HashMap<>();
    private final Map<String, Long> inStep = new HashMap<>();
    private long now;

    /** A change, in the past or under way. */
    static final class Change {

        private final int node;
        private final String key;
        private final long began;
        private long ended = Long.MAX_VALUE;

        private Change(int node, String key, long began) {
            this.node = node;
            this.key = key;
            this.began = began;
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

    /** Two nodes are served from the same place now: whatever either did before has to show to the other. */
    void inStep(int one, int other) {
        inStep.put(one + " " + other, now());
        inStep.put(other + " " + one, now());
    }

    long lastInStep(int reader, int other) {
        return reader == other ? Long.MAX_VALUE : inStep.getOrDefault(reader + " " + other, 0L);
    }

    /** When the write of a value ended. */
    long written(String value) {
        return writes.get(value).ended;
    }

    /** Whether a reader must not see a value of a key. */
    boolean isStale(int reader, String key, String value, long began, Map<Integer, Long> inStepAtBegin) {
        long written = written(value);
        return changes.stream().anyMatch(each -> (each.key == null || Objects.equals(each.key, key))
                && written < each.began && each.ended < began && each.ended < inStepAtBegin.get(each.node));
    }
}
