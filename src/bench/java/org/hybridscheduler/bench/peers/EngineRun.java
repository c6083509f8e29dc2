package org.hybridscheduler.bench.peers;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterSpec.Power;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.LateBinding;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.SchedulingStrategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.simulation.engine.Comparison;
import org.hybridscheduler.simulation.engine.CompletedSequences;
import org.hybridscheduler.simulation.engine.RunTotals;
import org.hybridscheduler.simulation.engine.TaskOutcome;
import org.hybridscheduler.workload.Arrival;
import org.hybridscheduler.workload.TaskStream;

/**
 * The workload on our engine with full accounting: outcomes, quantiles, energy, cost, fairness. Once with a queue for each
 * server, tasks in turn, as CloudSim Plus has it; once with a central queue, as the actors of SimGrid have it.
 */
public final class EngineRun {

    private static final double[] NO_FEATURES = {};
    private static final long[] NO_PARENTS = {};
    private static final ClusterSpec CLUSTER = new ClusterSpec(Workload.SERVERS, 0, 16_000, 1e-5, 12e9,
            new Power(15, 90), new Power(40, 250), 14e-6, 35e-5, 1_000_000);

    private EngineRun() {
    }

    /** Takes the number of tasks and of rounds. */
    public static void main(String[] arguments) {
        StrategyRegistry registry = new StrategyRegistry();
        StrategyContext context = new StrategyContext(CLUSTER, List.of(), new SplittableRandom(1), Runnable::run,
                registry.defaults("round_robin"));
        Workload.measure("engine, own queues", arguments, workload ->
                simulate(workload, registry.create("round_robin", context)));
        Workload.measure("engine, central queue", arguments, workload -> simulate(workload, new CentralQueue()));
    }

    private static double simulate(Workload workload, SchedulingStrategy strategy) {
        Comparison comparison = new Comparison(new Tasks(workload), Map.of("peer", strategy), CLUSTER, 0,
                new CompletedSequences());
        RunTotals totals = new RunTotals(List.of("peer"));
        while (comparison.step()) {
            if (comparison.arrived() % 256 == 0) {
                count(comparison, totals);
            }
        }
        comparison.drain();
        count(comparison, totals);
        return totals.figures().strategies().get("peer").meanTurnaround();
    }

    private static void count(Comparison comparison, RunTotals totals) {
        for (TaskOutcome outcome : comparison.takeOutcomes()) {
            totals.add(outcome);
        }
    }

    private static final class Tasks implements TaskStream {

        private final Workload workload;
        private int given;

        Tasks(Workload workload) {
            this.workload = workload;
        }

        @Override
        public Arrival next() {
            if (given == workload.tasks()) {
                return null;
            }
            double seconds = workload.seconds(given);
            return new Arrival(new Task(given, workload.arrival(given++), null, 0, 0, NO_FEATURES, NO_PARENTS),
                    new RunTimes(seconds, seconds, 0));
        }

        @Override
        public long oldestParent() {
            return Long.MAX_VALUE;
        }
    }

    /** First come, first served by the first idle server. */
    private static final class CentralQueue implements LateBinding {

        private final Queue<Task> queue = new ArrayDeque<>();

        @Override
        public void enqueue(Task task, ClusterView cluster) {
            queue.add(task);
        }

        @Override
        public Assignment dispatch(ClusterView cluster) {
            for (int device = 0; device < cluster.devices() && !queue.isEmpty(); device++) {
                if (cluster.idle(device)) {
                    return new Assignment(queue.remove(), Placement.on(cluster.kind(device), device));
                }
            }
            return null;
        }
    }
}
