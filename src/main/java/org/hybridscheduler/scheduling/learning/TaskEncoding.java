package org.hybridscheduler.scheduling.learning;

import java.util.Arrays;
import java.util.List;
import org.hybridscheduler.scheduling.Task;

/**
 * Turns a task into the numbers that a model goes by: its features, bytes to transfer and megabytes of
 * memory, each as sign(x) ln(1 + |x|). A feature that is missing (NaN or infinite) counts as the average of those that were there.
 */
final class TaskEncoding {

    private final int features;
    private final double[] average;
    private final double[] lowest;
    private final double[] highest;
    private final double logVariance;

    private TaskEncoding(List<Observation> observations, double logVariance) {
        this.features = observations.get(0).task().features().length;
        this.logVariance = logVariance;
        int numbers = features + 2;
        average = new double[numbers];
        lowest = new double[numbers];
        highest = new double[numbers];
        for (int i = 0; i < numbers; i++) {
            measure(observations, i);
        }
    }

    /**
     * Learns averages and ranges.
     *
     * @param observations at least one
     * @param logVariance variance of their ln(seconds)
     */
    static TaskEncoding learn(List<Observation> observations, double logVariance) {
        return new TaskEncoding(observations, logVariance);
    }

    private void measure(List<Observation> observations, int number) {
        double[] present = observations.stream().mapToDouble(observation -> raw(observation.task(), number))
                .filter(Double::isFinite).map(TaskEncoding::compressed).toArray();
        double sum = 0;
        for (double value : present) {
            sum += value;
        }
        average[number] = present.length == 0 ? 0 : sum / present.length;
        lowest[number] = Arrays.stream(present).min().orElse(0);
        highest[number] = Arrays.stream(present).max().orElse(0);
    }

    /** How many numbers stand for a task. */
    int width() {
        return features + 2;
    }

    /** Writes a task's numbers to the front of the array. */
    void encode(Task task, double[] into) {
        for (int i = 0; i < average.length; i++) {
            double value = raw(task, i);
            into[i] = Double.isFinite(value) ? compressed(value) : average[i];
        }
    }

    /**
     * Variance for leaving what was seen: trees go on flat there, while run times grow about as powers of sizes, so an
     * input that lies d beyond its range in the logarithm adds d squared; in all not more than ln(seconds) varies at
     * all.
     */
    double extrapolationVariance(double[] input) {
        double sum = 0;
        for (int i = 0; i < average.length; i++) {
            double beyond = Math.max(Math.max(lowest[i] - input[i], input[i] - highest[i]), 0);
            sum += beyond * beyond;
        }
        return Math.min(sum, logVariance);
    }

    private double raw(Task task, int number) {
        if (task.features().length != features) {
            throw new IllegalArgumentException(task + " has " + task.features().length + " features, expected "
                    + features + ". Maybe it is of another workload than those the model learned from?");
        }
        if (number < features) {
            return task.features()[number];
        }
        return number == features ? task.transferBytes() : task.memoryMb();
    }

    private static double compressed(double value) {
        return value < 0 ? -Math.log1p(-value) : Math.log1p(value);
    }
}
