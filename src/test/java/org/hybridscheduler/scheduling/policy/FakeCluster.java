package org.hybridscheduler.scheduling.policy;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterSpec.Power;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Failures;
import org.hybridscheduler.scheduling.LateBinding;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.SchedulingStrategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.scheduling.Transfers;

/** A cluster as a test has it: every device is idle until told otherwise; a GPU has 1,000 MB. */
final class FakeCluster implements ClusterView {

    private static final StrategyRegistry REGISTRY = new StrategyRegistry();

    private final ClusterSpec spec;
    private final Task[] running;
    private final double[] since;
    private final int[] queued;
    private final boolean[] down;
    private final double[] transfers;
    private int waiting;
    private double now;

    FakeCluster(int cpus, int gpus) {
        this(cpus, gpus, Transfers.INCLUDED);
    }

    FakeCluster(int cpus, int gpus, Transfers transfersAre) {
        spec = new ClusterSpec(cpus, gpus, 1_000, 0, 1e9, new Power(10, 100), new Power(20, 300), 0.01, 0.1, 1_000,
                transfersAre, Failures.NONE);
        running = new Task[spec.devices()];
        since = new double[spec.devices()];
        queued = new int[spec.devices()];
        down = new boolean[spec.devices()];
        transfers = new double[spec.devices()];
    }

    static Task task(long id, double memoryMb, double... features) {
        return new Task(id, 0, null, 0, memoryMb, features, new long[0]);
    }

    static Task task(long id) {
        return task(id, 0);
    }

    /** What a strategy is made from on this cluster, with its parameters as declared but for those given. */
    StrategyContext context(String strategy, List<String> features, Map<String, Double> parameters) {
        Map<String, Double> all = new TreeMap<>(REGISTRY.defaults(strategy));
        all.putAll(parameters);
        return new StrategyContext(spec, features, new SplittableRandom(7), Runnable::run, all);
    }

    StrategyContext context(String strategy) {
        return context(strategy, List.of(), Map.of());
    }

    ClusterSpec spec() {
        return spec;
    }

    FakeCluster at(double time) {
        now = time;
        return this;
    }

    FakeCluster busy(int device, Task task, double startSeconds) {
        running[device] = task;
        since[device] = startSeconds;
        return this;
    }

    FakeCluster idleAgain(int device) {
        running[device] = null;
        return this;
    }

    FakeCluster queued(int device, int tasks) {
        queued[device] = tasks;
        return this;
    }

    FakeCluster waiting(int tasks) {
        waiting = tasks;
        return this;
    }

    FakeCluster down(int device) {
        down[device] = true;
        return this;
    }

    FakeCluster repaired(int device) {
        down[device] = false;
        return this;
    }

    /** What moving any task's input to the device takes. */
    FakeCluster transfer(int device, double seconds) {
        transfers[device] = seconds;
        return this;
    }

    /** Starts what a strategy dispatches at the given time; where it goes. */
    int start(LateBinding strategy, double at) {
        Assignment next = strategy.dispatch(at(at));
        if (next == null) {
            return -1;
        }
        int device = Math.max(next.placement().cpu(), next.placement().gpu());
        busy(device, next.task(), at);
        return device;
    }

    /** Lets the task that runs on the device finish. */
    void finish(SchedulingStrategy strategy, int device, double at) {
        Task task = running[device];
        idleAgain(device);
        strategy.completed(new Completion(task, Placement.on(kind(device), device), 0, since[device], at, 0, 0));
    }

    @Override
    public double now() {
        return now;
    }

    @Override
    public int devices() {
        return spec.devices();
    }

    @Override
    public DeviceKind kind(int device) {
        return spec.kind(device);
    }

    @Override
    public boolean up(int device) {
        return !down[device];
    }

    @Override
    public double transferSeconds(Task task, int device) {
        return transfers[device];
    }

    @Override
    public boolean idle(int device) {
        return running[device] == null && !down[device];
    }

    @Override
    public Task running(int device) {
        return running[device];
    }

    @Override
    public double runningSince(int device) {
        return running[device] == null ? Double.NaN : since[device];
    }

    @Override
    public int queueLength(int device) {
        return queued[device];
    }

    @Override
    public int waiting() {
        return waiting;
    }

    @Override
    public boolean fits(Task task, int device, double fraction) {
        return spec.fits(spec.kind(device), task.memoryMb() * fraction);
    }
}
