package org.hybridscheduler.workload;

/**
 * Recorded arrival times, over and over. A pass lasts from the first arrival to the last and one mean gap more, so that
 * the mean rate stays the same from pass to pass.
 */
final class RecordedArrivals implements ArrivalTimes {

    private final ArrivalTrace trace;
    private final double first;
    private final double stretch;
    private final double passSeconds;
    private int index;
    private long pass;
    private double now;

    private RecordedArrivals(ArrivalTrace trace, double first, double stretch) {
        this.trace = trace;
        this.first = first;
        this.stretch = stretch;
        this.passSeconds = secondsPerPass(trace);
    }

    /** The times as they were recorded, counted from the first one: recordings often begin with the date. */
    static RecordedArrivals asRecorded(ArrivalTrace trace) {
        return new RecordedArrivals(trace, trace.seconds(0), 1);
    }

    /**
     * The times stretched to a mean rate, from 0 on.
     *
     * @throws IllegalArgumentException where all tasks arrive at once
     */
    static RecordedArrivals atRate(ArrivalTrace trace, double tasksPerSecond) {
        double passSeconds = secondsPerPass(trace);
        if (passSeconds == 0) {
            throw new IllegalArgumentException("All recorded tasks arrive at " + trace.seconds(0)
                    + " s, which cannot be stretched to a load. Maybe leave the load out, or draw at random?");
        }
        return new RecordedArrivals(trace, trace.seconds(0),
                trace.size() / (tasksPerSecond * passSeconds));
    }

    private static double secondsPerPass(ArrivalTrace trace) {
        int last = trace.size() - 1;
        double span = trace.seconds(last) - trace.seconds(0);
        return last == 0 ? 0 : span + span / last;
    }

    @Override
    public double next() {
        double time = (trace.seconds(index) - first + pass * passSeconds) * stretch;
        // Rounding at the border of two passes must not make time go back.
        now = Math.max(now, time);
        index++;
        if (index == trace.size()) {
            index = 0;
            pass++;
        }
        return now;
    }
}
