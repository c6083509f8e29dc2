package org.hybridscheduler.simulation.engine;

import java.util.BitSet;

/** The rejected tasks that a task to come may have as a parent; the others are forgotten. Not thread-safe. */
final class RejectedTasks {

    /** Bits that are worth a move of the rest. */
    private static final int CHUNK = 1 << 12;

    private BitSet offsets = new BitSet();
    /** Id of the first bit. */
    private long base;
    private long oldest = Long.MIN_VALUE;

    RejectedTasks(long firstTaskId) {
        base = firstTaskId;
    }

    void add(long id) {
        if (id >= oldest) {
            offsets.set(Math.toIntExact(id - base));
        }
    }

    boolean contains(long id) {
        return id >= base && id - base < offsets.length() && offsets.get((int) (id - base));
    }

    /** No smaller id will be asked for. */
    void forgetBefore(long id) {
        oldest = id;
        if (id == Long.MAX_VALUE) {
            offsets.clear();
        } else if (id > base && id - base >= CHUNK + offsets.length() / 2) {
            offsets = offsets.get((int) Math.min(id - base, offsets.length()), offsets.length());
            base = id;
        }
    }

    /** Bits held, set or not. */
    int retained() {
        return offsets.size();
    }
}
