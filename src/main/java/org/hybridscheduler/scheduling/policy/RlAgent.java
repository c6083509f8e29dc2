package org.hybridscheduler.scheduling.policy;

import java.util.ArrayDeque;
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
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.scheduling.learning.Choice;
import org.hybridscheduler.scheduling.learning.DoubleQLearner;
import org.hybridscheduler.scheduling.learning.RunningRuntimes;

/**
 * Learns when an idle device of the slower kind is worth using, from what that costs in the long run. What is no matter of
 * opinion goes by a rule, {@link SpareDevices}; and so does what nothing is learned about yet.
 *
 * <p>The cost is the integral of the number of waiting tasks, and what a task that does not run where it is best runs longer:
 * by Little's law the sum of the turnaround times, but for what no decision changes. Energy and money weigh likewise.
 */
@Strategy(name = "rl_agent", kind = "learned", knowledge = Knowledge.PREDICTED,
        description = "Starts the shortest task where it should finish earliest, and learns by reinforcement (double "
                + "Q-learning with replay) when to leave a slower device idle or to use it nevertheless.",
        parameters = {
            @Strategy.Parameter(name = "reward.weight.energy", defaultValue = 0, min = 0, max = 1e9,
                    description = "What a joule that a running task draws beyond idling weighs, in seconds of turnaround"),
            @Strategy.Parameter(name = "reward.weight.cost", defaultValue = 0, min = 0, max = 1e9,
                    description = "What a US dollar weighs, in seconds of turnaround"),
            @Strategy.Parameter(name = "exploration", defaultValue = 0.02, min = 0, max = 1,
                    description = "Share of the decisions that try the other choice, costly ones less often; it starts "
                            + "higher")})
public final class RlAgent implements LateBinding {

    static final String COLD_START_RULE = "fewest_tasks_kind";

    private static final int MIN_OBSERVATIONS = 20;
    /** Share of the decisions that are tried at first, and after how many it has halved. */
    private static final double FIRST_EXPLORATION = 0.1;
    private static final double EXPLORATION_DECISIONS = 5_000;
    /** A task that has outlived its prediction is expected to take this share of its age more. */
    private static final double OVERDUE_SHARE = 0.25;
    private static final double MOST_TIMES_MEAN = 10;
    private static final double AVERAGED = 1_000;
    private static final double MOST_UTILIZED = 0.75;

    private final ClusterSpec cluster;
    private final RandomGenerator random;
    private final double exploration;
    /** What a second on each kind of device costs. */
    private final double[] weight;
    private final RunningRuntimes runtimes;
    private final DoubleQLearner learner;
    private final SpareDevices queue;
    private final Queue<Task> unpredicted = new ArrayDeque<>();
    private final double[] expected;
    private final double[] busyUntil;
    private final int[] idle = new int[2];
    private final int[] given = new int[2];
    private final Mean[] held = {new Mean(), new Mean()};
    private final Mean[] faster = {new Mean(), new Mean()};
    private final Mean[] gap = {new Mean(), new Mean()};
    private final double[] latest = {Double.NaN, Double.NaN};
    private final Mean unit = new Mean();
    private double since = Double.NaN;
    private double cost;
    private double time;
    private long decisions;

    public RlAgent(StrategyContext context) {
        cluster = context.cluster();
        random = context.random();
        exploration = context.parameter("exploration");
        runtimes = new RunningRuntimes(context.featureNames().size());
        learner = new DoubleQLearner(QueueState.COUNT, random);
        queue = new SpareDevices(cluster.devices());
        expected = new double[cluster.devices()];
        busyUntil = new double[cluster.devices()];
        double energy = context.parameter("reward.weight.energy");
        double money = context.parameter("reward.weight.cost");
        weight = new double[] {
            1 + energy * (cluster.cpuPower().activeWatts() - cluster.cpuPower().idleWatts())
                    + money * cluster.cpuUsdPerSecond(),
            1 + energy * (cluster.gpuPower().activeWatts() - cluster.gpuPower().idleWatts())
                    + money * cluster.gpuUsdPerSecond()};
    }

