package org.hybridscheduler.scheduling.learning;

/** How much longer a task takes that has run for a while, where ln(seconds) is normal. */
public final class RemainingTime {

    /** Deviations beyond which the prediction has failed rather than the task is unlucky. */
    private static final double FAILED = 4;

    /** What a task whose prediction has failed is expected to take more, as a share of its age. */
    private static final double OVERDUE_SHARE = 0.25;

    private static final double NARROWEST = 1e-3;

    private RemainingTime() {
    }

    /**
     * The mean residual life E[T - t | T > t] of a log-normal T, in seconds, at least 0. Far beyond what was thought
     * possible, a share of t: the longer it runs, the longer it will.
     *
     * @param elapsedSeconds t, at least 0
     */
    public static double expectedSeconds(RuntimeEstimate estimate, double elapsedSeconds) {
        double spread = Math.max(estimate.logSpread(), NARROWEST);
        double mean = Math.exp(estimate.logMean() + 0.5 * spread * spread);
        if (elapsedSeconds <= 0) {
            return mean;
        }
        double z = (Math.log(elapsedSeconds) - estimate.logMean()) / spread;
        if (z > FAILED) {
            return OVERDUE_SHARE * elapsedSeconds;
        }
        return Math.max(0, mean * upperTail(z - spread) / upperTail(z) - elapsedSeconds);
    }

    /**
     * P(Z > z) of a standard normal Z to a relative error of some 1e-7: Press and others, "Numerical Recipes", 2nd
     * edition, section 6.2.
     */
    static double upperTail(double z) {
        double x = Math.abs(z) / Math.sqrt(2);
        double t = 1 / (1 + 0.5 * x);
        double erfc = t * Math.exp(-x * x - 1.26551223 + t * (1.00002368 + t * (0.37409196 + t * (0.09678418
                + t * (-0.18628806 + t * (0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223
                + t * 0.17087277)))))))));
        return z >= 0 ? 0.5 * erfc : 1 - 0.5 * erfc;
    }
}
