package org.hybridscheduler.scheduling.learning;

/** Mean relative error of predictions. Not thread-safe. */
final class PredictionError {

    /** A worse miss counts as this one, so that one wild prediction does not stand for all. */
    static final double LARGEST = 100;

    private double sum;
    private long count;

    /** @param observed seconds, more than 0 */
    void add(double predicted, double observed) {
        sum += Math.min(Math.abs(predicted - observed) / observed, LARGEST);
        count++;
    }

    /** Mean of |predicted - observed| / observed, NaN before the first. */
    double mean() {
        return count == 0 ? Double.NaN : sum / count;
    }
}
