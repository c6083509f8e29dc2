package org.hybridscheduler.live.control;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterSpec.Power;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.simulation.engine.ClusterStatus;
import org.hybridscheduler.simulation.engine.ComparisonSnapshot;
import org.hybridscheduler.simulation.engine.Outcome;
import org.hybridscheduler.simulation.engine.RunSpecification;
import org.hybridscheduler.simulation.engine.RunTotals;
import org.hybridscheduler.simulation.engine.TaskOutcome;
import org.hybridscheduler.workload.StreamSpec.Draw;

/** A run of round_robin and hybrid_ml on one CPU and two GPUs at the moment its first task is done. */
final class Snapshots {

    static final List<String> STRATEGIES = List.of("round_robin", "hybrid_ml");
    static final List<String> FEATURES = List.of("size", "compute_intensity");

    private static final ClusterSpec CLUSTER = new ClusterSpec(1, 2, 1_000, 0, 1e9, new Power(10, 100),
            new Power(20, 300), 0.01, 0.1, 10);
    private static final double NONE = Double.NaN;

    private Snapshots() {
    }

    static Outcome onCpu(String strategy) {
        return new Outcome(strategy, new Placement(0, -1, 0), 11, 14, 4, 1, 2, 3, 0, 300, 0.03);
    }

    static Outcome split(String strategy) {
        return new Outcome(strategy, new Placement(0, 2, 0.75), 10, 12, 2, 0, 1, 2, 2, 800, 0.22);
    }

    static Outcome rejected(String strategy) {
        return new Outcome(strategy, null, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE);
    }

    static ComparisonSnapshot of(List<String> features, double[] values, Outcome... outcomes) {
        Task task = new Task(77, 10, null, 0, 512, values, new long[0]);
        return of(features, new TaskOutcome(0, task, new RunTimes(3, 2, 0), 1.2, List.of(outcomes)));
    }

    /** Before the first task is done. */
    static ComparisonSnapshot empty() {
        return of(FEATURES, null);
    }

    private static ComparisonSnapshot of(List<String> features, TaskOutcome latest) {
        List<String> strategies = latest == null ? STRATEGIES
                : latest.outcomes().stream().map(Outcome::strategy).toList();
        RunTotals totals = new RunTotals(strategies);
        if (latest != null) {
            totals.add(latest);
        }
        List<ClusterStatus> clusters = strategies.stream()
                .map(name -> new ClusterStatus(name, 14, 0, 0, new int[3], new double[] {0.5, 0, 0.25}, 0, 0, 0)).toList();
        return new ComparisonSnapshot(3, new RunSpecification("synthetic", "ab", Draw.IN_ORDER, 1,
                OptionalDouble.empty(), OptionalDouble.empty(), OptionalLong.empty(), CLUSTER, strategies, Map.of()),
                features, totals.figures(), clusters, 1, 0, 10, latest, Map.of(), Map.of(), Map.of());
    }
}
