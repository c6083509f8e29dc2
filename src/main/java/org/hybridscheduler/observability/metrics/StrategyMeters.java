package org.hybridscheduler.observability.metrics;

import java.util.List;
import java.util.stream.IntStream;
import org.hybridscheduler.observability.metrics.Meters.Count;
import org.hybridscheduler.observability.metrics.Meters.Distribution;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.simulation.engine.Outcome;

/** What one strategy's outcomes and decisions move; looked up once, and all there, at 0, from then on. */
final class StrategyMeters {

    private final Count finished;
    private final Count rejected;
    /** By device. */
    private final List<Count> placements;
    private final Distribution turnaround;
    private final Distribution slowdown;
    private final Distribution decisions;

    StrategyMeters(Meters meters, String strategy, ClusterSpec cluster) {
        finished = meters.counter(Metric.SIMULATION_SCHEDULER_TASKS, strategy);
        rejected = meters.counter(Metric.SIMULATION_TASKS_REJECTED, strategy);
        placements = IntStream.range(0, cluster.devices()).mapToObj(device ->
                meters.counter(Metric.SIMULATION_PLACEMENTS, strategy, cluster.deviceName(device))).toList();
        turnaround = meters.histogram(Metric.SIMULATION_TURNAROUND, strategy);
        slowdown = meters.histogram(Metric.SIMULATION_BOUNDED_SLOWDOWN, strategy);
        decisions = meters.histogram(Metric.SIMULATION_DECISION_DURATION, strategy);
    }

    /** Adds the strategy's own outcomes; each counter moves once. */
    void add(List<Outcome> outcomes) {
        int[] placed = new int[placements.size()];
        int turnedAway = 0;
        for (Outcome outcome : outcomes) {
            if (outcome.rejected()) {
                turnedAway++;
            } else {
                turnaround.record(outcome.turnaroundSeconds());
                slowdown.record(outcome.boundedSlowdown());
                count(outcome.placement(), placed);
            }
        }
        finished.add(outcomes.size() - turnedAway);
        rejected.add(turnedAway);
        for (int device = 0; device < placed.length; device++) {
            if (placed[device] > 0) {
                placements.get(device).add(placed[device]);
            }
        }
    }

    private static void count(Placement placement, int[] placed) {
        if (placement.cpu() >= 0) {
            placed[placement.cpu()]++;
        }
        if (placement.gpu() >= 0) {
            placed[placement.gpu()]++;
        }
    }

    void decided(long[] durationsNanos) {
        for (long nanos : durationsNanos) {
            decisions.recordNanos(nanos);
        }
    }
}
