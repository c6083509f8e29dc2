package org.hybridscheduler.observability.metrics;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterSpec.Power;
import org.hybridscheduler.scheduling.ModelStatus;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.simulation.engine.ClusterStatus;
import org.hybridscheduler.simulation.engine.ComparisonSnapshot;
import org.hybridscheduler.simulation.engine.Outcome;
import org.hybridscheduler.simulation.engine.RunSpecification;
import org.hybridscheduler.simulation.engine.RunTotals;
import org.hybridscheduler.simulation.engine.TaskOutcome;
import org.hybridscheduler.simulation.engine.TasksResolved;
import org.hybridscheduler.workload.StreamSpec.Draw;

/** Runs of greedy and oracle. */
final class ComparedRuns {

    static final List<String> STRATEGIES = List.of("greedy", "oracle");

    private ComparedRuns() {
    }

    static RunSpecification specification(int cpus, int gpus) {
        ClusterSpec cluster = new ClusterSpec(cpus, gpus, 1_000, 0, 1e9, new Power(10, 100), new Power(20, 300),
                0.01, 0.1, 10);
        return new RunSpecification("kernels", "ab", Draw.IN_ORDER, 42, OptionalDouble.empty(),
                OptionalDouble.empty(), OptionalLong.empty(), cluster, STRATEGIES, Map.of());
    }

    static Outcome finished(String strategy, Placement placement, double turnaround, double slowdown) {
        return new Outcome(strategy, placement, 0, turnaround, turnaround, 0, slowdown, 1, 1, 1, 1);
    }

    static Outcome rejected(String strategy) {
        double none = Double.NaN;
        return new Outcome(strategy, null, none, none, none, none, none, none, none, none, none);
    }

    /** The outcomes of one task, greedy's first. */
    static TaskOutcome task(Outcome... outcomes) {
        return new TaskOutcome(0, new Task(1, 0, null, 0, 0, new double[0], new long[0]), new RunTimes(3, 2, 0), 1,
                List.of(outcomes));
    }

    static TasksResolved resolved(long run, RunSpecification specification, Map<String, long[]> decisions,
            TaskOutcome... tasks) {
        return new TasksResolved(run, specification, List.of(tasks), 5, decisions);
    }

    static ComparisonSnapshot snapshot(RunSpecification specification, List<ClusterStatus> clusters,
            Map<String, ModelStatus> models, TaskOutcome... tasks) {
        RunTotals totals = new RunTotals(STRATEGIES);
        List.of(tasks).forEach(totals::add);
        return new ComparisonSnapshot(1, specification, List.of(), totals.figures(), clusters, tasks.length, 0, 1, null,
                Map.of(), models, Map.of());
    }
}
