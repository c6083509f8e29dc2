package org.hybridscheduler.scheduling.learning;

/**
 * A normal belief about a group's effects, in the order of {@link GroupEvidence}.
 *
 * @param mean of each effect
 * @param covariance of them, row by row
 */
record GroupEffects(double[] mean, double[] covariance) {

    /** Mean of a weighted sum of the effects. */
    double sum(double[] weights) {
        double sum = 0;
        for (int i = 0; i < mean.length; i++) {
            sum += weights[i] * mean[i];
        }
        return sum;
    }

    /** Covariance of two weighted sums. */
    double covariance(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < mean.length; i++) {
            for (int k = 0; k < mean.length; k++) {
                sum += one[i] * covariance[i * mean.length + k] * other[k];
            }
        }
        return sum;
    }
}
