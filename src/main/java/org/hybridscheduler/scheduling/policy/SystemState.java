package org.hybridscheduler.scheduling.policy;

import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.learning.Choices;
import org.hybridscheduler.scheduling.learning.ResidualLife;

/**
 * The state of queue and cluster as {@link RlAgent} learns from it: what waits, what is idle, what is still to be done of
 * what runs. All times are in units of the mean run time, all numbers compressed to about 1.
 */
final class SystemState {

    static final int FEATURES = 8;

    private static final int KINDS = DeviceKind.values().length;
    private static final double AVERAGED = 10_000;

    /** A split holds two devices: it is a choice only where it is this much faster than the better of them alone. */
    private static final double WORTHWHILE_SPLIT = 0.9;

    private final ClusterSpec cluster;
    private final WaitingTasks waiting;
    private final double[] costPerSecond;
    private final double[] devices;
    private final ResidualLife life = new ResidualLife();
    /** Seconds that the task on each device is expected to take in all. */
    private final double[] expected;
    private final int[] idle = new int[KINDS];
    private final int[] free = new int[KINDS];
    private final double[] residual = new double[KINDS];
    private final WaitingTasks.Entry[] head = new WaitingTasks.Entry[KINDS];
    private double fraction;
    private boolean running;
    private double meanSeconds = 1;
    private long finished;

    SystemState(ClusterSpec cluster, WaitingTasks waiting, double cpuCostPerSecond, double gpuCostPerSecond) {
        this.cluster = cluster;
        this.waiting = waiting;
        costPerSecond = new double[] {cpuCostPerSecond, gpuCostPerSecond};
        devices = new double[] {Math.max(1, cluster.cpus()), Math.max(1, cluster.gpus())};
        expected = new double[cluster.devices()];
    }

    /** The mean time for which a task holds its devices, in seconds: the unit of everything learned. */
    double meanSeconds() {
        return meanSeconds;
    }

    /** Learns how long a task ran. */
    void finished(Completion completion) {
        double held = completion.finishSeconds() - completion.startSeconds();
        finished++;
        meanSeconds = Math.max(1e-9, meanSeconds + (held - meanSeconds) / Math.min(finished, AVERAGED));
        int device = Math.max(completion.placement().cpu(), completion.placement().gpu());
        if (expected[device] > 0) {
            life.observe(Math.max(held, 1e-12), expected[device]);
        }
        vacated(completion.placement());
    }

    /** Forgets what was expected of the devices. */
    void vacated(Placement placement) {
        if (placement.cpu() >= 0) {
            expected[placement.cpu()] = 0;
        }
        if (placement.gpu() >= 0) {
            expected[placement.gpu()] = 0;
        }
    }

    /** Takes in how the cluster is now. */
    void observe(ClusterView view) {
        running = false;
        for (int kind = 0; kind < KINDS; kind++) {
            idle[kind] = 0;
            free[kind] = -1;
            residual[kind] = 0;
        }
        for (int device = 0; device < view.devices(); device++) {
            int kind = view.kind(device).ordinal();
            if (view.idle(device)) {
                idle[kind]++;
                free[kind] = free[kind] < 0 ? device : free[kind];
            } else if (view.running(device) != null) {
                running = true;
                residual[kind] += remaining(device, view);
            }
        }
        for (int kind = 0; kind < KINDS; kind++) {
            head[kind] = free[kind] < 0 ? null : waiting.shortest(free[kind], view);
        }
        WaitingTasks.Entry entry = head[1];
        fraction = head[0] == null || entry == null || entry.cpuSeconds() == Double.POSITIVE_INFINITY ? 0
                : times(entry).bestGpuFraction();
    }

    private double remaining(int device, ClusterView view) {
        double age = view.now() - view.runningSince(device);
        return life.remaining(age, expected[device] > 0 ? expected[device] : meanSeconds);
    }

    private RunTimes times(WaitingTasks.Entry entry) {
        return new RunTimes(entry.cpuSeconds(), entry.gpuSeconds(),
                Math.min(cluster.linkLatencySeconds(), entry.gpuSeconds()));
    }

