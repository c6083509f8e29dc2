package org.hybridscheduler.scheduling.learning;

/**
 * A normal belief about two numbers, one for each kind of device, in information form: precision matrix J and potential
 * h = J mean. A belief may know nothing of a direction, so J may be singular. Immutable.
 *
 * @param cpu J of the CPU's number
 * @param both J off the diagonal
 * @param gpu J of the GPU's number
 * @param cpuPotential h of the CPU's number
 * @param gpuPotential h of the GPU's number
 */
record PairBelief(double cpu, double both, double gpu, double cpuPotential, double gpuPotential) {

    static final PairBelief NONE = new PairBelief(0, 0, 0, 0, 0);

    /** Two numbers around 0 of that variance, correlated. */
    static PairBelief around0(double variance, double correlation) {
        double scale = 1 / (variance * (1 - correlation * correlation));
        return new PairBelief(scale, -correlation * scale, scale, 0, 0);
    }

    /** Both beliefs together. */
    PairBelief plus(PairBelief other) {
        return new PairBelief(cpu + other.cpu, both + other.both, gpu + other.gpu, cpuPotential + other.cpuPotential,
                gpuPotential + other.gpuPotential);
    }

    /** What remains without a belief that was added. */
    PairBelief minus(PairBelief other) {
        return new PairBelief(cpu - other.cpu, both - other.both, gpu - other.gpu, cpuPotential - other.cpuPotential,
                gpuPotential - other.gpuPotential);
    }

    /** The belief about the numbers less noise of that variance in each, correlated: J (I + S J)^-1, (I + J S)^-1 h. */
    PairBelief blurred(double variance, double correlation) {
        double off = variance * correlation;
        double a = 1 + variance * cpu + off * both;
        double b = variance * both + off * gpu;
        double c = off * cpu + variance * both;
        double d = 1 + off * both + variance * gpu;
        double scale = 1 / (a * d - b * c);
        // M = I + S J = [a b; c d]; its inverse is [d -b; -c a] / det, and I + J S is its transpose.
        return new PairBelief((cpu * d - both * c) * scale, (both * a - cpu * b) * scale,
                (gpu * a - both * b) * scale, (d * cpuPotential - c * gpuPotential) * scale,
                (a * gpuPotential - b * cpuPotential) * scale);
    }

    private double determinant() {
        return cpu * gpu - both * both;
    }

    double cpuMean() {
        return (gpu * cpuPotential - both * gpuPotential) / determinant();
    }

    double gpuMean() {
        return (cpu * gpuPotential - both * cpuPotential) / determinant();
    }

    double cpuVariance() {
        return gpu / determinant();
    }

    double gpuVariance() {
        return cpu / determinant();
    }

    /** Covariance of the two numbers. */
    double covariance() {
        return -both / determinant();
    }
}
