package org.hybridscheduler.scheduling.learning;

/**
 * The latest steps from one decision to the next, for a learner to replay (Lin, "Self-improving reactive agents", Machine
 * Learning 8, 1992). Bounded: the oldest makes room for the next. Not thread-safe.
 */
final class ReplayBuffer {

    /** The state after the decision before. */
    final int[] from;
    /** What accrued since, beyond the average. */
    final float[] cost;
    final float[] time;
    /** What could then be done: see {@link Choice}. */
    final Choice[] choice;
    private final int capacity;
    private long added;

    ReplayBuffer(int capacity) {
        this.capacity = capacity;
        from = new int[capacity];
        cost = new float[capacity];
        time = new float[capacity];
        choice = new Choice[capacity];
    }

    void add(int fromState, double passedCost, double passedTime, Choice next) {
        int at = (int) (added++ % capacity);
        from[at] = fromState;
        cost[at] = (float) passedCost;
        time[at] = (float) passedTime;
        choice[at] = next;
    }

    /** How many steps there were in all. */
    long added() {
        return added;
    }

    /** How many of them are held. */
    int size() {
        return (int) Math.min(added, capacity);
    }
}
