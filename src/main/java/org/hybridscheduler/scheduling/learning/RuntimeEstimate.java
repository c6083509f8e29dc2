package org.hybridscheduler.scheduling.learning;

/**
 * A predicted run time: normal in the logarithm of its seconds.
 *
 * @param logMean mean of ln(seconds)
 * @param logSpread standard deviation of ln(seconds), at least 0: the model's doubt and the tasks' own noise together
 */
public record RuntimeEstimate(double logMean, double logSpread) {

    /** Expected seconds of the log-normal: exp(mean + spread^2 / 2). */
    public double expectedSeconds() {
        return Math.exp(logMean + 0.5 * logSpread * logSpread);
    }

    /** The seconds that are not exceeded with probability one half. */
    public double medianSeconds() {
        return Math.exp(logMean);
    }
}
