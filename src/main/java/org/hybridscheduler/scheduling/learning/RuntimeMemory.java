package org.hybridscheduler.scheduling.learning;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Task;

/**
 * Corrects a model's predictions by what was observed since, and of the same task before: the difference between
 * ln(seconds) and the model's prediction is a part that all tasks of a group share, plus a part that is the same
 * whenever the task comes again, plus noise. The parts of both kinds of device go together, so that a time on one kind
 * tells of the other. Normal everywhere, so that the inference is exact: a hierarchical model with two levels (Gelman
 * and Hill, "Data Analysis Using Regression and Multilevel/Hierarchical Models", 2007, chapters 12 and 13), each
 * task's news passed to its group as a message.
 *
 * <p>Not thread-safe.
 */
public final class RuntimeMemory {

    /** Different tasks that are remembered; then the longest unseen is forgotten. */
    static final int MAX_TASKS = 4000;

    /** Share of the variance that tasks of a group have in common. */
    private static final double SHARED = 0.4;

    /** Of what is unknown of a task on a CPU with what is unknown of it on a GPU. */
    private static final double CORRELATION = 0.7;

    /** Observations that the common noise is worth to a task's own. */
    private static final double NOISE_DEGREES = 3;

    /** Variance of ln(seconds) of a task that comes again, and how many observations that is worth. */
    private static final double PRIOR_NOISE = 0.15 * 0.15;
    private static final double PRIOR_NOISE_COUNT = 5;

    /** Variance of ln(seconds) over tasks, and how many observations that is worth. */
    private static final double PRIOR_VARIANCE = 1.5 * 1.5;
    private static final double PRIOR_WEIGHT = 4;

    /** Narrower predictions of a model are not believed. */
    private static final double NARROWEST = 0.02;

    private static final int KINDS = 2;

    /** How well a task is known: its group never seen, its group seen, itself on the other kind, itself on the kind. */
    private static final int FAMILIARITIES = 4;

    private final Map<TaskKey, Row> rows = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<String, Group> groups = new HashMap<>();
    private final double[] noiseSum = {PRIOR_NOISE * PRIOR_NOISE_COUNT, PRIOR_NOISE * PRIOR_NOISE_COUNT};
    private final double[] noiseCount = {PRIOR_NOISE_COUNT, PRIOR_NOISE_COUNT};
    private final double[][] factor = new double[KINDS][FAMILIARITIES];
    private final double[][] calibrated = new double[KINDS][FAMILIARITIES];
    private final double[] count = new double[KINDS];
    private final double[] mean = new double[KINDS];
    private final double[] squares = new double[KINDS];
    /** What is expected of a task while there is no model, as of the latest revision. */
    private final double[] priorMean = new double[KINDS];
    private final double[] priorSpread = {1, 1};
    private RuntimeModel model;
    private long observed;
    private long nextPrior = 1;

    private static final class Group {
        private PairBelief sum = PairBelief.NONE;
        private int rows;
    }

    private static final Group UNSEEN = new Group();

    private static final class Row {
        private final Task task;
        private final Group group;
        private final double[] n = new double[KINDS];
        private final double[] mean = new double[KINDS];
        private final double[] squares = new double[KINDS];
        private final double[] base = new double[KINDS];
        private final double[] spread = new double[KINDS];
        private PairBelief own = PairBelief.NONE;
        private PairBelief message = PairBelief.NONE;

        Row(Task task, Group group) {
            this.task = task;
            this.group = group;
        }
    }

    /** Remembers nothing yet. */
    public RuntimeMemory() {
        for (double[] ofKind : factor) {
            Arrays.fill(ofKind, 1);
        }
    }

    private int familiarity(Row row, int k) {
        if (row.n[k] > 0) {
            return 3;
        }
        return row.n[1 - k] > 0 ? 2 : row.group == null || row.group.rows > 0 ? 1 : 0;
    }

    private void calibrate(Row row, int k, double y) {
        PairBelief belief = belief(row);
        double error = y - row.base[k] - row.spread[k] * (k == 0 ? belief.cpuMean() : belief.gpuMean());
        double variance = row.spread[k] * row.spread[k] * (k == 0 ? belief.cpuVariance() : belief.gpuVariance());
        int familiarity = familiarity(row, k);
        double ratio = Math.max(0, error * error - noise(row, k)) / variance;
        calibrated[k][familiarity]++;
        factor[k][familiarity] += (Math.min(ratio, 16 * factor[k][familiarity]) - factor[k][familiarity])
                / Math.min(10 + calibrated[k][familiarity], 200);
    }

    /** How often the kind has been observed. */
    public double observations(DeviceKind kind) {
        return count[kind.ordinal()];
    }

    /** Goes on from another model's predictions. */
    public void rebase(RuntimeModel successor) {
        model = successor;
        reviseAll();
    }

    private void reviseAll() {
        for (int k = 0; k < KINDS; k++) {
            int from = count[k] > 0 ? k : 1 - k;
            priorMean[k] = mean[from];
            priorSpread[k] = Math.sqrt((squares[from] + PRIOR_WEIGHT * PRIOR_VARIANCE) / (count[from] + PRIOR_WEIGHT))
                    + (from == k ? 0 : 1);
        }
        groups.values().forEach(group -> group.sum = PairBelief.NONE);
        for (Row row : rows.values()) {
            row.message = PairBelief.NONE;
            locate(row);
            revise(row);
        }
    }

