package org.hybridscheduler.workload.tiled;

/**
 * Run times of a kernel on tiles of one size.
 *
 * @param cpuSeconds mean on one CPU core
 * @param gpuSeconds mean on one GPU, the tiles being there
 * @param noiseCv coefficient of variation of both
 */
public record KernelTimes(double cpuSeconds, double gpuSeconds, double noiseCv) {

    /** The times of a kernel that does so many times the work at the same rate. */
    KernelTimes scaled(double work) {
        return new KernelTimes(cpuSeconds * work, gpuSeconds * work, noiseCv);
    }
}
