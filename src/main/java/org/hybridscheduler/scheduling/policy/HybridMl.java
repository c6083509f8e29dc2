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
import org.hybridscheduler.scheduling.learning.PairEstimate;
import org.hybridscheduler.scheduling.learning.RemainingTime;
import org.hybridscheduler.scheduling.learning.RuntimeForestTrainer;
import org.hybridscheduler.scheduling.learning.RuntimeMemory;

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
            @Strategy.Parameter(name = "retrain_every", defaultValue = 20, min = 1, max = 1e6,
                    description = "Finished tasks from one training of the model to the next"),
            @Strategy.Parameter(name = "window", defaultValue = 2000, min = 10, max = 100_000,
                    description = "Latest observations that a training sees"),
            @Strategy.Parameter(name = "min_observations", defaultValue = 5, min = 1, max = 10_000,
                    description = "Observations of a kind of device from which its times are predicted"),
            @Strategy.Parameter(name = "exploration", defaultValue = 0.05, min = 0, max = 1,
                    description = "Share of the tasks that are planned with optimism where the model is unsure")})
public final class HybridMl implements LateBinding {

    static final String COLD_START_RULE = "fewest_tasks_kind";

    static final int MODE = Integer.getInteger("mode", 0);
    static final double HORIZON = Double.parseDouble(System.getProperty("hor", "1"));
    static final double SPLITH = Double.parseDouble(System.getProperty("sh", "1"));
    static final double PESS = Double.parseDouble(System.getProperty("pess", "1"));
    static final double CAP = Double.parseDouble(System.getProperty("cap", "1"));
    private double meanSeconds = 1e9;
    private double seen;
    static final double RISK = Double.parseDouble(System.getProperty("risk", "1"));

    private final ClusterSpec cluster;
    private final RandomGenerator random;
    private final ModelSuccession succession;
    private final RuntimeMemory memory = new RuntimeMemory();
    private final Map<DeviceKind, Integer> given = new EnumMap<>(DeviceKind.class);
    private final Queue<Task> unpredicted = new ArrayDeque<>();
    private final ExpectedFinishQueue queue = new ExpectedFinishQueue(this::plan);
    private int version;
    private long finished;

    public HybridMl(StrategyContext context) {
        cluster = context.cluster();
        random = context.random();
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
        queue.finished(completion.task());
        observe(completion.task(), DeviceKind.CPU, completion.cpuSeconds());
        observe(completion.task(), DeviceKind.GPU, completion.gpuSeconds());
        succession.taskFinished();
        finished++;
        if (succession.version() != version) {
            version = succession.version();
            memory.rebase(succession.current().get());
            queue.revise();
        } else if (finished % 32 == 0 || finished < 64) {
            queue.revise();
        }
    }

    public static double[][] STAT = new double[8][5];
    private void observe(Task task, DeviceKind kind, double seconds) {
        if (!Double.isNaN(seconds)) {
            seen++;
            meanSeconds += (seconds - meanSeconds) / Math.min(seen, 300);
            Observation observation = new Observation(task, kind, seconds);
            succession.observe(observation);
            PairEstimate e = memory.estimate(task);
            if (finished > 300) {
            double[] st = STAT[(kind == DeviceKind.CPU ? 0 : 4) + (e.own(kind) > 0 ? 3 : e.visits() > 0 ? 2 : e.familiar() ? 1 : 0)];
            double err = Math.log(seconds) - e.on(kind).logMean();
            st[0]++; st[1] += err; st[2] += err * err; st[3] += e.on(kind).logSpread(); st[4] += err * err / e.on(kind).logSpread() / e.on(kind).logSpread();
            }
            memory.observe(observation);
        }
    }

    /** Whether each kind of device that the cluster has has been seen. */
    private boolean predicts() {
        return (cluster.cpus() == 0 || memory.observations(DeviceKind.CPU) >= 2)
                && (cluster.gpus() == 0 || memory.observations(DeviceKind.GPU) >= 2);
    }

    private void plan(ExpectedFinishQueue.Entry entry) {
        PairEstimate estimate = memory.estimate(entry.task);
        entry.estimate = estimate;
        double sc = estimate.cpu().logSpread();
        double sg = estimate.gpu().logSpread();
        double mc = estimate.cpu().logMean() + 0.5 * RISK * sc * sc;
        double mg = estimate.gpu().logMean() + 0.5 * RISK * sg * sg;
        entry.shortest = bounded(Math.exp(Math.min(mc, mg)));
        entry.cpu = bounded(Math.exp(mc));
        entry.gpu = bounded(Math.exp(mg));
        entry.rawCpu = entry.cpu;
        entry.rawGpu = entry.gpu;
        entry.explore = false;
        entry.cpu = bounded(entry.cpu * Math.exp(PESS * estimate.cpuDoubt()));
        entry.gpu = bounded(entry.gpu * Math.exp(PESS * estimate.gpuDoubt()));
        double v = estimate.cpuDoubt() * estimate.cpuDoubt() + estimate.gpuDoubt() * estimate.gpuDoubt()
                - 2 * estimate.doubtCovariance();
        if (v > 1e-9 && HORIZON > 0) {
            double slow = Math.max(entry.rawCpu, entry.rawGpu);
            double fast = Math.min(entry.rawCpu, entry.rawGpu);
            double sd = Math.sqrt(v);
            double d1 = (Math.log(fast / slow) + 0.5 * v) / sd;
            double saving = fast * RemainingTime.upperTail(-d1) - slow * RemainingTime.upperTail(sd - d1);
            double price = 1 + slow / (CAP * meanSeconds);
            if (HORIZON * (estimate.visits() + 1) * memory.recurrence() * saving > (slow - fast) * price) {
                entry.cpu = fast;
                entry.gpu = fast;
            }
            entry.explore = SPLITH * (estimate.visits() + 1) * memory.recurrence() * saving > fast * (slow - fast) / (slow + fast) * price;
            entry.ratioDoubt = sd;
        }
    }

    private static double bounded(double seconds) {
        return Math.max(1e-9, Math.min(seconds, 1e9));
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
