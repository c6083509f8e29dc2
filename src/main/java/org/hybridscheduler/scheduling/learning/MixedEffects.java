package org.hybridscheduler.scheduling.learning;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * A linear mixed model of what a prediction leaves over: effects of the group plus the task's own plus noise, bivariate
 * over the kinds of device, so that a time on one kind tells of the other. Normal everywhere, so that the inference is
 * exact; the variances are those that make what was seen most likely (empirical Bayes). After Pinheiro and Bates,
 * "Mixed-Effects Models in S and S-PLUS", 2000, chapter 2; around a forest, as in Hajjem, Bellavance, Larocque,
 * "Mixed-effects random forest for clustered data", 2014.
 */
final class MixedEffects {

    private static final int ROUNDS = 2;

    private final RecurrenceNoise noise;
    private final double[] centre = new double[2];
    /** What the model thinks by how much it is off for most tasks, as a variance. */
    private final double[] usualVariance = new double[2];
    private VarianceComponents components = VarianceComponents.PRIOR;

    MixedEffects(RecurrenceNoise noise) {
        this.noise = noise;
    }

    VarianceComponents components() {
        return components;
    }

    /** Takes these tasks as the usual ones: slopes go through the mean of what is expected of them. */
    void centre(Collection<RememberedTask> tasks) {
        for (int kind = 0; kind < centre.length; kind++) {
            double expected = 0;
            double variance = 0;
            for (RememberedTask task : tasks) {
                expected += task.expected[kind];
                variance += task.variance[kind];
            }
            centre[kind] = expected / Math.max(1, tasks.size());
            usualVariance[kind] = variance / Math.max(1, tasks.size());
        }
    }

    /** Finds variances by which these tasks are more likely. */
    void fit(Collection<RememberedTask> tasks) {
        components = components.improved(trial -> logLikelihood(tasks, trial), ROUNDS);
    }

    /** What is to be expected of a task whose group has shown that, beside the task itself. */
    PairBelief expect(RememberedTask task, GroupEvidence others) {
        return given(task, ofGroup(task, others.given(components), components));
    }

    /** What a task tells of its group. */
    GroupEvidence evidence(RememberedTask task) {
        return evidence(task, components);
    }

    /** Variance by which the model is less sure of a task than of most. */
    private double doubt(RememberedTask task, int kind) {
        return Math.max(0, task.variance[kind] - usualVariance[kind]);
    }

    private double[] weights(RememberedTask task, int kind) {
        return GroupEvidence.weights(kind, task.expected[kind] - centre[kind]);
    }

    private PairBelief ofGroup(RememberedTask task, GroupEffects effects, VarianceComponents scatter) {
        double[] onCpu = weights(task, 0);
        double[] onGpu = weights(task, 1);
        return new PairBelief(task.expected[0] + effects.sum(onCpu), task.expected[1] + effects.sum(onGpu),
                scatter.ofTask() + doubt(task, 0) + effects.covariance(onCpu, onCpu),
                scatter.ofTask() + doubt(task, 1) + effects.covariance(onGpu, onGpu),
                scatter.betweenKinds() + effects.covariance(onCpu, onGpu));
    }

    private PairBelief given(RememberedTask task, PairBelief belief) {
        PairBelief sure = belief;
        for (int kind = 0; kind < centre.length; kind++) {
            if (task.seen[kind] > 0) {
                sure = sure.given(kind, task.mean[kind], noise.of(task, kind) / task.seen[kind]);
            }
        }
        return sure;
    }

    private GroupEvidence evidence(RememberedTask task, VarianceComponents scatter) {
        double cpu = precision(task, 0, scatter);
        double gpu = precision(task, 1, scatter);
        double cross = 0;
        if (cpu > 0 && gpu > 0) {
            double covariance = scatter.betweenKinds();
            double determinant = 1 / (cpu * gpu) - covariance * covariance;
            double cpuVariance = 1 / cpu;
            cpu = 1 / gpu / determinant;
            gpu = cpuVariance / determinant;
            cross = -covariance / determinant;
        }
        GroupEvidence evidence = new GroupEvidence();
        evidence.observe(weights(task, 0), weights(task, 1), task.mean[0] - task.expected[0],
                task.mean[1] - task.expected[1], cpu, gpu, cross);
        return evidence;
    }

    /** Of the task's own part and noise on one kind; 0 where it was not seen. */
    private double precision(RememberedTask task, int kind, VarianceComponents scatter) {
        return task.seen[kind] == 0 ? 0
                : 1 / (scatter.ofTask() + doubt(task, kind) + noise.of(task, kind) / task.seen[kind]);
    }

    /** Of all tasks, each given those before it, by the chain rule. */
    private double logLikelihood(Collection<RememberedTask> tasks, VarianceComponents trial) {
        GroupEffects nothingKnown = new GroupEvidence().given(trial);
        Map<String, GroupEvidence> groups = new HashMap<>();
        double sum = 0;
        for (RememberedTask task : tasks) {
            String name = task.task.group();
            GroupEvidence before = name == null ? null : groups.computeIfAbsent(name, any -> new GroupEvidence());
            PairBelief belief = ofGroup(task, before == null ? nothingKnown : before.given(trial), trial);
            for (int kind = 0; kind < centre.length; kind++) {
                if (task.seen[kind] > 0) {
                    double variance = noise.of(task, kind) / task.seen[kind];
                    sum += belief.logDensity(kind, task.mean[kind], variance);
                    belief = belief.given(kind, task.mean[kind], variance);
                }
            }
            if (before != null) {
                before.add(evidence(task, trial));
            }
        }
        return sum;
    }
}
