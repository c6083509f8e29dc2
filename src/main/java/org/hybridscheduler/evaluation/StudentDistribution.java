package org.hybridscheduler.evaluation;

/**
 * Student's t distribution for a whole number of degrees of freedom, by its finite series (Abramowitz and Stegun,
 * Handbook of Mathematical Functions, 1964, 26.7.3 and 26.7.4): exact but for rounding.
 */
public final class StudentDistribution {

    private static final double HALF_PI = Math.PI / 2;

    private StudentDistribution() {
    }

    /**
     * The probability that the variable lies in [-t, t].
     *
     * @param t at least 0
     * @param degreesOfFreedom at least 1
     */
    public static double probabilityWithin(double t, int degreesOfFreedom) {
        requireDegrees(degreesOfFreedom);
        if (!(t >= 0)) {
            throw new IllegalArgumentException("t is " + t + ", expected at least 0");
        }
        return within(Math.atan(t / Math.sqrt(degreesOfFreedom)), degreesOfFreedom);
    }

    /**
     * The t for which [-t, t] holds the variable with this probability: for 0.95 the factor of a two-sided interval of
     * 95 %.
     *
     * @param probability more than 0, less than 1
     * @param degreesOfFreedom at least 1
     */
    public static double quantileWithin(double probability, int degreesOfFreedom) {
        requireDegrees(degreesOfFreedom);
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("Probability is " + probability + ", expected between 0 and 1");
        }
        // The angle atan(t / sqrt(n)) lies between 0 and a quarter turn, so halving it reaches any precision.
        double low = 0;
        double high = HALF_PI;
        for (double middle = high / 2; middle > low && middle < high; middle = low + (high - low) / 2) {
            if (within(middle, degreesOfFreedom) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.sqrt(degreesOfFreedom) * Math.tan(high);
    }

    private static double within(double angle, int degreesOfFreedom) {
        boolean odd = degreesOfFreedom % 2 == 1;
        double squaredCosine = Math.cos(angle) * Math.cos(angle);
        double term = odd ? Math.cos(angle) : 1;
        double sum = 0;
        for (int power = odd ? 1 : 0; power <= degreesOfFreedom - 2; power += 2) {
            sum += term;
            term *= squaredCosine * (power + 1) / (power + 2);
        }
        return odd ? (angle + Math.sin(angle) * sum) / HALF_PI : Math.sin(angle) * sum;
    }

    private static void requireDegrees(int degreesOfFreedom) {
        if (degreesOfFreedom < 1) {
            throw new IllegalArgumentException("Degrees of freedom are " + degreesOfFreedom + ", expected at least 1");
        }
    }
}
