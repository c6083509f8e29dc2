package org.hybridscheduler.scheduling.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.EarlyBinding;
import org.hybridscheduler.scheduling.Knowledge;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.scheduling.learning.LinearBandit;

/**
 * A contextual bandit: its arms are the kinds of device, its context the task's features and the shortest queue of each
 * kind, its reward minus the logarithm of the turnaround time that followed. It learns from each task that it placed and
 * only from where it placed it.
 */
@Strategy(name = "bandit", kind = "learned", knowledge = Knowledge.PREDICTED,
        description = "A contextual bandit (LinUCB) chooses the kind of device from features and queue lengths and "
                + "learns from the turnaround time that follows.",
        parameters = {
            @Strategy.Parameter(name = "alpha", defaultValue = 0.5, min = 0, max = 100,
                    description = "Weight of the uncertainty, in units of the reward: how much it explores"),
            @Strategy.Parameter(name = "ridge", defaultValue = 0.1, min = 1e-6, max = 1e6,
                    description = "Penalty on the squared weights of its linear models"),
            @Strategy.Parameter(name = "memory", defaultValue = 0.999, min = 0.5, max = 1,
                    description = "What remains of an arm's past at each of its updates")})
public final class Bandit implements EarlyBinding {

    static final String COLD_START_RULE = "equal_weights";

    /** Keeps logarithms of sizes and bytes at about 1. */
    private static final double LOG_SCALE = 0.1;

    private final int features;
    private final LinearBandit bandit;
    private final boolean[] learned = new boolean[DeviceKind.values().length];
    private final Map<Long, double[]> contexts = new HashMap<>();

    public Bandit(StrategyContext context) {
        features = context.featureNames().size();
        bandit = new LinearBandit(DeviceKind.values().length, features + 5, context.parameter("alpha"),
                context.parameter("ridge"), context.parameter("memory"));
    }

    @Override
    public Optional<String> coldStartRule() {
        return learned[0] || learned[1] ? Optional.empty() : Optional.of(COLD_START_RULE);
    }

    @Override
    public Placement place(Task task, ClusterView cluster) {
        int[] shortest = {shortestQueue(DeviceKind.CPU, task, cluster), shortestQueue(DeviceKind.GPU, task, cluster)};
        double[] context = context(task, shortest, cluster);
        int arm = bandit.choose(context, new boolean[] {shortest[0] >= 0, shortest[1] >= 0});
        contexts.put(task.id(), context);
        return Placement.on(DeviceKind.values()[arm], shortest[arm]);
    }

    @Override
    public void completed(Completion completion) {
        int arm = (completion.placement().gpu() >= 0 ? DeviceKind.GPU : DeviceKind.CPU).ordinal();
        double sincePlaced = completion.finishSeconds() - completion.readySeconds();
        bandit.update(arm, contexts.remove(completion.task().id()), -Math.log(Math.max(sincePlaced, 1e-6)));
        learned[arm] = true;
    }

    private double[] context(Task task, int[] shortest, ClusterView cluster) {
        double[] context = new double[features + 5];
        for (int i = 0; i < features; i++) {
            context[i] = scaled(task.features()[i]);
        }
        context[features] = 1;
        context[features + 1] = scaled(task.transferBytes());
        context[features + 2] = scaled(task.memoryMb());
        for (DeviceKind kind : List.of(DeviceKind.CPU, DeviceKind.GPU)) {
            int device = shortest[kind.ordinal()];
            context[features + 3 + kind.ordinal()] = device < 0 ? 0 : Math.log1p(present(device, cluster));
        }
        return context;
    }

    /** Sign and logarithm of the size, so that bytes and ratios get along; a missing value is 0. */
    private static double scaled(double value) {
        return Double.isNaN(value) ? 0 : LOG_SCALE * Math.copySign(Math.log1p(Math.abs(value)), value);
    }

    private static int present(int device, ClusterView cluster) {
        return cluster.queueLength(device) + (cluster.idle(device) ? 0 : 1);
    }

    private static int shortestQueue(DeviceKind kind, Task task, ClusterView cluster) {
        int shortest = -1;
        for (int device = 0; device < cluster.devices(); device++) {
            if (cluster.kind(device) == kind && cluster.fits(task, device, 1)
                    && (shortest < 0 || present(device, cluster) < present(shortest, cluster))) {
                shortest = device;
            }
        }
        return shortest;
    }
}