    /** Lays out a choice where it can be made. */
    void offer(int choice, Choices choices) {
        switch (choice) {
            case RlAgent.WAIT -> {
                if (running && !prefersIdle(DeviceKind.CPU) && !prefersIdle(DeviceKind.GPU)) {
                    lead(choice, null, 0, 0, choices);
                }
            }
            case RlAgent.CPU -> {
                if (head[0] != null) {
                    lead(choice, head[0], head[0].cpuSeconds(), 0, choices);
                }
            }
            case RlAgent.GPU -> {
                if (head[1] != null) {
                    lead(choice, head[1], 0, head[1].gpuSeconds(), choices);
                }
            }
            default -> {
                double seconds = fraction == 0 ? 0 : times(head[1]).seconds(fraction);
                if (seconds > 0 && seconds < WORTHWHILE_SPLIT * times(head[1]).fastestDeviceSeconds()) {
                    lead(choice, head[1], seconds, seconds, choices);
                }
            }
        }
    }

    /** Whether the kind has an idle device and a task that costs less there than elsewhere: no reason to wait. */
    private boolean prefersIdle(DeviceKind kind) {
        WaitingTasks.Entry entry = head[kind.ordinal()];
        return entry != null && entry.better() == kind;
    }

    /** The state after a task has started that holds a CPU and a GPU so long. */
    private void lead(int choice, WaitingTasks.Entry entry, double cpuSeconds, double gpuSeconds, Choices choices) {
        double held = Math.max(cpuSeconds, gpuSeconds);
        double cost = (held + cpuSeconds * (costPerSecond[0] - 1) + gpuSeconds * (costPerSecond[1] - 1)) / meanSeconds;
        int left = waiting.size() - (entry == null ? 0 : 1);
        double guess = 0;
        int f = 0;
        for (int k = 0; k < KINDS; k++) {
            double starts = k == 0 ? cpuSeconds : gpuSeconds;
            boolean fewer = entry != null && entry.better().ordinal() == k;
            DeviceKind kind = k == 0 ? DeviceKind.CPU : DeviceKind.GPU;
            int count = waiting.count(kind) - (fewer ? 1 : 0);
            double work = count == 0 ? 0 : (waiting.seconds(kind) - (fewer ? entry.seconds(kind) : 0)) / meanSeconds;
            double costs = count == 0 ? 0 : (waiting.cost(kind) - (fewer ? entry.cost() : 0)) / meanSeconds;
            double busy = (residual[k] + starts) / meanSeconds;
            guess += costs + (count * busy + Math.max(0, count - 1) * work / 2) / devices[k];
            choices.feature(choice, f++, (idle[k] - (starts > 0 ? 1 : 0)) / devices[k]);
            choices.feature(choice, f++, Math.log1p(busy / devices[k]));
            choices.feature(choice, f++, Math.log1p(work / devices[k]));
        }
        choices.feature(choice, f++, Math.log1p(left));
        choices.feature(choice, f, 1.0 / (1 + left));
        choices.offer(choice, cost, guess, 1 + left);
    }

    /** Starts what the choice says; the entry waits no longer. */
    Assignment start(int choice, double now) {
        WaitingTasks.Entry entry = choice == RlAgent.CPU ? head[0] : head[1];
        waiting.remove(entry);
        return switch (choice) {
            case RlAgent.CPU -> assign(entry, Placement.on(DeviceKind.CPU, free[0]), entry.cpuSeconds());
            case RlAgent.GPU -> assign(entry, Placement.on(DeviceKind.GPU, free[1]), entry.gpuSeconds());
            default -> assign(entry, Placement.split(free[0], free[1], fraction), times(entry).seconds(fraction));
        };
    }

    private Assignment assign(WaitingTasks.Entry entry, Placement placement, double seconds) {
        if (placement.cpu() >= 0) {
            expected[placement.cpu()] = seconds;
        }
        if (placement.gpu() >= 0) {
            expected[placement.gpu()] = seconds;
        }
        return new Assignment(entry.task(), placement);
    }
}