    /** Asks the model about a row. */
    private void locate(Row row) {
        for (int k = 0; k < KINDS; k++) {
            DeviceKind kind = DeviceKind.values()[k];
            if (model != null && model.knows(kind)) {
                RuntimeEstimate estimate = model.predict(row.task, kind);
                row.base[k] = estimate.logMean();
                row.spread[k] = Math.max(NARROWEST, estimate.logSpread());
            } else {
                row.base[k] = priorMean[k];
                row.spread[k] = priorSpread[k];
            }
        }
    }

    private double noise(Row row, int k) {
        double common = noiseSum[k] / noiseCount[k];
        return row.n[k] < 2 ? common : (NOISE_DEGREES * common + row.squares[k]) / (NOISE_DEGREES + row.n[k] - 1);
    }

    /** Brings the row's message to its group up to date. */
    private void revise(Row row) {
        double c = row.n[0] / noise(row, 0);
        double g = row.n[1] / noise(row, 1);
        row.own = new PairBelief(c * row.spread[0] * row.spread[0], 0, g * row.spread[1] * row.spread[1],
                c * row.spread[0] * (row.mean[0] - row.base[0]), g * row.spread[1] * (row.mean[1] - row.base[1]));
        if (row.group != null) {
            PairBelief message = row.own.blurred(1 - SHARED, CORRELATION);
            row.group.sum = row.group.sum.minus(row.message).plus(message);
            row.message = message;
        }
    }

    public void observe(Observation observation) {
        Task task = observation.task();
        TaskKey key = new TaskKey(task);
        Row row = rows.get(key);
        Group fresh = null;
        if (row == null) {
            Group group = task.group() == null ? null : groups.computeIfAbsent(task.group(), any -> new Group());
            row = new Row(task, group);
            locate(row);
            rows.put(key, row);
            fresh = group;
            if (rows.size() > MAX_TASKS) {
                forgetEldest();
            }
        }
        int k = observation.kind().ordinal();
        double y = Math.log(observation.seconds());
        calibrate(row, k, y);
        if (fresh != null) {
            fresh.rows++;
        }
        row.n[k]++;
        double delta = y - row.mean[k];
        row.mean[k] += delta / row.n[k];
        double square = delta * (y - row.mean[k]);
        if (row.n[k] > 1) {
            row.squares[k] += square;
            noiseSum[k] += Math.min(square, 9 * noiseSum[k] / noiseCount[k]);
            noiseCount[k]++;
        }
        count[k]++;
        double d = y - mean[k];
        mean[k] += d / count[k];
        squares[k] += d * (y - mean[k]);
        observed++;
        if (model == null && observed >= nextPrior) {
            nextPrior = observed + Math.max(1, observed / 2);
            reviseAll();
        } else {
            revise(row);
        }
    }

    private void forgetEldest() {
        Iterator<Row> eldest = rows.values().iterator();
        Row row = eldest.next();
        eldest.remove();
        if (row.group != null) {
            row.group.sum = row.group.sum.minus(row.message);
            if (--row.group.rows == 0) {
                groups.remove(row.task.group());
            }
        }
    }

    /** What is expected of a task. */
    public PairEstimate estimate(Task task) {
        Row row = rows.get(new TaskKey(task));
        return estimate(row == null ? newRow(task) : row);
    }

    private Row newRow(Task task) {
        Group group = task.group() == null ? null : groups.getOrDefault(task.group(), UNSEEN);
        Row row = new Row(task, group);
        locate(row);
        return row;
    }

    private PairEstimate estimate(Row row) {
        PairBelief belief = belief(row);
        double cpuVariance = row.spread[0] * row.spread[0] * factor[0][familiarity(row, 0)] * belief.cpuVariance();
        double gpuVariance = row.spread[1] * row.spread[1] * factor[1][familiarity(row, 1)] * belief.gpuVariance();
        double correlation = belief.covariance() / Math.sqrt(belief.cpuVariance() * belief.gpuVariance());
        double ratioVariance = cpuVariance + gpuVariance - 2 * correlation * Math.sqrt(cpuVariance * gpuVariance);
        return new PairEstimate(
                new RuntimeEstimate(row.base[0] + row.spread[0] * belief.cpuMean(),
                        Math.sqrt(cpuVariance + noise(row, 0))),
                new RuntimeEstimate(row.base[1] + row.spread[1] * belief.gpuMean(),
                        Math.sqrt(gpuVariance + noise(row, 1))),
                Math.sqrt(Math.max(0, ratioVariance)));
    }

    private static PairBelief belief(Row row) {
        if (row.group == null) {
            return PairBelief.around0(1, CORRELATION).plus(row.own);
        }
        return PairBelief.around0(SHARED, CORRELATION).plus(row.group.sum).minus(row.message)
                .blurred(1 - SHARED, CORRELATION).plus(row.own);
    }
}
