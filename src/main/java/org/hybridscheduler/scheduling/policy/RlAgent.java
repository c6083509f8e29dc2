package org.hybridscheduler.scheduling.policy;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Knowledge;
import org.hybridscheduler.scheduling.LateBinding;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.scheduling.learning.Choices;
import org.hybridscheduler.scheduling.learning.DoubleQLearner;
import org.hybridscheduler.scheduling.learning.RunningRuntimes;

/**
 * Learns when to start what where from what its decisions cost in the long run. Whenever a device is idle and tasks wait it
 * starts the shortest on a CPU, the shortest on a GPU, splits that one over both, or waits for a better moment.
 *
 * <p>The cost is the integral of the number of tasks in the system, which by Little's law is the sum of the turnaround
 * times, and weighted energy and money. What a task adds to it while it runs is counted when it starts, as predicted: the
 * same in the mean, and it does not vary with what happens meanwhile.
 */
@Strategy(name = "rl_agent", kind = "learned", knowledge = Knowledge.PREDICTED,
        description = "Learns by reinforcement (double DQN) what a decision costs in the long run, and starts a task on a "
                + "CPU, on a GPU or split over both, or waits.",
        parameters = {
            @Strategy.Parameter(name = "reward.weight.energy", defaultValue = 0, min = 0, max = 1e9,
                    description = "What a joule that a running task draws beyond idling weighs, in seconds of turnaround"),
            @Strategy.Parameter(name = "reward.weight.cost", defaultValue = 0, min = 0, max = 1e9,
                    description = "What a US dollar weighs, in seconds of turnaround"),
            @Strategy.Parameter(name = "horizon", defaultValue = 100, min = 1, max = 1e6,
                    description = "How far it looks ahead, in mean run times: the time constant of the discounting"),
            @Strategy.Parameter(name = "exploration", defaultValue = 0.02, min = 0, max = 1,
                    description = "Share of the decisions that are drawn, bad ones less likely; it starts higher")})
public final class RlAgent implements LateBinding {

    static final String COLD_START_RULE = "fewest_tasks_kind";

    static final int WAIT = 0;
    static final int CPU = 1;
    static final int GPU = 2;
    static final int SPLIT = 3;

    private static final int WIDTH = 16;
    private static final int MIN_OBSERVATIONS = 20;
    /** Share of the decisions that are drawn at first, and after how many it has halved. */
    private static final double FIRST_EXPLORATION = 0.2;
    private static final double EXPLORATION_DECISIONS = 5_000;

    private final RandomGenerator random;
    private final double horizon;
    private final double exploration;
    private final RunningRuntimes runtimes;
    private final Choices choices = new Choices(4, SystemState.FEATURES);
    private final DoubleQLearner learner;
    private final WaitingTasks waiting;
    private final SystemState state;
    private final Elapsed elapsed = new Elapsed();
    private final ClusterSpec cluster;
    private final int[] given = new int[2];
    private long decisions;

    public RlAgent(StrategyContext context) {
        cluster = context.cluster();
        random = context.random();
        horizon = context.parameter("horizon");
        exploration = context.parameter("exploration");
        runtimes = new RunningRuntimes(context.featureNames().size());
        learner = new DoubleQLearner(choices, WIDTH, random);
        double energy = context.parameter("reward.weight.energy");
        double cost = context.parameter("reward.weight.cost");
        double cpu = 1 + energy * (cluster.cpuPower().activeWatts() - cluster.cpuPower().idleWatts())
                + cost * cluster.cpuUsdPerSecond();
        double gpu = 1 + energy * (cluster.gpuPower().activeWatts() - cluster.gpuPower().idleWatts())
                + cost * cluster.gpuUsdPerSecond();
        waiting = new WaitingTasks(cluster, cpu, gpu);
        state = new SystemState(cluster, waiting, cpu, gpu);
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
        elapsed.passUntil(view.now(), waiting.size(), horizon * state.meanSeconds());
        waiting.add(task, runtimes.seconds(task, DeviceKind.CPU), runtimes.seconds(task, DeviceKind.GPU));
    }

