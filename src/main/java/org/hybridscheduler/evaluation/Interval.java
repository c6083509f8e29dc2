package org.hybridscheduler.evaluation;

/**
 * A mean with its two-sided 95 % confidence interval from independent replications: mean plus or minus t s / sqrt(n),
 * t of Student's distribution with n - 1 degrees of freedom (Law: Simulation Modeling and Analysis, 5th edition,
 * section 9.4.1).
 *
 * @param replications the number of values, at least 0
 * @param mean NaN of no value
 * @param halfWidth NaN of fewer than two values: one run says nothing of its own scatter
 */
public record Interval(int replications, double mean, double halfWidth) {

    private static final double CONFIDENCE = 0.95;

    /** The interval of these values, which are finite. */
    public static Interval of(double... values) {
        int n = values.length;
        double sum = 0;
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("A value is " + value + ", expected a finite one");
            }
            sum += value;
        }
        double mean = sum / n;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double halfWidth = n < 2 ? Double.NaN
                : StudentDistribution.quantileWithin(CONFIDENCE, n - 1) * Math.sqrt(squares / (n - 1) / n);
        return new Interval(n, mean, halfWidth);
    }

    /** NaN where the half width is not known. */
    public double low() {
        return mean - halfWidth;
    }

    /** NaN where the half width is not known. */
    public double high() {
        return mean + halfWidth;
    }

    /** Whether the whole interval lies on one side of 0: the difference that it is of is significant. */
    public boolean excludesZero() {
        return low() > 0 || high() < 0;
    }
}
