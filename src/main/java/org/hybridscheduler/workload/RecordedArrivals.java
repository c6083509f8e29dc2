package org.hybridscheduler.workload;

import java.util.List;

/**
 * Recorded arrival times, over and over. A pass lasts from the first arrival to the last and one mean gap more, so that
 * the mean rate stays the same from pass to pass.
 */
final class RecordedArrivals implements ArrivalTimes {

    private final List<RecordedTask> tasks;
    private final double first;
    private final double stretch;
    private final double passSeconds;
    private int index;
    private long pass;
    private double now;

    private RecordedArrivals(List<RecordedTask> tasks, double first, double stretch) {
        this.tasks = tasks;
        this.first = first;
        this.stretch = stretch;
        this.passSeconds = secondsPerPass(tasks);
    }

    /** The times as they were recorded, counted from the first one: recordings often begin with the date. */
    static RecordedArrivals asRecorded(List<RecordedTask> tasks) {
        return new RecordedArrivals(tasks, tasks.get(0).arrivalSeconds(), 1);
    }

    /**
     * The times stretched to a mean rate, from 0 on.
     *
     * @throws IllegalArgumentException where all tasks arrive at once
     */
    static RecordedArrivals atRate(List<RecordedTask> tasks, double tasksPerSecond) {
        double passSeconds = secondsPerPass(tasks);
        if (passSeconds == 0) {
            throw new IllegalArgumentException("All recorded tasks arrive at " + tasks.get(0).arrivalSeconds()
                    + " s, which cannot be stretched to a load. Maybe leave the load out, or draw at random?");
        }
        return new RecordedArrivals(tasks, tasks.get(0).arrivalSeconds(),
                tasks.size() / (tasksPerSecond * passSeconds));
    }

    private static double secondsPerPass(List<RecordedTask> tasks) {
        int last = tasks.size() - 1;
        double span = tasks.get(last).arrivalSeconds() - tasks.get(0).arrivalSeconds();
        return last == 0 ? 0 : span + span / last;
    }

    @Override
    public double next() {
        double time = (tasks.get(index).arrivalSeconds() - first + pass * passSeconds) * stretch;
        // Rounding at the border of two passes must not make time go back.
        now = Math.max(now, time);
        index++;
        if (index == tasks.size()) {
            index = 0;
            pass++;
        }
        return now;
    }
}
