package org.hybridscheduler.scheduling.policy;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Knowledge;
import org.hybridscheduler.scheduling.LateBinding;
import org.hybridscheduler.scheduling.ModelStatus;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.scheduling.learning.ModelSuccession;
import org.hybridscheduler.scheduling.learning.Observation;
import org.hybridscheduler.scheduling.learning.RuntimeEstimate;
import org.hybridscheduler.scheduling.learning.RuntimeForestTrainer;
import org.hybridscheduler.scheduling.learning.RuntimeModel;

/**
 * Learns how long tasks take on each kind of device from the devices that ran them, and decides late, by expected finish.
 * The expected time of a task grows with the model's doubt, so that a task it knows little of is not taken for a short one.
 *
 * <p>Until it has seen enough of each kind it goes by a rule, {@value #COLD_START_RULE}: tasks start in their order on an
 * idle device of the kind that has been given the fewest. Later a small share of the tasks is planned with the lowest
 * times that the model holds possible on the kind that looks slower: where it is sure nothing changes, where it is not
 * it finds out.
 */
@Strategy(name = "hybrid_ml", kind = "learned", knowledge = Knowledge.PREDICTED,
        description = "Predicts each task's time on either kind of device and starts the shortest first, where it is "
                + "expected to finish earliest.",
        parameters = {
            @Strategy.Parameter(name = "retrain_every", defaultValue = 50, min = 1, max = 1e6,
                    description = "Finished tasks from one training of the model to the next"),
            @Strategy.Parameter(name = "window", defaultValue = 1000, min = 10, max = 100_000,
                    description = "Latest observations that a training sees"),
            @Strategy.Parameter(name = "min_observations", defaultValue = 20, min = 1, max = 10_000,
                    description = "Observations of a kind of device from which its times are predicted"),
            @Strategy.Parameter(name = "exploration", defaultValue = 0.05, min = 0, max = 1,
                    description = "Share of the tasks that are planned with optimism where the model is unsure")})
public final class HybridMl implements LateBinding {

    static final String COLD_START_RULE = "fewest_tasks_kind";

    /** Optimism in standard deviations of the predicted logarithm: about one in forty is faster still. */
    private static final double OPTIMISM = 2;

    /** A task that has outlived its prediction is expected to take this share of its age more. */
    private static final double OVERDUE_SHARE = 0.25;

    private final ClusterSpec cluster;
    private final RandomGenerator random;
    private final double exploration;
    private final ModelSuccession succession;
    private final Map<DeviceKind, RuntimeModel> knowing = new EnumMap<>(DeviceKind.class);
    private final Map<DeviceKind, Integer> given = new EnumMap<>(DeviceKind.class);
    private final Queue<Task> unpredicted = new ArrayDeque<>();
    private final EarliestFinishQueue queue = new EarliestFinishQueue();
    /** Of the tasks that wait. */
    private final Map<Long, RunTimes> predicted = new HashMap<>();
    /** Seconds that each running task is expected to take in all. */
    private final Map<Long, Double> running = new HashMap<>();

    public HybridMl(StrategyContext context) {
        cluster = context.cluster();
        random = context.random();
        exploration = context.parameter("exploration");
        succession = new ModelSuccession(new RuntimeForestTrainer((int) context.parameter("min_observations")),
                context.trainer(), (int) context.parameter("retrain_every"), (int) context.parameter("window"),
                random.nextLong());
        for (DeviceKind kind : DeviceKind.values()) {
            given.put(kind, 0);
        }
    }

    @Override
    public Optional<String> coldStartRule() {
        return predicts() ? Optional.empty() : Optional.of(COLD_START_RULE);
    }

    @Override
    public Optional<ModelStatus> model() {
        return Optional.of(succession.status());
    }

    @Override
    public void enqueue(Task task, ClusterView view) {
        if (predicts()) {
            plan(task);
        } else {
            unpredicted.add(task);
        }
    }

