package org.hybridscheduler.scheduling;

import java.util.Arrays;
import java.util.Objects;

/**
 * A task as a strategy sees it: everything but its run times.
 *
 * @param id unique among all tasks of all runs
 * @param arrivalSeconds simulated time of arrival, at least 0
 * @param group the kernel or program that the task runs, or {@code null} where unknown
 * @param transferBytes input to move to a GPU, at least 0 (0 where unknown)
 * @param memoryMb memory held while running, at least 0 (0 where unknown)
 * @param features numeric features in the order of the workload's feature names; NaN where one is missing. Shared: not
 *     to be changed
 * @param parents ids of the tasks that must finish first. Shared: not to be changed
 * @param parentBytes how many of the input bytes each parent produces, in the order of the parents, each at least 0; the
 *     rest comes from host memory. Shared: not to be changed
 */
public record Task(long id, double arrivalSeconds, String group, double transferBytes, double memoryMb,
        double[] features, long[] parents, double[] parentBytes) {

    private static final double[] NO_BYTES = {};

    public Task {
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(parents, "parents");
        requireAtLeastZero("arrivalSeconds", arrivalSeconds);
        requireAtLeastZero("transferBytes", transferBytes);
        requireAtLeastZero("memoryMb", memoryMb);
        if (parentBytes.length != parents.length) {
            throw new IllegalArgumentException("parentBytes has " + parentBytes.length + " entries, expected one for each"
                    + " of " + parents.length + " parents");
        }
    }

    /** A task to whose input each of its parents, where it has any, contributes the same. */
    public Task(long id, double arrivalSeconds, String group, double transferBytes, double memoryMb, double[] features,
            long[] parents) {
        this(id, arrivalSeconds, group, transferBytes, memoryMb, features, parents, shares(transferBytes, parents.length));
    }

    private static double[] shares(double bytes, int parents) {
        if (parents == 0) {
            return NO_BYTES;
        }
        double[] shares = new double[parents];
        Arrays.fill(shares, bytes / parents);
        return shares;
    }

    private static void requireAtLeastZero(String what, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " is " + value + ", expected a finite number of at least 0");
        }
    }

    /** Two tasks are the same when their ids are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Task task && task.id == id;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }

    @Override
    public String toString() {
        return "task " + id;
    }
}
