package org.hybridscheduler.scheduling.learning;

import org.hybridscheduler.scheduling.DeviceKind;

/**
 * What is expected of one task on both kinds of device.
 *
 * @param cpu its predicted time on a CPU
 * @param gpu its predicted time on a GPU
 * @param ratioDoubt standard deviation of ln(CPU time / GPU time) that further observation would remove, at least 0
 */
public record PairEstimate(RuntimeEstimate cpu, RuntimeEstimate gpu, double ratioDoubt) {

    /** The predicted time on a kind of device. */
    public RuntimeEstimate on(DeviceKind kind) {
        return kind == DeviceKind.CPU ? cpu : gpu;
    }
}
