package org.hybridscheduler.scheduling.learning;

import java.util.Arrays;

/**
 * What can be done at one decision. A choice is told by what it costs at once and by the state it leads to, the
 * post-decision state (Powell, "Approximate dynamic programming", 2011, chapter 4), whose cost to go is {@code guess +
 * weight x what the network answers}. One object serves all decisions: {@link #clear} before each.
 */
public final class Choices {

    private final int count;
    private final int features;
    final float[] states;
    /** NaN for a choice that is not there. */
    final float[] costs;
    final float[] guesses;
    final float[] weights;

    /**
     * Room for the choices of a decision.
     *
     * @param count the most choices, at least 1
     * @param features how many numbers tell a state, at least 1
     */
    public Choices(int count, int features) {
        this.count = count;
        this.features = features;
        states = new float[count * features];
        costs = new float[count];
        guesses = new float[count];
        weights = new float[count];
        clear();
    }

    /** Takes all choices away. */
    public void clear() {
        Arrays.fill(costs, Float.NaN);
    }

    int count() {
        return count;
    }

    int features() {
        return features;
    }

    /** Whether the choice is there to take. */
    public boolean offers(int choice) {
        return !Float.isNaN(costs[choice]);
    }

    /**
     * Offers a choice.
     *
     * @param cost what it costs at once, finite
     * @param guess a first guess of the cost to go from the state it leads to
     * @param weight how much one unit of the network's answer adds to the guess, above 0
     */
    public void offer(int choice, double cost, double guess, double weight) {
        costs[choice] = (float) cost;
        guesses[choice] = (float) guess;
        weights[choice] = (float) weight;
    }

    /** Sets one of the numbers, best about 1 in size, that tell the state a choice leads to. */
    public void feature(int choice, int index, double value) {
        states[choice * features + index] = (float) value;
    }
}
