package org.hybridscheduler.scheduling.learning;

/**
 * A normal belief about ln(seconds) of one task on a CPU (0) and on a GPU (1).
 *
 * @param cpu mean on a CPU
 * @param gpu mean on a GPU
 * @param cpuVariance above 0
 * @param gpuVariance above 0
 * @param covariance of both
 */
record PairBelief(double cpu, double gpu, double cpuVariance, double gpuVariance, double covariance) {

    double mean(int kind) {
        return kind == 0 ? cpu : gpu;
    }

    double variance(int kind) {
        return kind == 0 ? cpuVariance : gpuVariance;
    }

    /** The belief after the value of one kind was seen, with noise of that variance. */
    PairBelief given(int kind, double value, double noise) {
        double total = variance(kind) + noise;
        double error = (value - mean(kind)) / total;
        double cpuGain = kind == 0 ? cpuVariance : covariance;
        double gpuGain = kind == 0 ? covariance : gpuVariance;
        return new PairBelief(cpu + cpuGain * error, gpu + gpuGain * error, cpuVariance - cpuGain * cpuGain / total,
                gpuVariance - gpuGain * gpuGain / total, covariance - cpuGain * gpuGain / total);
    }

    /** Logarithm of the density of seeing that value, but for a constant. */
    double logDensity(int kind, double value, double noise) {
        double total = variance(kind) + noise;
        double error = value - mean(kind);
        return -0.5 * (Math.log(total) + error * error / total);
    }
}