    @Override
    public Assignment dispatch(ClusterView view) {
        if (!predicts()) {
            return startInOrder(view);
        }
        while (!unpredicted.isEmpty()) {
            plan(unpredicted.remove());
        }
        Assignment next = queue.next(view, this::remainingSeconds);
        if (next != null) {
            long id = next.task().id();
            running.put(id, predicted.remove(id).seconds(next.placement().gpuFraction()));
        }
        return next;
    }

    @Override
    public void completed(Completion completion) {
        running.remove(completion.task().id());
        observe(completion.task(), DeviceKind.CPU, completion.cpuSeconds());
        observe(completion.task(), DeviceKind.GPU, completion.gpuSeconds());
        succession.taskFinished();
        succession.current().ifPresent(model -> {
            for (DeviceKind kind : DeviceKind.values()) {
                if (model.knows(kind)) {
                    knowing.put(kind, model);
                }
            }
        });
    }

    private void observe(Task task, DeviceKind kind, double seconds) {
        if (!Double.isNaN(seconds)) {
            succession.observe(new Observation(task, kind, seconds));
        }
    }

    /** Whether there is a model of each kind of device that the cluster has. */
    private boolean predicts() {
        return (cluster.cpus() == 0 || knowing.containsKey(DeviceKind.CPU))
                && (cluster.gpus() == 0 || knowing.containsKey(DeviceKind.GPU));
    }

    private void plan(Task task) {
        RuntimeEstimate cpu = estimate(task, DeviceKind.CPU);
        RuntimeEstimate gpu = estimate(task, DeviceKind.GPU);
        double cpuSeconds = bounded(cpu.expectedSeconds());
        double gpuSeconds = bounded(gpu.expectedSeconds());
        predicted.put(task.id(), times(cpuSeconds, gpuSeconds));
        if (knowing.size() > 1 && random.nextDouble() < exploration) {
            if (cpuSeconds > gpuSeconds) {
                cpuSeconds = optimistic(cpu);
            } else {
                gpuSeconds = optimistic(gpu);
            }
        }
        queue.add(task, times(cpuSeconds, gpuSeconds));
    }

    /** A kind that the cluster does not have is never placed on; any time will do for it. */
    private RuntimeEstimate estimate(Task task, DeviceKind kind) {
        RuntimeModel model = knowing.get(kind);
        return model == null ? knowing.values().iterator().next().predict(task, other(kind)) : model.predict(task, kind);
    }

    private RunTimes times(double cpuSeconds, double gpuSeconds) {
        return new RunTimes(cpuSeconds, gpuSeconds, Math.min(cluster.linkLatencySeconds(), gpuSeconds));
    }

    private static double optimistic(RuntimeEstimate estimate) {
        return bounded(Math.exp(estimate.logMean() - OPTIMISM * estimate.logSpread()));
    }

    /** Keeps what an exponential can yield within what a run time can be. */
    private static double bounded(double seconds) {
        return Math.max(1e-9, Math.min(seconds, 1e9));
    }

    private static DeviceKind other(DeviceKind kind) {
        return kind == DeviceKind.CPU ? DeviceKind.GPU : DeviceKind.CPU;
    }

    private Assignment startInOrder(ClusterView view) {
        Task task = unpredicted.peek();
        if (task == null) {
            return null;
        }
        int chosen = -1;
        for (int device = 0; device < view.devices(); device++) {
            if (view.idle(device) && view.fits(task, device, 1)
                    && (chosen < 0 || given.get(view.kind(device)) < given.get(view.kind(chosen)))) {
                chosen = device;
            }
        }
        if (chosen < 0) {
            return null;
        }
        given.merge(view.kind(chosen), 1, Integer::sum);
        return new Assignment(unpredicted.remove(), Placement.on(view.kind(chosen), chosen));
    }

    private double remainingSeconds(Task task, double elapsedSeconds) {
        Double expected = running.get(task.id());
        return expected == null ? elapsedSeconds
                : Math.max(expected - elapsedSeconds, OVERDUE_SHARE * elapsedSeconds);
    }
}
