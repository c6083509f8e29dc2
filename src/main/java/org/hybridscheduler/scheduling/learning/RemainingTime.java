package org.hybridscheduler.scheduling.learning;

/** How much longer a task takes that has run for a while, where ln(seconds) is normal. */
public final class RemainingTime {

    private RemainingTime() {
    }

    /**
     * The mean residual life E[T - t | T > t] of a log-normal T, in seconds, more than 0 (Limpert, Stahel and Abbt,
     * BioScience 51(5), 2001, for the distribution).
     *
     * @param elapsedSeconds t, at least 0
     */
    public static double expectedSeconds(RuntimeEstimate estimate, double elapsedSeconds) {
        double spread = Math.max(estimate.logSpread(), 1e-3);
        double mean = Math.exp(estimate.logMean() + 0.5 * spread * spread);
        if (elapsedSeconds <= 0) {
            return mean;
        }
        double z = (Math.log(elapsedSeconds) - estimate.logMean()) / spread;
        if (z < -5) {
            return Math.max(mean - elapsedSeconds, 0);
        }
        double ratio = upperTail(z - spread) / upperTail(z);
        if (z > 6) {
            // The tail's hazard is about z / (spread t).
            return elapsedSeconds * spread / z;
        }
        return Math.max(mean * ratio - elapsedSeconds, 1e-3 * elapsedSeconds);
    }

    /** P(Z > z) of the standard normal, to a relative error of about 1e-7. */
    public static double upperTail(double z) {
        double x = Math.abs(z) / Math.sqrt(2);
        double t = 1 / (1 + 0.5 * x);
        double erfc = t * Math.exp(-x * x - 1.26551223 + t * (1.00002368 + t * (0.37409196 + t * (0.09678418
                + t * (-0.18628806 + t * (0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223
                + t * 0.17087277)))))))));
        return z >= 0 ? 0.5 * erfc : 1 - 0.5 * erfc;
    }
}
