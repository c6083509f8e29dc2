package org.hybridscheduler.scheduling.learning;

import java.util.function.ToDoubleFunction;

/**
 * Where the difference between ln(seconds) and what a model expects comes from, as variances. On a CPU it is a level
 * plus half a ratio, on a GPU the level less half the ratio; of both, a part is shared by the tasks of a group, as an
 * intercept and as a slope along what the model expects, and a part is the task's own.
 *
 * @param groupLevel of the level that a group shares
 * @param groupRatio of the ratio that a group shares
 * @param slopeLevel of the slope of the level
 * @param slopeRatio of the slope of the ratio
 * @param taskLevel of a task's own level
 * @param taskRatio of a task's own ratio
 */
record VarianceComponents(double groupLevel, double groupRatio, double slopeLevel, double slopeRatio,
        double taskLevel, double taskRatio) {

    /** What is thought before there is anything to learn from: run times differ by factors, mostly between groups. */
    static final VarianceComponents PRIOR = new VarianceComponents(2, 1.2, 0.1, 0.1, 0.5, 0.3);

    private static final double LEAST = 1e-3;
    private static final double MOST = 16;
    private static final double STEP = 0.6;

    /** Variance of ln of the factor by which a component is off its prior. */
    private static final double PRIOR_VARIANCE = 4;

    /** Variance of a task's own part on either kind. */
    double ofTask() {
        return taskLevel + taskRatio / 4;
    }

    /** Covariance of a task's own parts on both kinds. */
    double betweenKinds() {
        return taskLevel - taskRatio / 4;
    }

    /** More likely components: each in turn takes steps by a factor as long as that helps, for so many rounds. */
    VarianceComponents improved(ToDoubleFunction<VarianceComponents> logLikelihood, int rounds) {
        VarianceComponents best = this;
        double most = logLikelihood.applyAsDouble(best) + best.logPrior();
        for (int step = 0; step < rounds * 6; step++) {
            for (double factor : new double[] {STEP, 1 / STEP}) {
                VarianceComponents other = best.scaled(step % 6, factor);
                double likelihood = logLikelihood.applyAsDouble(other) + other.logPrior();
                if (likelihood > most) {
                    most = likelihood;
                    best = other;
                    break;
                }
            }
        }
        return best;
    }

    private double[] all() {
        return new double[] {groupLevel, groupRatio, slopeLevel, slopeRatio, taskLevel, taskRatio};
    }

    private VarianceComponents scaled(int component, double factor) {
        double[] all = all();
        all[component] = Math.max(LEAST, Math.min(MOST, all[component] * factor));
        return new VarianceComponents(all[0], all[1], all[2], all[3], all[4], all[5]);
    }

    private double logPrior() {
        double[] all = all();
        double[] prior = PRIOR.all();
        double sum = 0;
        for (int i = 0; i < all.length; i++) {
            double off = Math.log(all[i] / prior[i]);
            sum -= off * off / (2 * PRIOR_VARIANCE);
        }
        return sum;
    }
}
