package org.hybridscheduler.scheduling.learning;

import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Task;

/** A task that may come again: what a model expects of it, and ln(seconds) seen so far; both by kind of device. */
final class RememberedTask {

    private static final int KINDS = DeviceKind.values().length;

    final Task task;
    final double[] expected = new double[KINDS];
    /** By which the model thinks that it may be off. */
    final double[] variance = new double[KINDS];
    /** Which of the memory's revisions these two are of; none at first. */
    int revision = -1;
    final double[] seen = new double[KINDS];
    final double[] mean = new double[KINDS];
    /** Sum of squared differences from the mean. */
    final double[] squares = new double[KINDS];
    /** What the group has been told of it; {@code null} before that, or without a group. */
    GroupEvidence told;

    RememberedTask(Task task) {
        this.task = task;
    }

    /** Takes in ln(seconds) and answers by how much the squares grew. */
    double see(int kind, double logSeconds) {
        seen[kind]++;
        double difference = logSeconds - mean[kind];
        mean[kind] += difference / seen[kind];
        double square = difference * (logSeconds - mean[kind]);
        squares[kind] += square;
        return square;
    }
}
