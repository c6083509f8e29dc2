package org.hybridscheduler.simulation.control;

/** When the next tasks are due, so that so many arrive in each second of wall-clock time. Not thread-safe. */
final class Pace {

    /** At most so many at once, however late: the loop looks up between them. */
    static final int LARGEST_BURST = 256;

    private final double tasksPerSecond;
    private long origin;
    private long given;

    /** @param tasksPerSecond at least 0; 0 is as fast as it goes */
    Pace(double tasksPerSecond, long nowNanos) {
        if (!(tasksPerSecond >= 0)) {
            throw new IllegalArgumentException("tasksPerSecond is " + tasksPerSecond + ", expected at least 0");
        }
        this.tasksPerSecond = tasksPerSecond;
        this.origin = nowNanos;
    }

    /** The time at which the next task is due. */
    long nextDue() {
        return tasksPerSecond == 0 ? origin : origin + (long) (given * 1e9 / tasksPerSecond);
    }

    /** How many tasks are due now: none before {@link #nextDue}, at least one from then on. */
    int due(long nowNanos) {
        if (tasksPerSecond == 0) {
            return LARGEST_BURST;
        }
        if (nowNanos - nextDue() < 0) {
            return 0;
        }
        long due = 1 + (long) ((nowNanos - origin) * tasksPerSecond / 1e9) - given;
        if (due > LARGEST_BURST) {
            restart(nowNanos);
            return LARGEST_BURST;
        }
        return (int) Math.max(1, due); // Rounding may leave the count a nanosecond behind nextDue.
    }

    /** Notes that so many have arrived. */
    void gave(int tasks) {
        given += tasks;
    }

    /** Counts from now on: what was missed in a pause, or by a slow store, is not made up for. */
    void restart(long nowNanos) {
        origin = nowNanos;
        given = 0;
    }
}
