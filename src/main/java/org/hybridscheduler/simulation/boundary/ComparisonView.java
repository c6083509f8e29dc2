package org.hybridscheduler.simulation.boundary;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.simulation.engine.ClusterStatus;
import org.hybridscheduler.simulation.engine.ComparisonSnapshot;
import org.hybridscheduler.simulation.engine.RunSpecification;
import org.hybridscheduler.simulation.engine.RunSpecification.Arrivals;

/**
 * {@code GET /api/comparison} on the wire: the run so far, over the tasks that every strategy is done with, so that all are
 * compared on the same tasks. What is not known is null. Simulated seconds, joules, US dollars.
 */
public record ComparisonView(RunView run, BoundView lowerBound, Map<String, SchedulerView> schedulers) {

    /** The run; times are simulated seconds. Arrivals name the workload at whose times tasks come, if another one. */
    public record RunView(long id, String workload, String arrivals, long seed, Double load, int cpus, int gpus,
            long tasksArrived, long tasks, double simulatedSeconds, String specificationHash) {
    }

    /** Certified: no scheduler has a lower mean turnaround on these tasks, unless it rejects some. */
    public record BoundView(Double meanTurnaround) {
    }

    /**
     * One strategy; regret is its mean turnaround minus the oracle's. The energy-delay product is total energy times
     * makespan, fairness Jain's index over groups of tasks; the delegate is the rule that decides for it. Losses, tasks
     * that a device's failure made start again, and utilisation count since the process began or took up the run.
     */
    public record SchedulerView(long tasks, Double meanTurnaround, Double p50, Double p95, Double p99, Double meanWaiting,
            Double meanBoundedSlowdown, Double makespan, Map<String, Double> utilization, Double totalEnergy,
            double totalCost, long wins, long rejected, Integer queueLength, Double regret, String binding,
            String knowledge, String coldStartRule, String delegate, Double throughput, Double energyDelayProduct,
            Double fairness, Long losses, Double lostSeconds) {
    }

    static ComparisonView of(ComparisonSnapshot snapshot, StrategyRegistry registry) {
        RunSpecification specification = snapshot.specification();
        ClusterSpec cluster = specification.cluster();
        Map<String, ClusterStatus> clusters = new LinkedHashMap<>();
        snapshot.clusters().forEach(status -> clusters.put(status.strategy(), status));
        Map<String, SchedulerView> schedulers = new LinkedHashMap<>();
        snapshot.totals().strategies().forEach((name, figures) -> {
            double seconds = Math.max(snapshot.simulatedSeconds(), figures.makespan());
            double energy = cluster.energyJoules(seconds, figures.cpuBusySeconds(), figures.gpuBusySeconds());
            ClusterStatus status = clusters.get(name);
            schedulers.put(name, new SchedulerView(figures.finished(), Known.orNull(figures.meanTurnaround()),
                    Known.orNull(figures.turnaroundQuantile(0.5)), Known.orNull(figures.turnaroundQuantile(0.95)),
                    Known.orNull(figures.turnaroundQuantile(0.99)), Known.orNull(figures.meanWaiting()),
                    Known.orNull(figures.meanBoundedSlowdown()), figures.finished() == 0 ? null : figures.makespan(),
                    utilization(status, cluster),
                    energy,
                    figures.totalCost(), figures.wins(), figures.rejected(),
                    status == null ? null : status.queueLength(), Known.orNull(snapshot.totals().regret(name)),
                    registry.binding(name).name().toLowerCase(Locale.ROOT),
                    registry.declared(name).knowledge().name().toLowerCase(Locale.ROOT),
                    snapshot.coldStartRules().get(name), snapshot.delegates().get(name),
                    Known.orNull(figures.throughput()),
                    figures.finished() == 0 ? null : energy * figures.makespan(), Known.orNull(figures.fairness()),
                    status == null ? null : status.losses(), status == null ? null : status.lostSeconds()));
        });
        return new ComparisonView(new RunView(snapshot.runId(), specification.workload(),
                specification.arrivals().map(Arrivals::workload).orElse(null), specification.seed(),
                specification.load().isPresent() ? specification.load().getAsDouble() : null, cluster.cpus(),
                cluster.gpus(), snapshot.arrived(), snapshot.totals().tasks(), snapshot.simulatedSeconds(),
                specification.hash()), new BoundView(Known.orNull(snapshot.totals().meanLowerBound())), schedulers);
    }

    private static Map<String, Double> utilization(ClusterStatus status, ClusterSpec cluster) {
        Map<String, Double> utilization = new LinkedHashMap<>();
        for (int device = 0; device < cluster.devices(); device++) {
            utilization.put(cluster.deviceName(device),
                    status == null ? null : Known.orNull(status.utilization()[device]));
        }
        return utilization;
    }
}
