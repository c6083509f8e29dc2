package org.hybridscheduler.scheduling.learning;

import java.util.ArrayList;
import java.util.List;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.ModelReport.Quality;

/** Measures predictions against what was observed afterwards, and keeps how that went over the run. */
public final class PredictionQuality {

    /** Points of the run that are kept; then every other one goes, and the next come half as often. */
    static final int MAX_POINTS = 200;

    /** Observations that the figures go back about. */
    private static final int MEMORY = 1000;

    /** Half widths of the central intervals of 50, 80 and 95 % of a standard normal. */
    private static final double[] HALF_WIDTHS = {0.67449, 1.28155, 1.95996};

    private final DecayingMean[] within = {new DecayingMean(), new DecayingMean(), new DecayingMean()};
    private final DecayingMean[] error = {new DecayingMean(), new DecayingMean()};
    private final List<Quality> points = new ArrayList<>();
    private long finished;
    private long every = 10;

    private static final class DecayingMean {

        private double mean = Double.NaN;
        private int count;

        private void add(double value) {
            count = Math.min(count + 1, MEMORY);
            mean = count == 1 ? value : mean + (value - mean) / count;
        }
    }

    /** Compares a prediction with what was observed, in seconds. */
    public void add(DeviceKind kind, RuntimeEstimate predicted, double observedSeconds) {
        double off = Math.abs(Math.log(observedSeconds) - predicted.logMean());
        error[kind.ordinal()].add(off);
        for (int i = 0; i < HALF_WIDTHS.length; i++) {
            within[i].add(off <= HALF_WIDTHS[i] * predicted.logSpread() ? 1 : 0);
        }
    }

    /** Counts a finished task. */
    public void taskFinished() {
        finished++;
        if (finished % every == 0) {
            if (points.size() == MAX_POINTS) {
                every *= 2;
                points.removeIf(point -> point.finishedTasks() % every != 0);
            }
            if (finished % every == 0) {
                points.add(latest());
            }
        }
    }

    /** As it is now. */
    public Quality latest() {
        return new Quality(finished, within[0].mean, within[1].mean, within[2].mean, error[0].mean, error[1].mean);
    }

    /** As it was over the run, oldest first, {@value #MAX_POINTS} points at most. */
    public List<Quality> overTime() {
        return List.copyOf(points);
    }
}