    @Override
    public Optional<String> coldStartRule() {
        return predicts() ? Optional.empty() : Optional.of(COLD_START_RULE);
    }

    private boolean predicts() {
        return (cluster.cpus() == 0 || runtimes.observations(DeviceKind.CPU) >= MIN_OBSERVATIONS)
                && (cluster.gpus() == 0 || runtimes.observations(DeviceKind.GPU) >= MIN_OBSERVATIONS);
    }

    @Override
    public void enqueue(Task task, ClusterView view) {
        passUntil(view.now());
        if (predicts()) {
            plan(task);
        } else {
            unpredicted.add(task);
        }
    }

    private void plan(Task task) {
        double cpu = runtimes.seconds(task, DeviceKind.CPU) * weight[0];
        double gpu = Math.max(runtimes.seconds(task, DeviceKind.GPU), Double.MIN_NORMAL) * weight[1];
        boolean onGpu = cluster.gpus() > 0 && cluster.fits(DeviceKind.GPU, task.memoryMb())
                && (gpu <= cpu || cluster.cpus() == 0);
        DeviceKind best = onGpu ? DeviceKind.GPU : DeviceKind.CPU;
        faster[best.ordinal()].add(onGpu ? gpu : cpu);
        unit.add(onGpu ? gpu : cpu);
        if (!Double.isNaN(latest[best.ordinal()])) {
            gap[best.ordinal()].add(Math.max(0, task.arrivalSeconds() - latest[best.ordinal()]));
        }
        latest[best.ordinal()] = task.arrivalSeconds();
        queue.add(task, new RunTimes(cpu, gpu, Math.min(cluster.linkLatencySeconds(), gpu)), best);
    }

    @Override
    public void completed(Completion completion) {
        passUntil(completion.finishSeconds());
        if (!Double.isNaN(completion.cpuSeconds())) {
            runtimes.observe(completion.task(), DeviceKind.CPU, completion.cpuSeconds());
        }
        if (!Double.isNaN(completion.gpuSeconds())) {
            runtimes.observe(completion.task(), DeviceKind.GPU, completion.gpuSeconds());
        }
    }

    private void passUntil(double now) {
        if (now > since) {
            cost += (now - since) * waiting();
            time += now - since;
        }
        since = now;
    }

    private int waiting() {
        return unpredicted.size() + queue.waiting(DeviceKind.CPU) + queue.waiting(DeviceKind.GPU);
    }

    @Override
    public Assignment dispatch(ClusterView view) {
        passUntil(view.now());
        if (!predicts()) {
            return startInOrder(view);
        }
        while (!unpredicted.isEmpty()) {
            plan(unpredicted.remove());
        }
        look(view);
        Assignment next = queue.next(view, busyUntil);
        if (next != null) {
            hold(next.placement(), queue.started().expected());
            take(Choice.none(state(0, 0, 0)), false);
            return next;
        }
        SpareDevices.Offer offer = queue.offer();
        Choice choice = offer == null ? Choice.none(state(0, 0, 0)) : choice(offer);
        boolean starts = offer != null && explored(choice, learner.prefersStart(choice));
        take(choice, starts);
        if (starts) {
            next = queue.accept(offer, view);
            hold(next.placement(), offer.entry().expected());
        }
        return next;
    }

    private void take(Choice choice, boolean starts) {
        learner.taken(choice, starts, cost / unit.value(), time / unit.value());
        cost = 0;
        time = 0;
    }

    /** Takes in what is idle, and until when the others should be busy. */
    private void look(ClusterView view) {
        idle[0] = 0;
        idle[1] = 0;
        for (int device = 0; device < busyUntil.length; device++) {
            if (view.idle(device)) {
                busyUntil[device] = Double.NaN;
                idle[view.kind(device).ordinal()]++;
            } else if (view.up(device)) {
                double age = view.now() - view.runningSince(device);
                busyUntil[device] = view.now() + Math.max(expected[device] - age, OVERDUE_SHARE * age);
            } else {
                busyUntil[device] = Double.POSITIVE_INFINITY;
            }
        }
    }

