package org.hybridscheduler.scheduling.learning;

/**
 * When a model is trained anew, counted in finished tasks, so that it depends on the run alone: after a first interval,
 * then whenever finished tasks have grown by a quarter, but not before another first interval and not later than
 * {@value #LONGEST} tasks. What a training costs per task so stays bounded, while the first models, which learn most,
 * come soon.
 */
final class RetrainingSchedule {

    /** The most finished tasks from one training to the next, unless the first interval is longer. */
    static final int LONGEST = 5000;

    private static final int GROWTH_DIVISOR = 4;

    private final int first;
    private long next;

    /** @param first finished tasks until the first training, at least 1 */
    RetrainingSchedule(int first) {
        if (first < 1) {
            throw new IllegalArgumentException("retrainEvery is " + first + ", expected at least 1");
        }
        this.first = first;
        next = first;
    }

    /** Whether the model is due after so many finished tasks; to be asked for each of them once. */
    boolean due(long finished) {
        if (finished < next) {
            return false;
        }
        next = finished + Math.max(first, Math.min(LONGEST, finished / GROWTH_DIVISOR));
        return true;
    }
}
