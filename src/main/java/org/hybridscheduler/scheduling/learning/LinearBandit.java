package org.hybridscheduler.scheduling.learning;

/**
 * LinUCB with disjoint linear models: plays the arm whose predicted reward plus alpha times its uncertainty is highest.
 * After Li, Chu, Langford, Schapire, "A contextual-bandit approach to personalized news article recommendation", WWW
 * 2010, algorithm 1. Not thread-safe.
 */
public final class LinearBandit {

    private final RidgeRegression[] arms;
    private final int dimension;
    private final double alpha;

    /** A bandit that forgets nothing: {@link #LinearBandit(int, int, double, double, double)} with a memory of 1. */
    public LinearBandit(int arms, int dimension, double alpha, double ridge) {
        this(arms, dimension, alpha, ridge, 1);
    }

    /**
     * Starts with every weight at 0.
     *
     * @param arms how many arms, at least 1
     * @param dimension length of a context, at least 1
     * @param alpha weight of the uncertainty, at least 0, in units of reward
     * @param ridge penalty on the squared weights, above 0; contexts are best scaled to about 1
     * @param memory what remains of an arm's past at each update of that arm, above 0 and at most 1 (all of it)
     */
    public LinearBandit(int arms, int dimension, double alpha, double ridge, double memory) {
        require(arms >= 1, "arms", arms, "at least 1");
        require(dimension >= 1, "dimension", dimension, "at least 1");
        require(alpha >= 0 && Double.isFinite(alpha), "alpha", alpha, "a finite number of at least 0");
        require(ridge > 0 && Double.isFinite(ridge), "ridge", ridge, "a finite number above 0");
        require(memory > 0 && memory <= 1, "memory", memory, "above 0 and at most 1");
        this.dimension = dimension;
        this.alpha = alpha;
        this.arms = new RidgeRegression[arms];
        for (int arm = 0; arm < arms; arm++) {
            this.arms[arm] = new RidgeRegression(dimension, ridge, memory);
        }
    }

    private static void require(boolean valid, String what, double value, String expected) {
        if (!valid) {
            throw new IllegalArgumentException(what + " is " + value + ", expected " + expected);
        }
    }

    /**
     * The allowed arm with the highest {@link #score}; of equals the lowest.
     *
     * @param allowed for each arm whether it may be played
     * @throws IllegalArgumentException where no arm is allowed, or lengths or numbers are wrong
     */
    public int choose(double[] context, boolean[] allowed) {
        if (allowed.length != arms.length) {
            throw new IllegalArgumentException("allowed has " + allowed.length + " entries, expected one for each of "
                    + arms.length + " arms");
        }
        checkContext(context);
        int best = -1;
        double bestScore = Double.NaN;
        for (int arm = 0; arm < arms.length; arm++) {
            if (allowed[arm]) {
                double score = upperBound(arm, context);
                if (best < 0 || score > bestScore) {
                    best = arm;
                    bestScore = score;
                }
            }
        }
        if (best < 0) {
            throw new IllegalArgumentException("None of " + arms.length
                    + " arms is allowed. Maybe wait instead of asking?");
        }
        return best;
    }

    /** Predicted reward plus alpha times its uncertainty. */
    public double score(int arm, double[] context) {
        checkArm(arm);
        checkContext(context);
        return upperBound(arm, context);
    }

    /**
     * Learns what an arm has earned.
     *
     * @param reward finite, more is better
     */
    public void update(int arm, double[] context, double reward) {
        checkArm(arm);
        checkContext(context);
        require(Double.isFinite(reward), "reward", reward, "a finite number");
        arms[arm].update(context, reward);
    }

    private double upperBound(int arm, double[] context) {
        return arms[arm].predict(context) + alpha * Math.sqrt(arms[arm].variance(context));
    }

    private void checkArm(int arm) {
        require(arm >= 0 && arm < arms.length, "arm", arm, "0 to " + (arms.length - 1));
    }

    private void checkContext(double[] context) {
        require(context.length == dimension, "length of the context", context.length, String.valueOf(dimension));
        for (double value : context) {
            require(Double.isFinite(value), "an entry of the context", value, "a finite number");
        }
    }
}
