package org.hybridscheduler.scheduling.learning;

import org.hybridscheduler.scheduling.DeviceKind;

/**
 * What is expected of one task on both kinds of device.
 *
 * @param cpu its predicted time on a CPU
 * @param gpu its predicted time on a GPU
 * @param cpuDoubt standard deviation of ln(seconds) on a CPU that further observation would remove, at least 0
 * @param gpuDoubt the same on a GPU
 * @param doubtCovariance covariance of the two doubts
 * @param familiar whether a task of its group, or the same task, has been observed
 */
public record PairEstimate(RuntimeEstimate cpu, RuntimeEstimate gpu, double cpuDoubt, double gpuDoubt,
        double doubtCovariance, boolean familiar, double visits, double ownCpu) {
    public double own(DeviceKind kind) { return kind == DeviceKind.CPU ? ownCpu : visits - ownCpu; }

    /** The predicted time on a kind of device. */
    public RuntimeEstimate on(DeviceKind kind) {
        return kind == DeviceKind.CPU ? cpu : gpu;
    }
}
