package org.hybridscheduler.scheduling.learning;

import java.util.HashMap;
import java.util.Map;

/**
 * How each group's tasks deviate from the trend of all: a ridge regression of its own on the same inputs, so that a group
 * seen a few times hardly deviates and one seen often has exponents of its own. Partial pooling, after Gelman and Hill,
 * "Data Analysis Using Regression and Multilevel/Hierarchical Models", 2007, chapter 13.
 */
final class GroupTrends {

    private final double[] mean;
    private final double[] scale;
    private final Map<String, double[]> weights;

    GroupTrends(double[] mean, double[] scale, Map<String, double[]> weights) {
        this.mean = mean;
        this.scale = scale;
        this.weights = weights;
    }

    /**
     * Fits a trend for each group.
     *
     * @param groups the rows' groups, {@code null} for a row without
     * @param rows inputs, one array a row
     * @param inputs how many of the inputs, from the first, the trends go by
     * @param targets what the trend of all leaves over
     */
    static GroupTrends fit(String[] groups, double[][] rows, int inputs, double[] targets, double ridge) {
        double[] mean = new double[inputs];
        double[] scale = new double[inputs];
        for (int i = 0; i < inputs; i++) {
            standardize(rows, i, mean, scale);
        }
        Map<String, RidgeRegression> fits = new HashMap<>();
        double[] x = new double[inputs + 1];
        for (int row = 0; row < rows.length; row++) {
            if (groups[row] != null) {
                for (int i = 0; i < inputs; i++) {
                    x[i] = clipped((rows[row][i] - mean[i]) * scale[i]);
                }
                x[inputs] = 1;
                fits.computeIfAbsent(groups[row], any -> new RidgeRegression(x.length, ridge, 1)).update(x, targets[row]);
            }
        }
        Map<String, double[]> weights = new HashMap<>();
        fits.forEach((group, fit) -> {
            double[] own = new double[x.length];
            for (int i = 0; i < own.length; i++) {
                own[i] = fit.weight(i);
            }
            weights.put(group, own);
        });
        return new GroupTrends(mean, scale, weights);
    }

    boolean knows(String group) {
        return group != null && weights.containsKey(group);
    }

    private static double clipped(double deviation) {
        return Math.max(-3, Math.min(3, deviation));
    }

    private static void standardize(double[][] rows, int input, double[] mean, double[] scale) {
        for (double[] row : rows) {
            mean[input] += row[input] / rows.length;
        }
        double variance = 0;
        for (double[] row : rows) {
            variance += (row[input] - mean[input]) * (row[input] - mean[input]) / rows.length;
        }
        scale[input] = variance > 1e-18 ? 1 / Math.sqrt(variance) : 0;
    }

    /** What the task's group adds to the trend of all; 0 for a group never seen. */
    double at(String group, double[] inputs) {
        double[] own = group == null ? null : weights.get(group);
        if (own == null) {
            return 0;
        }
        double sum = own[mean.length];
        for (int i = 0; i < mean.length; i++) {
            sum += own[i] * clipped((inputs[i] - mean[i]) * scale[i]);
        }
        return sum;
    }
}
