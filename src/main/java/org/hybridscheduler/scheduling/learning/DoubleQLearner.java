package org.hybridscheduler.scheduling.learning;

import java.util.random.RandomGenerator;

/**
 * Learns from its own decisions what they cost in the long run: deep Q-learning with replay and a target network (Mnih et
 * al., "Human-level control through deep reinforcement learning", Nature 518, 2015), the best next choice picked by one
 * network and priced by the other (van Hasselt, Guez, Silver, "Deep reinforcement learning with double Q-learning", AAAI
 * 2016), in a semi-Markov decision problem: costs accrue and are discounted in continuous time (Bradtke, Duff,
 * "Reinforcement learning methods for continuous-time Markov decision problems", NIPS 1994). Costs count as their excess
 * over the average cost rate, so that values stay small though the discounting is slow (Naik, Wan, Tomar, Sutton, "Reward
 * centering", RLC 2024).
 *
 * <p>Time and cost are in one unit, such that a typical duration is about 1. Not thread-safe.
 */
public final class DoubleQLearner {

    private static final int CAPACITY = 1 << 14;
    private static final int BATCH = 32;
    private static final int FIRST_STEP = 2_000;
    private static final int STEPS_TO_TARGET = 100;
    private static final int LEVEL_SAMPLES = 256;
    private static final double FIRST_RATE = 3e-3;
    private static final double LAST_RATE = 1e-4;
    /** Steps after which the rate has halved; from there it falls as one over the steps. */
    private static final double RATE_STEPS = 3_000;
    /** Decisions over which the average cost rate is taken. */
    private static final double AVERAGED = 50_000;
    /** An error counts for no more than so many times the usual one. */
    private static final double CLIP = 5;
    private static final double CLIP_SAMPLES = 1_000;
    /** Decisions after which a step is made at every second only, and the least steps for each. */
    private static final double SHARE_DECISIONS = 4_000;
    private static final double SHARE_LAST = 0.03;

    private final Choices choices;
    private final ReplayBuffer replay;
    private final ValueNetwork online;
    private final ValueNetwork target;
    private final RandomGenerator random;
    private double costSum;
    private double timeSum;
    private double meanSquareError;
    private long errors;
    private long steps;
    private double credit;
    private double level;

    /**
     * A learner that knows nothing yet: every cost to go is its first guess.
     *
     * @param choices where its decisions are laid out
     * @param width units of each of the network's hidden layers, at least 1
     */
    public DoubleQLearner(Choices choices, int width, RandomGenerator random) {
        this.choices = choices;
        this.random = random;
        replay = new ReplayBuffer(CAPACITY, choices);
        online = new ValueNetwork(choices.features(), width, random);
        target = new ValueNetwork(choices.features(), width, random);
        target.copyFrom(online);
    }

    /** The long-run cost of a choice that is offered, in excess of the average. */
    public double value(int choice) {
        return choices.costs[choice] + choices.guesses[choice]
                + choices.weights[choice] * online.answer(choices.states, choice * choices.features());
    }

    /** How many steps of training it has made. */
    public long steps() {
        return steps;
    }

    /** The average cost of a unit of time. */
    public double averageCost() {
        return timeSum > 0 ? costSum / timeSum : 0;
    }

    /**
     * Takes down which choice was taken, and learns.
     *
     * @param cost what accrued since the decision before, discounted to that decision
     * @param time the time since then, discounted likewise
     * @param discount what a unit of cost counts now, as seen from the decision before
     * @param undiscountedCost the cost as it accrued
     * @param undiscountedTime the time as it passed
     */
    public void taken(int choice, double cost, double time, double discount, double undiscountedCost,
            double undiscountedTime) {
        replay.add(choice, cost, time, discount);
        double share = 1 / Math.min(replay.added(), AVERAGED);
        costSum += share * (undiscountedCost + choices.costs[choice] - costSum);
        timeSum += share * (undiscountedTime - timeSum);
        credit += share();
        if (replay.pairs() >= FIRST_STEP && credit >= 1) {
            credit -= 1;
            train();
        }
        credit = Math.min(credit, 1);
    }

    /** Steps for each decision: one at first, fewer as experience grows. */
    private double share() {
        return Math.max(SHARE_LAST, 1 / (1 + replay.added() / SHARE_DECISIONS));
    }

    private void train() {
        int pairs = replay.pairs();
        for (int i = 0; i < BATCH; i++) {
            int n = random.nextInt(pairs);
            replay(replay.place(n), replay.place(n + 1));
        }
        online.step(Math.max(LAST_RATE, FIRST_RATE / (1 + steps / RATE_STEPS)));
        if (++steps % STEPS_TO_TARGET == 0) {
            target.copyFrom(online);
            level = targetLevel();
        }
    }

    /**
     * The mean of what the target network adds to the guesses. It is taken off again, as relative value iteration does
     * (Abounadi, Bertsekas, Borkar, "Learning algorithms for Markov decision processes with average cost", SIAM Journal on
     * Control and Optimization 40, 2001): a constant makes no difference to decisions, but would drown what does.
     */
    private double targetLevel() {
        double sum = 0;
        for (int i = 0; i < LEVEL_SAMPLES; i++) {
            int decision = replay.place(random.nextInt(replay.pairs()));
            int choice = decision * choices.count() + replay.taken[decision];
            sum += replay.weights[choice] * target.answer(replay.states, choice * choices.features());
        }
        return sum / LEVEL_SAMPLES;
    }

    private void replay(int decision, int next) {
        double aim = replay.cost[next] - averageCost() * replay.time[next] + replay.discount[next] * costToGo(next);
        int choice = decision * choices.count() + replay.taken[decision];
        int state = choice * choices.features();
        double error = online.answer(replay.states, state) - (aim - replay.guesses[choice]) / replay.weights[choice];
        errors++;
        meanSquareError += (error * error - meanSquareError) / Math.min(errors, CLIP_SAMPLES);
        double most = CLIP * Math.sqrt(meanSquareError);
        online.blame(replay.states, state, Math.max(-most, Math.min(most, error)) / BATCH);
    }

    private double costToGo(int decision) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        int first = decision * choices.count();
        for (int choice = first; choice < first + choices.count(); choice++) {
            if (!Float.isNaN(replay.costs[choice])) {
                double value = valued(choice, online);
                if (value < least) {
                    least = value;
                    best = choice;
                }
            }
        }
        return valued(best, target) - level;
    }

    private double valued(int choice, ValueNetwork network) {
        return replay.costs[choice] + replay.guesses[choice]
                + replay.weights[choice] * network.answer(replay.states, choice * choices.features());
    }
}
