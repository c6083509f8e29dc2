package org.hybridscheduler.scheduling.learning;

import java.util.random.RandomGenerator;

/**
 * A small neural network with one number as its answer: two hidden layers of leaky rectifiers, and beside them a linear
 * path from the inputs to the answer. It is fitted by Adam (Kingma, Ba, "Adam: a method for stochastic optimization",
 * ICLR 2015). A new one answers 0 to everything. Not thread-safe.
 */
final class ValueNetwork {

    private static final double LEAK = 0.1;
    private static final double MEAN_DECAY = 0.9;
    private static final double SQUARE_DECAY = 0.999;
    private static final double TINY = 1e-8;

    private final int inputs;
    private final int width;
    /** Weights of the first layer by input, of the second by unit, of the answer, of the linear path; biases after each. */
    private final double[] weights;
    private final double[] gradient;
    private final double[] mean;
    private final double[] square;
    private final double[] first;
    private final double[] second;
    private final double[] firstError;
    private final double[] secondError;
    private final int secondAt;
    private final int answerAt;
    private final int linearAt;
    private double meanPower = 1;
    private double squarePower = 1;

    /**
     * A network with random hidden layers.
     *
     * @param inputs how many numbers it takes, at least 1
     * @param width units of each hidden layer, at least 1
     */
    ValueNetwork(int inputs, int width, RandomGenerator random) {
        this.inputs = inputs;
        this.width = width;
        secondAt = (inputs + 1) * width;
        answerAt = secondAt + (width + 1) * width;
        linearAt = answerAt + width;
        weights = new double[linearAt + inputs + 1];
        gradient = new double[weights.length];
        mean = new double[weights.length];
        square = new double[weights.length];
        first = new double[width];
        second = new double[width];
        firstError = new double[width];
        secondError = new double[width];
        scatter(0, inputs, random);
        scatter(secondAt, width, random);
    }

    /** Variance 2 / inputs keeps the size of the signal (He, Zhang, Ren, Sun, ICCV 2015). */
    private void scatter(int from, int fanIn, RandomGenerator random) {
        double deviation = Math.sqrt(2.0 / fanIn);
        for (int i = 0; i < fanIn * width; i++) {
            weights[from + i] = deviation * random.nextGaussian();
        }
    }

    /** Takes over what the other one, of the same shape, answers. */
    void copyFrom(ValueNetwork other) {
        System.arraycopy(other.weights, 0, weights, 0, weights.length);
    }

    /** The answer to the inputs that begin at this place of the array. */
    double answer(float[] from, int at) {
        layer(0, from, at);
        layer(first, second);
        double sum = weights[linearAt + inputs];
        for (int i = 0; i < inputs; i++) {
            sum += weights[linearAt + i] * from[at + i];
        }
        for (int j = 0; j < width; j++) {
            sum += weights[answerAt + j] * second[j];
        }
        return sum;
    }

    private void layer(int weightsAt, float[] from, int at) {
        System.arraycopy(weights, weightsAt + inputs * width, first, 0, width);
        for (int i = 0; i < inputs; i++) {
            double input = from[at + i];
            int row = weightsAt + i * width;
            for (int j = 0; j < width; j++) {
                first[j] += weights[row + j] * input;
            }
        }
        rectify(first);
    }

    private void layer(double[] from, double[] into) {
        System.arraycopy(weights, secondAt + width * width, into, 0, width);
        for (int i = 0; i < width; i++) {
            double input = from[i];
            int row = secondAt + i * width;
            for (int j = 0; j < width; j++) {
                into[j] += weights[row + j] * input;
            }
        }
        rectify(into);
    }

    private static void rectify(double[] units) {
        for (int j = 0; j < units.length; j++) {
            units[j] = Math.max(units[j], LEAK * units[j]);
        }
    }

    /** Adds to the gradient what an error of the latest {@link #answer}, given for these same inputs, contributes. */
    void blame(float[] from, int at, double error) {
        for (int i = 0; i < inputs; i++) {
            gradient[linearAt + i] += error * from[at + i];
        }
        gradient[linearAt + inputs] += error;
        for (int j = 0; j < width; j++) {
            gradient[answerAt + j] += error * second[j];
            secondError[j] = error * weights[answerAt + j] * (second[j] > 0 ? 1 : LEAK);
            gradient[secondAt + width * width + j] += secondError[j];
        }
        for (int i = 0; i < width; i++) {
            int row = secondAt + i * width;
            double back = 0;
            double input = first[i];
            for (int j = 0; j < width; j++) {
                gradient[row + j] += secondError[j] * input;
                back += weights[row + j] * secondError[j];
            }
            firstError[i] = back * (input > 0 ? 1 : LEAK);
            gradient[inputs * width + i] += firstError[i];
        }
        for (int i = 0; i < inputs; i++) {
            double input = from[at + i];
            for (int j = 0; j < width; j++) {
                gradient[i * width + j] += firstError[j] * input;
            }
        }
    }

    /** Follows the gradient that was gathered since the last step down. */
    void step(double rate) {
        meanPower *= MEAN_DECAY;
        squarePower *= SQUARE_DECAY;
        double unbiased = rate * Math.sqrt(1 - squarePower) / (1 - meanPower);
        for (int i = 0; i < weights.length; i++) {
            double g = gradient[i];
            mean[i] += (1 - MEAN_DECAY) * (g - mean[i]);
            square[i] += (1 - SQUARE_DECAY) * (g * g - square[i]);
            weights[i] -= unbiased * mean[i] / (Math.sqrt(square[i]) + TINY);
            gradient[i] = 0;
        }
    }
}