    private int state(int fewerWaiting, int ofKind, int fewerIdle) {
        return QueueState.number(queue.waiting(DeviceKind.CPU) - (ofKind == 0 ? fewerWaiting : 0),
                queue.waiting(DeviceKind.GPU) - (ofKind == 1 ? fewerWaiting : 0),
                idle[0] - (ofKind == 1 ? fewerIdle : 0), idle[1] - (ofKind == 0 ? fewerIdle : 0));
    }

    /** To start the task on the slower kind, or to wait. */
    private Choice choice(SpareDevices.Offer offer) {
        int best = offer.entry().faster().ordinal();
        double here = offer.entry().seconds(cluster.kind(offer.device()));
        double there = offer.entry().seconds(offer.entry().faster());
        int kind = cluster.kind(offer.device()).ordinal();
        return new Choice(state(0, 0, 0), state(1, best, 0), state(1, best, kind == best ? 0 : 1),
                (float) ((here - there) / unit.value()), (float) faster[best].timesMean(there),
                (float) held[kind].timesMean(here), offer.lossSeconds() < 0 || here < there * relief(best));
    }

    /**
     * How many times its own length a task fewer relieves those that wait for their best kind of device, by one step of
     * policy improvement from devices that serve only tasks that are fastest there (K. Krishnan, "Joining the right queue: a
     * Markov decision rule", CDC 1987): n / (1 - utilization) for n waiting tasks per device.
     */
    private double relief(int kind) {
        int devices = kind == 0 ? cluster.cpus() : cluster.gpus();
        double utilization = faster[kind].value() / weight[kind] / (gap[kind].value() * devices);
        DeviceKind best = DeviceKind.values()[kind];
        return queue.waiting(best) / (devices * (1 - Math.min(utilization, MOST_UTILIZED)));
    }

    /**
     * Now and then the other choice, in inverse proportion to what it is expected to cost more, so that none is given up for
     * ever and none costs much (Foster, Rakhlin, "Beyond UCB", ICML 2020).
     */
    private boolean explored(Choice choice, boolean starts) {
        decisions++;
        double share = Math.max(exploration, FIRST_EXPLORATION / (1 + decisions / EXPLORATION_DECISIONS));
        boolean tries = exploration > 0 && random.nextDouble() * (1 + learner.regret(choice)) < share;
        return tries != starts;
    }

    /** Takes down how long devices are going to be held. */
    private void hold(Placement placement, RunTimes weighted) {
        if (placement.cpu() >= 0) {
            hold(placement.cpu(), 0, weighted.seconds(placement.gpuFraction()));
        }
        if (placement.gpu() >= 0) {
            hold(placement.gpu(), 1, weighted.seconds(placement.gpuFraction()));
        }
    }

    private void hold(int device, int kind, double seconds) {
        idle[kind]--;
        held[kind].add(seconds);
        expected[device] = seconds / weight[kind];
    }

    private Assignment startInOrder(ClusterView view) {
        Task task = unpredicted.peek();
        int chosen = -1;
        for (int device = 0; task != null && device < view.devices(); device++) {
            if (view.idle(device) && view.fits(task, device, 1) && (chosen < 0
                    || given[view.kind(device).ordinal()] < given[view.kind(chosen).ordinal()])) {
                chosen = device;
            }
        }
        if (chosen < 0) {
            return null;
        }
        given[view.kind(chosen).ordinal()]++;
        return new Assignment(unpredicted.remove(), Placement.on(view.kind(chosen), chosen));
    }

    /** Whether it would start a task now, nothing tried; for inspection, it learns nothing from it. */
    boolean prefersStart(ClusterView view) {
        look(view);
        if (queue.next(view, busyUntil) != null) {
            return true;
        }
        return queue.offer() != null && learner.prefersStart(choice(queue.offer()));
    }

    /** A mean that forgets slowly. */
    private static final class Mean {

        private double value;
        private long count;

        void add(double x) {
            count++;
            value += (x - value) / Math.min(count, AVERAGED);
        }

        double value() {
            return count == 0 ? 1 : value;
        }

        double timesMean(double x) {
            return count == 0 ? 1 : Math.min(x / value, MOST_TIMES_MEAN);
        }
    }
}
