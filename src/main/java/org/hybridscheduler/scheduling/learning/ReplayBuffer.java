package org.hybridscheduler.scheduling.learning;

/**
 * The latest decisions in the order they were taken, for a learner to replay (Lin, "Self-improving reactive agents",
 * Machine Learning 8, 1992). Bounded: the oldest makes room for the next. Not thread-safe.
 */
final class ReplayBuffer {

    final Choices frame;
    final float[] states;
    final float[] costs;
    final float[] guesses;
    final float[] weights;
    /** Of the choice that was taken. */
    final byte[] taken;
    /** From the decision before to this one: discounted cost, discounted time, and what a unit of cost counts after it. */
    final float[] cost;
    final float[] time;
    final float[] discount;
    private final int capacity;
    private long added;

    ReplayBuffer(int capacity, Choices frame) {
        this.capacity = capacity;
        this.frame = frame;
        states = new float[capacity * frame.states.length];
        costs = new float[capacity * frame.count()];
        guesses = new float[capacity * frame.count()];
        weights = new float[capacity * frame.count()];
        taken = new byte[capacity];
        cost = new float[capacity];
        time = new float[capacity];
        discount = new float[capacity];
    }

    void add(int choice, double passedCost, double passedTime, double discounted) {
        int at = (int) (added % capacity);
        int count = frame.count();
        System.arraycopy(frame.states, 0, states, at * frame.states.length, frame.states.length);
        System.arraycopy(frame.costs, 0, costs, at * count, count);
        System.arraycopy(frame.guesses, 0, guesses, at * count, count);
        System.arraycopy(frame.weights, 0, weights, at * count, count);
        taken[at] = (byte) choice;
        cost[at] = (float) passedCost;
        time[at] = (float) passedTime;
        discount[at] = (float) discounted;
        added++;
    }

    long added() {
        return added;
    }

    /** How many decisions are held of which the next one is held too. */
    int pairs() {
        return (int) Math.max(0, Math.min(added, capacity) - 1);
    }

    /** Where the nth oldest decision is. */
    int place(int n) {
        long oldest = Math.max(0, added - capacity);
        return (int) ((oldest + n) % capacity);
    }
}
