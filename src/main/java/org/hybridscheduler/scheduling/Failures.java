package org.hybridscheduler.scheduling;

/**
 * How devices fail: each for itself, after an exponentially distributed time, and comes back after another one. What
 * the device ran is lost and has to start again.
 *
 * @param meanSecondsToFailure simulated seconds, more than 0; positive infinity: never
 * @param meanSecondsToRepair simulated seconds, more than 0
 */
public record Failures(double meanSecondsToFailure, double meanSecondsToRepair) {

    /** Devices never fail. */
    public static final Failures NONE = new Failures(Double.POSITIVE_INFINITY, 1);

    public Failures {
        if (!(meanSecondsToFailure > 0)) {
            throw new IllegalArgumentException("meanSecondsToFailure is " + meanSecondsToFailure
                    + ", expected more than 0");
        }
        if (!(meanSecondsToRepair > 0 && meanSecondsToRepair < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("meanSecondsToRepair is " + meanSecondsToRepair
                    + ", expected more than 0 and finite");
        }
    }

    public boolean never() {
        return meanSecondsToFailure == Double.POSITIVE_INFINITY;
    }
}
