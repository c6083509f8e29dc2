package org.hybridscheduler.workload;

/**
 * How much faster every task of a log that was measured on one kind of device is taken to run on a GPU. It is a guess
 * that whoever converts the log must make; there is no default.
 *
 * @param factor CPU run time over GPU run time, {@value #MIN} to {@value #MAX}; below 1 the GPU is slower
 */
public record GpuSpeedup(double factor) {

    /** The smallest factor. */
    public static final double MIN = 1e-3;

    /** The largest factor. */
    public static final double MAX = 1e3;

    public GpuSpeedup {
        if (!(factor >= MIN && factor <= MAX)) {
            throw new IllegalArgumentException("The GPU's speed-up is " + factor + ", expected " + MIN + " to " + MAX);
        }
    }

    /** The GPU time of a task that was measured on CPUs, within what a recorded task can have. */
    public double gpuSecondsOfCpu(double measured) {
        return bounded(measured / factor);
    }

    /** The CPU time of a task that was measured on GPUs, within what a recorded task can have. */
    public double cpuSecondsOfGpu(double measured) {
        return bounded(measured * factor);
    }

    private static double bounded(double seconds) {
        return Math.max(RecordedTask.MIN_SECONDS, Math.min(seconds, RecordedTask.MAX_SECONDS));
    }
}