    @Override
    public void completed(Completion completion) {
        elapsed.passUntil(completion.finishSeconds(), waiting.size(), horizon * state.meanSeconds());
        state.finished(completion);
        if (!Double.isNaN(completion.cpuSeconds())) {
            runtimes.observe(completion.task(), DeviceKind.CPU, completion.cpuSeconds());
        }
        if (!Double.isNaN(completion.gpuSeconds())) {
            runtimes.observe(completion.task(), DeviceKind.GPU, completion.gpuSeconds());
        }
    }

    @Override
    public void lost(Task task, Placement placement) {
        state.vacated(placement);
    }

    @Override
    public Assignment dispatch(ClusterView view) {
        elapsed.passUntil(view.now(), waiting.size(), horizon * state.meanSeconds());
        if (!look(view)) {
            return null;
        }
        boolean predicts = predicts();
        int choice = predicts ? explored(cheapest()) : rarest();
        if (predicts) {
            decisions++;
            double unit = state.meanSeconds();
            learner.taken(choice, elapsed.cost() / unit, elapsed.time() / unit, elapsed.discount(),
                    elapsed.undiscountedCost() / unit, elapsed.undiscountedTime() / unit);
        }
        elapsed.reset();
        if (choice == WAIT) {
            return null;
        }
        given[choice == CPU ? 0 : 1]++;
        return state.start(choice, view.now());
    }

    /** Lays out what can be done; answers whether there is anything at all. */
    private boolean look(ClusterView view) {
        choices.clear();
        state.observe(view);
        for (int choice : new int[] {WAIT, CPU, GPU, SPLIT}) {
            state.offer(choice, choices);
        }
        return choices.offers(WAIT) || choices.offers(CPU) || choices.offers(GPU);
    }

    /** The choice that the agent holds for the best in this state; for inspection, it learns nothing from it. */
    int preferred(ClusterView view) {
        look(view);
        return cheapest();
    }

    private int cheapest() {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int choice = WAIT; choice <= SPLIT; choice++) {
            if (choices.offers(choice)) {
                double value = learner.value(choice);
                if (value < least || best < 0) {
                    least = value;
                    best = choice;
                }
            }
        }
        return best;
    }

    /**
     * Now and then another choice, in inverse proportion to what it is expected to cost more, so that none is given up for
     * ever and none costs much (Foster, Rakhlin, "Beyond UCB", ICML 2020).
     */
    private int explored(int best) {
        double share = Math.max(exploration, FIRST_EXPLORATION / (1 + decisions / EXPLORATION_DECISIONS));
        if (random.nextDouble() >= share) {
            return best;
        }
        double least = learner.value(best);
        double total = 0;
        int drawn = best;
        for (int choice = WAIT; choice <= SPLIT; choice++) {
            if (choices.offers(choice)) {
                double weight = 1 / (1 + learner.value(choice) - least);
                total += weight;
                if (random.nextDouble() * total < weight) {
                    drawn = choice;
                }
            }
        }
        return drawn;
    }

    /** The idle kind that has been given the fewest tasks. */
    private int rarest() {
        if (choices.offers(CPU) && choices.offers(GPU)) {
            return given[0] < given[1] ? CPU : GPU;
        }
        return choices.offers(CPU) ? CPU : choices.offers(GPU) ? GPU : WAIT;
    }

    /** What passed since the latest decision. */
    private static final class Elapsed {

        private double since = Double.NaN;
        private double discount = 1;
        private double cost;
        private double time;
        private double undiscountedCost;
        private double undiscountedTime;

        void passUntil(double now, int waiting, double horizonSeconds) {
            double seconds = Double.isNaN(since) ? 0 : now - since;
            since = now;
            if (seconds > 0) {
                double left = Math.exp(-seconds / horizonSeconds);
                double discounted = discount * (1 - left) * horizonSeconds;
                cost += waiting * discounted;
                time += discounted;
                undiscountedCost += waiting * seconds;
                undiscountedTime += seconds;
                discount *= left;
            }
        }

        void reset() {
            discount = 1;
            cost = 0;
            time = 0;
            undiscountedCost = 0;
            undiscountedTime = 0;
        }

        double cost() {
            return cost;
        }

        double time() {
            return time;
        }

        double discount() {
            return discount;
        }

        double undiscountedCost() {
            return undiscountedCost;
        }

        double undiscountedTime() {
            return undiscountedTime;
        }
    }
}
