package org.hybridscheduler.scheduling.policy;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.EncodedModel;
import org.hybridscheduler.scheduling.Knowledge;
import org.hybridscheduler.scheduling.LateBinding;
import org.hybridscheduler.scheduling.ModelLearning;
import org.hybridscheduler.scheduling.ModelReport;
import org.hybridscheduler.scheduling.ModelStatus;
import org.hybridscheduler.scheduling.ModelVersion;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.scheduling.learning.ModelCodec;
import org.hybridscheduler.scheduling.learning.ModelSuccession;
import org.hybridscheduler.scheduling.learning.Observation;
import org.hybridscheduler.scheduling.learning.PredictionQuality;
import org.hybridscheduler.scheduling.learning.RuntimeForestTrainer;
import org.hybridscheduler.scheduling.learning.RuntimeMemory;

/**
 * Learns how long tasks take on each kind of device from the devices that ran them, and decides late, by expected finish.
 * A model, retrained now and then, tells what is to be expected of a task by its features and group; a memory, which
 * learns from each observation at once, corrects it by what the same task and its group showed, on either kind.
 *
 * <p>Until each kind of device has been seen twice it goes by a rule, {@value #COLD_START_RULE}: tasks start in their
 * order on an idle device of the kind that has been given the fewest. It explores where that costs nobody anything: a
 * task behind which nothing waits is split over idle devices if it is not sure which is faster.
 * docs/decisions/0011-learned-run-times.md tells what else was tried.
 */
@Strategy(name = "hybrid_ml", kind = "learned", knowledge = Knowledge.PREDICTED,
        description = "Predicts each task's time on either kind of device and starts the shortest first, where it "
                + "adds least to the turnaround of all.",
        parameters = {
            @Strategy.Parameter(name = "retrain_every", defaultValue = 20, min = 1, max = 1e6,
                    description = "Finished tasks until the first training of the model; later ones come ever more "
                            + "seldom, at most 5,000 tasks apart"),
            @Strategy.Parameter(name = "window", defaultValue = 2000, min = 10, max = 100_000,
                    description = "Latest observations that a training sees"),
            @Strategy.Parameter(name = "min_observations", defaultValue = 5, min = 1, max = 10_000,
                    description = "Observations of a kind of device from which the trained model predicts its times"),
            @Strategy.Parameter(name = "exploration", defaultValue = 2, min = 0, max = 100,
                    description = "Standard deviation of ln(CPU time / GPU time) from which a task that nothing waits "
                            + "behind is split over idle devices to see both times")})
public final class HybridMl implements LateBinding, ModelLearning {

    /** Finished tasks after which those that wait are estimated anew; the first ones each time. */
    private static final int REVISE_EVERY = 32;

    /** Observations of each kind of device from which it plans. */
    private static final int ENOUGH_TO_PLAN = 2;

    static final String COLD_START_RULE = "fewest_tasks_kind";

    private final ClusterSpec cluster;
    private final ModelSuccession succession;
    private final RuntimeMemory memory = new RuntimeMemory();
    private final Map<DeviceKind, Integer> given = new EnumMap<>(DeviceKind.class);
    private final Queue<Task> unpredicted = new ArrayDeque<>();
    private final PredictionQuality quality = new PredictionQuality();
    private final ExpectedFinishQueue queue;
    private int version;
    private long finished;

    public HybridMl(StrategyContext context) {
        cluster = context.cluster();
        succession = new ModelSuccession(new RuntimeForestTrainer((int) context.parameter("min_observations")),
                context.trainer(), (int) context.parameter("retrain_every"), (int) context.parameter("window"),
                context.random().nextLong());
        queue = new ExpectedFinishQueue(memory::estimate, cluster.linkLatencySeconds(),
                context.parameter("exploration"));
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
        return Optional.of(succession.status().covering(quality.latest().within80()));
    }

    @Override
    public Optional<ModelReport> modelReport() {
        return Optional.of(new ModelReport(succession.history(), succession.rejected(), quality.latest(),
                quality.overTime()));
    }

    @Override
    public void enqueue(Task task, ClusterView view) {
        if (predicts()) {
            queue.add(task);
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
            queue.add(unpredicted.remove());
        }
        return queue.next(view);
    }

    @Override
    public void completed(Completion completion) {
        queue.ended(completion.task());
        observe(completion.task(), DeviceKind.CPU, completion.cpuSeconds());
        observe(completion.task(), DeviceKind.GPU, completion.gpuSeconds());
        quality.taskFinished();
        succession.taskFinished();
        finished++;
        if (succession.version() != version) {
            goByModelInOffice();
        } else if (finished < REVISE_EVERY || finished % REVISE_EVERY == 0) {
            queue.revise();
        }
    }

    private void goByModelInOffice() {
        succession.current().ifPresent(memory::rebase);
        version = succession.version();
        queue.revise();
    }

    @Override
    public List<ModelVersion> modelVersions() {
        return succession.history();
    }

    @Override
    public int modelInOffice() {
        return succession.version();
    }

    @Override
    public void rollBackModel(int toVersion) {
        succession.rollBack(toVersion);
        goByModelInOffice();
    }

    @Override
    public Optional<byte[]> encodedModel(int ofVersion) {
        return succession.model(ofVersion).map(ModelCodec::encode);
    }

    @Override
    public void restoreModels(List<EncodedModel> models) {
        succession.restore(models.stream().map(model -> new ModelSuccession.Trained(model.version(), model.inOffice(),
                model.bytes() == null ? null : ModelCodec.decode(model.bytes()))).toList());
        goByModelInOffice();
    }

    @Override
    public void lost(Task task, Placement placement) {
        queue.ended(task);
    }

    private void observe(Task task, DeviceKind kind, double seconds) {
        if (!Double.isNaN(seconds)) {
            Observation observation = new Observation(task, kind, seconds);
            if (predicts()) {
                quality.add(kind, memory.estimate(task).on(kind), seconds);
            }
            succession.observe(observation);
            memory.observe(observation);
        }
    }

    /** Whether each kind of device that the cluster has has been seen, by itself or by those who trained the model. */
    private boolean predicts() {
        return (cluster.cpus() == 0 || knows(DeviceKind.CPU)) && (cluster.gpus() == 0 || knows(DeviceKind.GPU));
    }

    private boolean knows(DeviceKind kind) {
        return memory.observations(kind) >= ENOUGH_TO_PLAN
                || succession.current().filter(model -> model.knows(kind)).isPresent();
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

}
