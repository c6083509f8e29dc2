package org.hybridscheduler.workload;

import java.util.SplittableRandom;
import org.hybridscheduler.scheduling.RunTimes;

/**
 * Multiplies mean run times by log-normal factors of mean 1, one for each task and kind of device:
 * {@code exp(N(-s^2/2, s^2))} with {@code s^2 = ln(1 + CV^2)}.
 */
final class Noise {

    private final GaussianSource gaussian;
    private double cv;
    private double sigma;

    Noise(SplittableRandom random) {
        gaussian = new GaussianSource(random);
    }

    /** Actual run times of one task. Two numbers are drawn whatever the CV, so that other tasks keep their noise. */
    RunTimes apply(RunTimes mean, double coefficientOfVariation) {
        double forCpu = gaussian.next();
        double forGpu = gaussian.next();
        if (coefficientOfVariation == 0) {
            return mean;
        }
        if (coefficientOfVariation != cv) {
            cv = coefficientOfVariation;
            sigma = Math.sqrt(StrictMath.log1p(cv * cv));
        }
        return mean.scaled(factor(forCpu), factor(forGpu));
    }

    private double factor(double standardNormal) {
        return StrictMath.exp(sigma * (standardNormal - sigma / 2));
    }
}
