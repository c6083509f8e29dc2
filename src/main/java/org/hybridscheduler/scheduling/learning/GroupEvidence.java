package org.hybridscheduler.scheduling.learning;

import java.util.Arrays;

/**
 * What observations tell of a group's four effects, as a normal likelihood in information form: precision J and
 * potential h = J mean. The effects are level, ratio, slope of the level, slope of the ratio
 * ({@link VarianceComponents}). Evidence of independent observations adds up, and can be taken away again.
 */
final class GroupEvidence {

    static final int EFFECTS = 4;

    private final double[] precision = new double[EFFECTS * EFFECTS];
    private final double[] potential = new double[EFFECTS];

    /** How much each effect counts for a task on a kind of device (0 CPU, 1 GPU), of which the model expects that. */
    static double[] weights(int kind, double expected) {
        double half = kind == 0 ? 0.5 : -0.5;
        return new double[] {1, half, expected, half * expected};
    }

    void clear() {
        Arrays.fill(precision, 0);
        Arrays.fill(potential, 0);
    }

    void add(GroupEvidence other) {
        add(other, 1);
    }

    void remove(GroupEvidence other) {
        add(other, -1);
    }

    private void add(GroupEvidence other, int sign) {
        for (int i = 0; i < precision.length; i++) {
            precision[i] += sign * other.precision[i];
        }
        for (int i = 0; i < EFFECTS; i++) {
            potential[i] += sign * other.potential[i];
        }
    }

    /** Adds what two sums of effects tell together: differences seen, and the inverse of their covariance. */
    void observe(double[] cpuWeights, double[] gpuWeights, double cpu, double gpu, double cpuPrecision, double gpuPrecision,
            double crossPrecision) {
        for (int i = 0; i < EFFECTS; i++) {
            double towardsCpu = cpuPrecision * cpuWeights[i] + crossPrecision * gpuWeights[i];
            double towardsGpu = gpuPrecision * gpuWeights[i] + crossPrecision * cpuWeights[i];
            for (int k = 0; k < EFFECTS; k++) {
                precision[i * EFFECTS + k] += towardsCpu * cpuWeights[k] + towardsGpu * gpuWeights[k];
            }
            potential[i] += towardsCpu * cpu + towardsGpu * gpu;
        }
    }

    /** Means and covariance of the effects, given how widely they scatter over groups. */
    GroupEffects given(VarianceComponents components) {
        double[] matrix = precision.clone();
        matrix[0] += 1 / components.groupLevel();
        matrix[5] += 1 / components.groupRatio();
        matrix[10] += 1 / components.slopeLevel();
        matrix[15] += 1 / components.slopeRatio();
        double[] covariance = inverse(matrix);
        double[] mean = new double[EFFECTS];
        for (int i = 0; i < EFFECTS; i++) {
            for (int k = 0; k < EFFECTS; k++) {
                mean[i] += covariance[i * EFFECTS + k] * potential[k];
            }
        }
        return new GroupEffects(mean, covariance);
    }

    /** By Gauss and Jordan; a positive definite matrix needs no pivoting. */
    private static double[] inverse(double[] matrix) {
        double[] inverse = new double[matrix.length];
        for (int i = 0; i < EFFECTS; i++) {
            inverse[i * EFFECTS + i] = 1;
        }
        for (int pivot = 0; pivot < EFFECTS; pivot++) {
            double scale = 1 / matrix[pivot * EFFECTS + pivot];
            for (int column = 0; column < EFFECTS; column++) {
                matrix[pivot * EFFECTS + column] *= scale;
                inverse[pivot * EFFECTS + column] *= scale;
            }
            for (int row = 0; row < EFFECTS; row++) {
                if (row != pivot) {
                    double factor = matrix[row * EFFECTS + pivot];
                    for (int column = 0; column < EFFECTS; column++) {
                        matrix[row * EFFECTS + column] -= factor * matrix[pivot * EFFECTS + column];
                        inverse[row * EFFECTS + column] -= factor * inverse[pivot * EFFECTS + column];
                    }
                }
            }
        }
        return inverse;
    }
}
