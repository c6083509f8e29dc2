package org.hybridscheduler.workload;

import java.util.Objects;

/**
 * One row of a recorded workload.
 *
 * @param cpuSeconds mean run time on one CPU worker, {@value #MIN_SECONDS} to {@value #MAX_SECONDS}
 * @param gpuSeconds mean run time on one GPU, end to end, in the same range
 * @param arrivalSeconds since the recording began, 0 to {@value #MAX_ARRIVAL_SECONDS}; NaN where not recorded
 * @param group kernel or program, or {@code null}
 * @param transferBytes input to move to a GPU, at least 0
 * @param memoryMb memory held while running, at least 0
 * @param noiseCv coefficient of variation of its run times, 0 to {@value #MAX_NOISE_CV}
 * @param features in the order of the workload's names, NaN where one is missing. Shared: not to be changed
 * @param parents indexes of rows before this one that must finish first. Shared: not to be changed
 * @param parentBytes how many of the transferred bytes each parent produces, in the order of the parents; {@code null}
 *     where that is not known. Shared: not to be changed
 */
public record RecordedTask(double cpuSeconds, double gpuSeconds, double arrivalSeconds, String group,
        double transferBytes, double memoryMb, double noiseCv, double[] features, int[] parents,
        double[] parentBytes) {

    /** The parents of a task that has none. */
    public static final int[] NO_PARENTS = {};

    /** The shortest run time: a nanosecond. */
    public static final double MIN_SECONDS = 1e-9;

    /** The longest run time: some thirty years. */
    public static final double MAX_SECONDS = 1e9;

    /** The latest arrival. */
    public static final double MAX_ARRIVAL_SECONDS = 1e12;

    /** The most bytes to transfer, and the most MB of memory. */
    public static final double MAX_BYTES = 1e18;

    private static final double ROUNDING = 1e-9;

    /** The largest coefficient of variation. */
    public static final double MAX_NOISE_CV = 5;

    public RecordedTask {
        requireBetween("cpuSeconds", cpuSeconds, MIN_SECONDS, MAX_SECONDS);
        requireBetween("gpuSeconds", gpuSeconds, MIN_SECONDS, MAX_SECONDS);
        if (!Double.isNaN(arrivalSeconds)) {
            requireBetween("arrivalSeconds", arrivalSeconds, 0, MAX_ARRIVAL_SECONDS);
        }
        requireBetween("transferBytes", transferBytes, 0, MAX_BYTES);
        requireBetween("memoryMb", memoryMb, 0, MAX_BYTES);
        requireBetween("noiseCv", noiseCv, 0, MAX_NOISE_CV);
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(parents, "parents");
        if (parentBytes != null) {
            requireShares(transferBytes, parents, parentBytes);
        }
    }

    /** A task of which is not known how many of its bytes each parent produces. */
    public RecordedTask(double cpuSeconds, double gpuSeconds, double arrivalSeconds, String group,
            double transferBytes, double memoryMb, double noiseCv, double[] features, int[] parents) {
        this(cpuSeconds, gpuSeconds, arrivalSeconds, group, transferBytes, memoryMb, noiseCv, features, parents, null);
    }

    private static void requireShares(double transferBytes, int[] parents, double[] parentBytes) {
        if (parentBytes.length != parents.length) {
            throw new IllegalArgumentException("parentBytes has " + parentBytes.length
                    + " entries, expected one for each of " + parents.length + " parents");
        }
        double sum = 0;
        for (double bytes : parentBytes) {
            requireBetween("parentBytes", bytes, 0, MAX_BYTES);
            sum += bytes;
        }
        if (sum > transferBytes * (1 + ROUNDING)) {
            throw new IllegalArgumentException("The parents produce " + sum + " bytes, but the task transfers "
                    + transferBytes);
        }
    }

    private static void requireBetween(String what, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(what + " is " + value + ", expected " + min + " to " + max);
        }
    }
}
