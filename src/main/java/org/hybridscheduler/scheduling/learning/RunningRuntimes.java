package org.hybridscheduler.scheduling.learning;

import java.util.HashMap;
import java.util.Map;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Task;

/**
 * Predicts run times from what each observation adds at once: for each kind of device a power law of the task's numbers
 * (linear regression of the logarithms), times what its group takes beyond that, times what brings predictions and
 * observations to the same mean. Cheap enough for every task of a fast run. Not thread-safe.
 */
public final class RunningRuntimes {

    private static final double RIDGE = 1e-3;
    private static final int MOST_GROUPS = 10_000;
    /** A group counts as one that is like the others, seen so often. */
    private static final double GROUP_PRIOR = 2;
    private static final double AVERAGED = 10_000;
    private static final double LONGEST = 1e9;
    private static final double SHORTEST = 1e-9;

    private final int features;
    private final double[] numbers;
    private final Kind[] kinds = new Kind[DeviceKind.values().length];

    /** A predictor of tasks with so many features. */
    public RunningRuntimes(int features) {
        this.features = features;
        numbers = new double[features + 3];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = new Kind();
        }
    }

    /** How many observations of a kind of device there were. */
    public long observations(DeviceKind kind) {
        return kinds[kind.ordinal()].observed;
    }

    /** The expected time in seconds, above 0; 1 where nothing is known of the kind. */
    public double seconds(Task task, DeviceKind kind) {
        encode(task);
        Kind known = kinds[kind.ordinal()];
        return bounded(known.calibration() * known.raw(task.group()));
    }

    /** Learns from a time that a device of the kind took, in seconds above 0. */
    public void observe(Task task, DeviceKind kind, double seconds) {
        encode(task);
        kinds[kind.ordinal()].observe(task.group(), bounded(seconds));
    }

    private static double bounded(double seconds) {
        return Math.max(SHORTEST, Math.min(seconds, LONGEST));
    }

    private void encode(Task task) {
        for (int i = 0; i < features; i++) {
            numbers[i] = compressed(task.features()[i]);
        }
        numbers[features] = compressed(task.transferBytes());
        numbers[features + 1] = compressed(task.memoryMb());
        numbers[features + 2] = 1;
    }

    private static double compressed(double value) {
        return Double.isFinite(value) ? 0.1 * Math.copySign(Math.log1p(Math.abs(value)), value) : 0;
    }

    private static final class Group {

        private double residual;
        private long observed;
    }

    private final class Kind {

        private final RidgeRegression trend = new RidgeRegression(features + 3, RIDGE, 1);
        private final Map<String, Group> groups = new HashMap<>();
        private long observed;
        private double predictedMean;
        private double observedMean;

        double raw(String name) {
            return bounded(Math.exp(trend.predict(numbers) + residual(groups.get(name))));
        }

        private double residual(Group group) {
            return group == null ? 0 : group.residual * group.observed / (group.observed + GROUP_PRIOR);
        }

        double calibration() {
            return predictedMean > 0 ? observedMean / predictedMean : 1;
        }

        void observe(String name, double seconds) {
            observed++;
            double raw = raw(name);
            double share = 1 / Math.min(observed, AVERAGED);
            predictedMean += share * (raw - predictedMean);
            observedMean += share * (seconds - observedMean);
            double logSeconds = Math.log(seconds);
            Group group = groups.get(name);
            if (group == null && name != null && groups.size() < MOST_GROUPS) {
                group = new Group();
                groups.put(name, group);
            }
            double offset = residual(group);
            if (group != null) {
                group.observed++;
                group.residual += (logSeconds - trend.predict(numbers) - group.residual)
                        / Math.min(group.observed, AVERAGED);
            }
            trend.update(numbers, logSeconds - offset);
        }
    }
}
