package org.hybridscheduler.scheduling.learning;

import java.util.random.RandomGenerator;

/**
 * Learns from decisions what they cost in the long run: Q-learning with replay and target values that stand still for a
 * while (Mnih et al., "Human-level control through deep reinforcement learning", Nature 518, 2015), the better choice picked
 * by the moving values and priced by the others (van Hasselt, Guez, Silver, "Deep reinforcement learning with double
 * Q-learning", AAAI 2016), in a semi-Markov decision problem of average cost: what accrues counts as its excess over the
 * average cost of the time it took (Das et al., "Solving semi-Markov decision problems using average reward reinforcement
 * learning", Management Science 45, 1999).
 *
 * <p>Values are a table of aggregated states (Sutton, Barto, "Reinforcement learning", 2018, section 9.3) rather than a
 * network: what is learned in one state does not spoil another, whatever the seed. Of states too rarely seen, and of
 * differences within the error, it has no opinion. Not thread-safe.
 */
public final class DoubleQLearner {

    private static final int CAPACITY = 1 << 15;
    private static final int FIRST_STEP = 500;
    private static final int STEPS_TO_TARGET = 200;
    /** Steps for each decision, at first and in the end, and after how many decisions the first number has halved. */
    private static final double FIRST_SHARE = 8;
    private static final double LAST_SHARE = 0.25;
    private static final double SHARE_DECISIONS = 5_000;
    private static final double RATE_EXPONENT = 0.7;
    private static final double LEAST_RATE = 1e-3;
    /** Decisions over which averages are taken. */
    private static final double AVERAGED = 50_000;
    private static final int MIN_VISITS = 30;
    /** Standard errors from which a difference counts. */
    private static final double SIGNIFICANT = 1;

    private final RandomGenerator random;
    private final ReplayBuffer replay = new ReplayBuffer(CAPACITY);
    private final double[] online;
    private final double[] target;
    private final int[] visits;
    private final int[] updates;
    private int state = -1;
    private double averageCost;
    private double averageTime;
    private double meanSquareError;
    private long steps;
    private double credit;

    /**
     * A learner that knows nothing yet.
     *
     * @param states how many states there are, at least 1
     */
    public DoubleQLearner(int states, RandomGenerator random) {
        this.random = random;
        online = new double[states];
        target = new double[states];
        visits = new int[states];
        updates = new int[states];
    }

    /** How many steps of training it has made. */
    public long steps() {
        return steps;
    }

    /** Whether to start, as the values have it where they tell, else as advised. */
    public boolean prefersStart(Choice choice) {
        if (!known(choice)) {
            return choice.advised();
        }
        double extra = choice.extraCost(online);
        double error = Math.sqrt(meanSquareError * (1.0 / visits[choice.waits()] + 1.0 / visits[choice.starts()]));
        return Math.abs(extra) < SIGNIFICANT * error ? choice.advised() : extra < 0;
    }

    /** What the other choice is expected to cost more than the preferred one, at least 0; 0 where nothing is known. */
    public double regret(Choice choice) {
        return known(choice) ? Math.abs(choice.extraCost(online)) : 0;
    }

    private boolean known(Choice choice) {
        return visits[choice.waits()] >= MIN_VISITS && visits[choice.starts()] >= MIN_VISITS
                && visits[choice.relieved()] >= MIN_VISITS;
    }

    /**
     * Takes down a choice and what was made of it, and learns.
     *
     * @param started whether the task was started; no matter where there was no choice
     * @param cost what accrued since the decision before
     * @param time what passed since then, at least 0
     */
    public void taken(Choice choice, boolean started, double cost, double time) {
        boolean starts = choice.isOpen() && started;
        if (state >= 0) {
            replay.add(state, cost, time, choice);
            double share = 1 / Math.min(replay.added(), AVERAGED);
            averageCost += share * (cost + (starts ? choice.excess() : 0) - averageCost);
            averageTime += share * (time - averageTime);
            learn();
        }
        state = starts ? choice.starts() : choice.waits();
        visits[state]++;
    }

    private void learn() {
        if (replay.added() < FIRST_STEP) {
            return;
        }
        credit += Math.max(LAST_SHARE, FIRST_SHARE / (1 + replay.added() / SHARE_DECISIONS));
        for (; credit >= 1; credit--) {
            step(random.nextInt(replay.size()));
            if (++steps % STEPS_TO_TARGET == 0) {
                level();
                System.arraycopy(online, 0, target, 0, online.length);
            }
        }
    }

    private void step(int i) {
        int from = replay.from[i];
        double costRate = averageTime > 0 ? averageCost / averageTime : 0;
        double aim = replay.cost[i] - costRate * replay.time[i] + costToGo(replay.choice[i]);
        double error = aim - online[from];
        online[from] += Math.max(LEAST_RATE, Math.pow(++updates[from], -RATE_EXPONENT)) * error;
        meanSquareError += (error * error - meanSquareError) / Math.min(steps + 1, AVERAGED);
    }

    private double costToGo(Choice choice) {
        boolean starts = choice.isOpen() && (known(choice) ? choice.extraCost(online) < 0 : choice.advised());
        return target[choice.waits()] + (starts ? choice.extraCost(target) : 0);
    }

    /** Only differences of values matter: keeps their mean at 0. */
    private void level() {
        double sum = 0;
        long count = 0;
        for (int i = 0; i < online.length; i++) {
            sum += visits[i] * online[i];
            count += visits[i];
        }
        for (int i = 0; i < online.length; i++) {
            online[i] -= sum / count;
        }
    }
}
