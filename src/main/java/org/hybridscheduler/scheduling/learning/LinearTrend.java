package org.hybridscheduler.scheduling.learning;

import java.io.IOException;

/**
 * What of ln(seconds) is linear in a task's numbers: a power law of its sizes, which trees could only follow in steps
 * and not beyond what they saw. Ridge regression on standardized inputs. An input beyond its range is followed no
 * farther than that range is wide, so that one that hardly varied cannot run away.
 */
final class LinearTrend {

    private static final double RIDGE = 5;

    private final double[] slope;
    private final double[] lowest;
    private final double[] highest;
    private double intercept;

    private LinearTrend(int inputs) {
        slope = new double[inputs];
        lowest = new double[inputs];
        highest = new double[inputs];
    }

    private LinearTrend(ModelReader in) {
        slope = in.reals();
        lowest = in.reals();
        highest = in.reals();
        intercept = in.real();
    }

    void writeTo(ModelWriter out) throws IOException {
        out.numbers(slope);
        out.numbers(lowest);
        out.numbers(highest);
        out.number(intercept);
    }

    static LinearTrend read(ModelReader in) {
        return new LinearTrend(in);
    }

    /**
     * Fits a trend.
     *
     * @param rows inputs, one array a row, at least one
     * @param targets their outcomes
     * @param targetMean mean of these
     */
    static LinearTrend fit(double[][] rows, double[] targets, double targetMean) {
        LinearTrend trend = new LinearTrend(rows[0].length);
        double[] mean = new double[rows[0].length];
        double[] scale = new double[rows[0].length];
        for (int i = 0; i < mean.length; i++) {
            trend.measure(rows, i, mean, scale);
        }
        RidgeRegression ridge = new RidgeRegression(mean.length, RIDGE, 1);
        double[] standardized = new double[mean.length];
        for (int row = 0; row < rows.length; row++) {
            for (int i = 0; i < mean.length; i++) {
                standardized[i] = (rows[row][i] - mean[i]) * scale[i];
            }
            ridge.update(standardized, targets[row] - targetMean);
        }
        trend.intercept = targetMean;
        for (int i = 0; i < mean.length; i++) {
            trend.slope[i] = ridge.weight(i) * scale[i];
            trend.intercept -= trend.slope[i] * mean[i];
        }
        return trend;
    }

    private void measure(double[][] rows, int input, double[] mean, double[] scale) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] row : rows) {
            mean[input] += row[input] / rows.length;
            low = Math.min(low, row[input]);
            high = Math.max(high, row[input]);
        }
        double variance = 0;
        for (double[] row : rows) {
            variance += (row[input] - mean[input]) * (row[input] - mean[input]) / rows.length;
        }
        scale[input] = low < high ? 1 / Math.sqrt(variance) : 0;
        lowest[input] = low - (high - low);
        highest[input] = high + (high - low);
    }

    /** The trend's value for a task's numbers. */
    double at(double[] inputs) {
        double sum = intercept;
        for (int i = 0; i < slope.length; i++) {
            sum += slope[i] * Math.max(lowest[i], Math.min(highest[i], inputs[i]));
        }
        return sum;
    }
}
