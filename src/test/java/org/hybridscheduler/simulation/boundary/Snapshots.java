package org.hybridscheduler.simulation.boundary;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterSpec.Power;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.simulation.engine.ClusterStatus;
import org.hybridscheduler.simulation.engine.ComparisonSnapshot;
import org.hybridscheduler.simulation.engine.Outcome;
import org.hybridscheduler.simulation.engine.RunSpecification;
import org.hybridscheduler.simulation.engine.RunSpecification.Arrivals;
import org.hybridscheduler.simulation.engine.RunTotals;
import org.hybridscheduler.simulation.engine.TaskOutcome;
import org.hybridscheduler.workload.StreamSpec.Draw;

/** Runs on one CPU (10 W idle, 100 W active) and one GPU (20 W, 300 W) at some moment. */
final class Snapshots {

    private static final ClusterSpec CLUSTER = new ClusterSpec(1, 1, 1_000, 0, 1e9, new Power(10, 100),
            new Power(20, 300), 0.01, 0.1, 10);

    private Snapshots() {
    }

    private static RunSpecification specification(OptionalDouble load, String... strategies) {
        return new RunSpecification("kernels", "ab", Draw.IN_ORDER, 42, load, OptionalDouble.empty(),
                OptionalLong.empty(), CLUSTER, List.of(strategies), Map.of());
    }

    /** Before the first task is done, and before the first has arrived in this process. */
    static ComparisonSnapshot beforeTheFirstTask(String... strategies) {
        return new ComparisonSnapshot(3, specification(OptionalDouble.empty(), strategies), List.of(),
                new RunTotals(List.of(strategies)).figures(), List.of(), 0, 0, 0, null,
                Map.of("hybrid_ml", "some_rule"), Map.of(), Map.of("oracle", "eft"));
    }

    /** The same at the arrival times of another workload. */
    static ComparisonSnapshot atTheTimesOf(String workload, String... strategies) {
        RunSpecification alone = specification(OptionalDouble.empty(), strategies);
        return new ComparisonSnapshot(3, new RunSpecification(alone.workload(), alone.workloadDigest(), alone.draw(),
                alone.seed(), alone.load(), alone.noiseCv(), alone.maxTasks(), alone.cluster(), alone.strategies(),
                alone.parameters(), Optional.of(new Arrivals(workload, "cd"))), List.of(),
                new RunTotals(List.of(strategies)).figures(), List.of(), 0, 0, 0, null, Map.of(), Map.of(), Map.of());
    }

    /** Ten tasks have arrived until 20 s; of the one that is done these are the outcomes. */
    static ComparisonSnapshot afterOneTask(Outcome... outcomes) {
        String[] strategies = List.of(outcomes).stream().map(Outcome::strategy).toArray(String[]::new);
        TaskOutcome task = new TaskOutcome(0, new Task(7, 10, null, 0, 0, new double[0], new long[0]),
                new RunTimes(3, 2, 0), 1.25, List.of(outcomes));
        RunTotals totals = new RunTotals(List.of(strategies));
        totals.add(task);
        List<ClusterStatus> clusters = List.of(strategies).stream()
                .map(name -> new ClusterStatus(name, 20, 4, 6, new int[2], new double[] {0.5, Double.NaN},
                        0, 3, 1.5)).toList();
        return new ComparisonSnapshot(3, specification(OptionalDouble.of(0.8), strategies), List.of(), totals.figures(),
                clusters, 10, 9, 20, task, Map.of(), Map.of(), Map.of());
    }

    /** Waited a second, then ran alone on the CPU, for 3 s, or the GPU, for 2 s. */
    static Outcome on(DeviceKind kind, String strategy) {
        return kind == DeviceKind.CPU
                ? new Outcome(strategy, Placement.on(kind, 0), 11, 14, 4, 1, 2, 3, 0, 300, 0.03)
                : new Outcome(strategy, Placement.on(kind, 1), 11, 13, 3, 1, 1.5, 0, 2, 600, 0.2);
    }

    static Outcome rejected(String strategy) {
        double none = Double.NaN;
        return new Outcome(strategy, null, none, none, none, none, none, none, none, none, none);
    }
}
