package org.hybridscheduler.scheduling.learning;

/**
 * A linear model learned online: weights A^-1 b with A = ridge I + sum of x x', b = sum of y x. A^-1 follows each
 * observation by the Sherman-Morrison formula in O(d^2), which keeps it exactly symmetric, and is computed afresh from
 * A by Cholesky's decomposition every {@value #UPDATES_TO_INVERSION} observations, so that rounding does not pile up.
 *
 * <p>With a memory m below 1, A and b shrink by m before each observation. What A loses of its ridge is put back on one
 * coordinate after the other, (1 - m) ridge d each time, so that no direction is ever without a penalty.
 */
final class RidgeRegression {

    static final int UPDATES_TO_INVERSION = 256;

    private final int dimension;
    private final double ridge;
    private final double memory;
    private final double[][] a;
    private double[][] inverse;
    private final double[] b;
    private final double[] weights;
    private final double[] product;
    private int updates;

    RidgeRegression(int dimension, double ridge, double memory) {
        this.dimension = dimension;
        this.ridge = ridge;
        this.memory = memory;
        a = new double[dimension][dimension];
        inverse = new double[dimension][dimension];
        b = new double[dimension];
        weights = new double[dimension];
        product = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            a[i][i] = ridge;
            inverse[i][i] = 1 / ridge;
        }
    }

    double predict(double[] x) {
        return dot(weights, x);
    }

    double weight(int i) {
        return weights[i];
    }

    /** x' A^-1 x, at least 0. */
    double variance(double[] x) {
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            sum += x[i] * dot(inverse[i], x);
        }
        return Math.max(0, sum);
    }

    void update(double[] x, double y) {
        if (memory < 1) {
            forget();
        }
        add(x);
        for (int i = 0; i < dimension; i++) {
            b[i] += y * x[i];
        }
        updates++;
        if (updates % UPDATES_TO_INVERSION == 0) {
            invert();
        }
        for (int i = 0; i < dimension; i++) {
            weights[i] = dot(inverse[i], b);
        }
    }

    private void forget() {
        for (int i = 0; i < dimension; i++) {
            b[i] *= memory;
            for (int j = 0; j < dimension; j++) {
                a[i][j] *= memory;
                inverse[i][j] /= memory;
            }
        }
        double[] unit = new double[dimension];
        unit[updates % dimension] = Math.sqrt((1 - memory) * ridge * dimension);
        add(unit);
    }

    /** A + x x', and its inverse after Sherman and Morrison. */
    private void add(double[] x) {
        for (int i = 0; i < dimension; i++) {
            product[i] = dot(inverse[i], x);
        }
        double denominator = 1 + Math.max(0, dot(x, product));
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < dimension; j++) {
                a[i][j] += x[i] * x[j];
                inverse[i][j] -= product[i] * product[j] / denominator;
            }
        }
    }

    /** A^-1 = L'^-1 L^-1. Where rounding has left A without a root, the inverse that was carried along stays. */
    private void invert() {
        double[][] root = root();
        if (root == null) {
            return;
        }
        double[][] fresh = new double[dimension][dimension];
        for (int column = 0; column < dimension; column++) {
            double[] solution = solve(root, column);
            for (int i = 0; i < dimension; i++) {
                fresh[i][column] = solution[i];
            }
        }
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < i; j++) {
                fresh[i][j] = (fresh[i][j] + fresh[j][i]) / 2;
                fresh[j][i] = fresh[i][j];
            }
        }
        inverse = fresh;
    }

    /** The lower triangle L with L L' = A, or {@code null} where a pivot is not above 0. */
    private double[][] root() {
        double[][] root = new double[dimension][dimension];
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = a[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= root[i][k] * root[j][k];
                }
                if (i > j) {
                    root[i][j] = rest / root[j][j];
                } else if (rest > 0) {
                    root[i][i] = Math.sqrt(rest);
                } else {
                    return null;
                }
            }
        }
        return root;
    }

    /** Solves A z = the column of the identity, given A's root. */
    private double[] solve(double[][] root, int column) {
        double[] z = new double[dimension];
        z[column] = 1;
        for (int i = 0; i < dimension; i++) {
            for (int k = 0; k < i; k++) {
                z[i] -= root[i][k] * z[k];
            }
            z[i] /= root[i][i];
        }
        for (int i = dimension - 1; i >= 0; i--) {
            for (int k = i + 1; k < dimension; k++) {
                z[i] -= root[k][i] * z[k];
            }
            z[i] /= root[i][i];
        }
        return z;
    }

    private double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
