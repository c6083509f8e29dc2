package org.hybridscheduler.scheduling.learning;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.scheduling.learning.SpreadCalibration.Familiarity;

/**
 * Corrects a model's predictions by what was observed since, and of the same task before: the difference between
 * ln(seconds) and what the model expects whatever the group follows a {@link MixedEffects mixed model}, which each
 * observation informs at once. Doubts are scaled by what they proved to be. Not thread-safe.
 */
public final class RuntimeMemory {

    /** Different tasks that are remembered; then the longest unseen is forgotten. */
    static final int MAX_TASKS = 4000;

    private static final int MAX_ASKED = 256;

    /** The latest, by which variances are fitted. */
    private static final int FITTED_TASKS = 1000;

    /** Nothing is less known than by this variance of ln(seconds): factors of a hundred. */
    private static final double MOST_VARIANCE = 6;

    private static final DeviceKind[] KINDS = DeviceKind.values();

    private static final class Group {
        private final GroupEvidence evidence = new GroupEvidence();
        private int tasks;
    }

    private final Map<TaskKey, RememberedTask> tasks = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<String, Group> groups = new HashMap<>();
    private final RecurrenceNoise noise = new RecurrenceNoise();
    private final MixedEffects effects = new MixedEffects(noise);
    private final SpreadCalibration calibration = new SpreadCalibration();
    private final double[] count = new double[KINDS.length];
    private final double[] mean = new double[KINDS.length];
    /** What is expected of any task while there is no model, as of the latest revision. */
    private final double[] prior = new double[KINDS.length];
    /** The latest that were asked about and not remembered: each is asked about again when it has been observed. */
    private final Map<Task, RememberedTask> asked = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Task, RememberedTask> eldest) {
            return size() > MAX_ASKED;
        }
    };
    private RuntimeModel model;
    private long observed;
    private long nextRevision = 1;
    private int revision;

    /** How often the kind has been observed. */
    public double observations(DeviceKind kind) {
        return count[kind.ordinal()];
    }

    /** Goes on from another model's predictions. */
    public void rebase(RuntimeModel successor) {
        model = successor;
        reviseAll();
    }

    /** What is expected of a task. */
    public PairEstimate estimate(Task task) {
        return estimate(find(new TaskKey(task), task));
    }

    /** Takes in what a device showed. */
    public void observe(Observation observation) {
        Task task = observation.task();
        int kind = observation.kind().ordinal();
        double logSeconds = Math.log(observation.seconds());
        TaskKey key = new TaskKey(task);
        RememberedTask remembered = find(key, task);
        calibrate(remembered, kind, logSeconds);
        if (!tasks.containsKey(key)) {
            remember(key, remembered);
        }
        double square = remembered.see(kind, logSeconds);
        if (remembered.seen[kind] > 1) {
            noise.add(kind, square);
        }
        count[kind]++;
        mean[kind] += (logSeconds - mean[kind]) / count[kind];
        observed++;
        if (model == null && observed >= nextRevision) {
            nextRevision = observed + Math.max(1, observed / 2);
            reviseAll();
        } else {
            tellGroup(remembered);
        }
    }

    /** What is remembered of a task, or what there is to say of one never seen. */
    private RememberedTask find(TaskKey key, Task task) {
        RememberedTask found = tasks.get(key);
        if (found == null) {
            found = asked.computeIfAbsent(task, RememberedTask::new);
        }
        bringUpToDate(found);
        return found;
    }

    private void remember(TaskKey key, RememberedTask task) {
        asked.remove(task.task);
        tasks.put(key, task);
        if (task.task.group() != null) {
            groups.computeIfAbsent(task.task.group(), any -> new Group()).tasks++;
        }
        if (tasks.size() > MAX_TASKS) {
            Iterator<RememberedTask> eldest = tasks.values().iterator();
            forget(eldest.next());
            eldest.remove();
        }
    }

    private void forget(RememberedTask task) {
        Group group = groups.get(task.task.group());
        if (group != null) {
            group.evidence.remove(task.told);
            if (--group.tasks == 0) {
                groups.remove(task.task.group());
            }
        }
    }

    private void reviseAll() {
        groups.values().forEach(group -> group.evidence.clear());
        for (int kind = 0; kind < KINDS.length; kind++) {
            prior[kind] = mean[count[kind] > 0 ? kind : 1 - kind];
        }
        revision++;
        List<RememberedTask> latest = tasks.values().stream().skip(Math.max(0, tasks.size() - FITTED_TASKS)).toList();
        latest.forEach(this::bringUpToDate);
        effects.centre(latest);
        if (model != null) {
            effects.fit(latest);
        }
        for (RememberedTask task : tasks.values()) {
            task.told = null;
            tellGroup(task);
        }
    }

    /** Expectations of tasks without a group wait until somebody asks. */
    private void bringUpToDate(RememberedTask task) {
        if (task.revision != revision) {
            expect(task);
            task.revision = revision;
        }
    }

    /** Asks the model about a task; without one, all tasks of a kind are alike. */
    private void expect(RememberedTask task) {
        for (int kind = 0; kind < KINDS.length; kind++) {
            if (model != null && model.knows(KINDS[kind])) {
                RuntimeEstimate estimate = model.predictWithoutGroup(task.task, KINDS[kind]);
                task.expected[kind] = estimate.logMean();
                task.variance[kind] = estimate.logSpread() * estimate.logSpread();
            } else {
                task.expected[kind] = prior[kind];
                task.variance[kind] = 0;
            }
        }
    }

    private void tellGroup(RememberedTask task) {
        Group group = groups.get(task.task.group());
        if (group != null) {
            bringUpToDate(task);
            if (task.told != null) {
                group.evidence.remove(task.told);
            }
            task.told = effects.evidence(task);
            group.evidence.add(task.told);
        }
    }

    private void calibrate(RememberedTask task, int kind, double logSeconds) {
        PairBelief belief = belief(task);
        double error = logSeconds - belief.mean(kind);
        calibration.add(kind, familiarity(task, kind),
                Math.max(0, error * error - noise.of(task, kind)) / belief.variance(kind));
    }

    private Familiarity familiarity(RememberedTask task, int kind) {
        if (task.seen[kind] > 0) {
            return Familiarity.SEEN;
        }
        if (task.seen[1 - kind] > 0) {
            return Familiarity.SEEN_ON_THE_OTHER_KIND;
        }
        return task.task.group() == null || groups.containsKey(task.task.group()) ? Familiarity.GROUP_SEEN
                : Familiarity.GROUP_NEVER_SEEN;
    }

    private PairBelief belief(RememberedTask task) {
        GroupEvidence others = new GroupEvidence();
        Group group = groups.get(task.task.group());
        if (group != null) {
            others.add(group.evidence);
            if (task.told != null) {
                others.remove(task.told);
            }
        }
        return effects.expect(task, others);
    }

    private PairEstimate estimate(RememberedTask task) {
        PairBelief belief = belief(task);
        double cpu = variance(task, belief, 0);
        double gpu = variance(task, belief, 1);
        double together = belief.covariance() * Math.sqrt(cpu / belief.cpuVariance() * gpu / belief.gpuVariance());
        return new PairEstimate(new RuntimeEstimate(belief.cpu(), Math.sqrt(cpu + noise.of(task, 0))),
                new RuntimeEstimate(belief.gpu(), Math.sqrt(gpu + noise.of(task, 1))),
                Math.sqrt(Math.max(0, cpu + gpu - 2 * together)));
    }

    private double variance(RememberedTask task, PairBelief belief, int kind) {
        return Math.min(MOST_VARIANCE, calibration.factor(kind, familiarity(task, kind)) * belief.variance(kind));
    }
}
