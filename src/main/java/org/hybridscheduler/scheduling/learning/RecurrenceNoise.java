package org.hybridscheduler.scheduling.learning;

import org.hybridscheduler.scheduling.DeviceKind;

/** Variance of ln(seconds) of a task that comes again: that of all tasks, and of each where it was seen often. */
final class RecurrenceNoise {

    /** Variance before anything came again, and how many observations that is worth. */
    private static final double PRIOR = 0.15 * 0.15;
    private static final double PRIOR_COUNT = 5;

    /** Observations that the common variance is worth to a task's own. */
    private static final double COMMON_COUNT = 3;

    /** One square counts for no more than so many times the mean. */
    private static final double MOST_TIMES = 9;

    private final double[] sum = new double[DeviceKind.values().length];
    private final double[] count = new double[sum.length];

    RecurrenceNoise() {
        for (int kind = 0; kind < sum.length; kind++) {
            sum[kind] = PRIOR * PRIOR_COUNT;
            count[kind] = PRIOR_COUNT;
        }
    }

    /** A task has come again and differed from what it was by that, squared. */
    void add(int kind, double square) {
        sum[kind] += Math.min(square, MOST_TIMES * sum[kind] / count[kind]);
        count[kind]++;
    }

    double of(RememberedTask task, int kind) {
        double common = sum[kind] / count[kind];
        return task.seen[kind] < 2 ? common
                : (COMMON_COUNT * common + task.squares[kind]) / (COMMON_COUNT + task.seen[kind] - 1);
    }
}
