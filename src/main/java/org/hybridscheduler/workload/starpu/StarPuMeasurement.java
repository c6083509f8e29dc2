package org.hybridscheduler.workload.starpu;

/**
 * One entry of a StarPU performance model: run times of a codelet for one size on one device.
 *
 * @param host that was measured
 * @param codelet the kernel
 * @param onGpu a CUDA device, else one CPU core
 * @param sizeBytes of all its data
 * @param flops floating-point operations, 0 where unknown
 * @param meanMicros mean run time in microseconds, more than 0
 * @param deviationMicros standard deviation, at least 0
 * @param samples how often it was measured, at least 1
 */
record StarPuMeasurement(String host, String codelet, boolean onGpu, double sizeBytes, double flops, double meanMicros,
        double deviationMicros, double samples) {

    StarPuMeasurement {
        require("size", sizeBytes, sizeBytes >= 0);
        require("flops", flops, flops >= 0);
        require("mean", meanMicros, meanMicros > 0);
        require("deviation", deviationMicros, deviationMicros >= 0);
        require("number of samples", samples, samples >= 1);
    }

    private static void require(String what, double value, boolean holds) {
        if (!holds || Double.isInfinite(value)) {
            throw new IllegalArgumentException("A measurement's " + what + " is " + value
                    + ". Maybe the performance model is not calibrated yet?");
        }
    }

    /** Standard deviation as a share of the mean. */
    double coefficientOfVariation() {
        return deviationMicros / meanMicros;
    }
}
