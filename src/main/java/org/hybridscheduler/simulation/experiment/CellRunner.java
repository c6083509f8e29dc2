package org.hybridscheduler.simulation.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.simulation.engine.ClusterStatus;
import org.hybridscheduler.simulation.engine.Comparison;
import org.hybridscheduler.simulation.engine.CompletedSequences;
import org.hybridscheduler.simulation.engine.DecisionListener;
import org.hybridscheduler.simulation.engine.RunSpecification;
import org.hybridscheduler.simulation.engine.RunStrategies;
import org.hybridscheduler.simulation.engine.RunTotals;
import org.hybridscheduler.simulation.experiment.CellResult.Utilization;
import org.hybridscheduler.workload.Workload;

/** Runs one cell at a time on the calling thread, models trained included, and keeps totals, never tasks. */
final class CellRunner {

    private static final long FIRST_TASK_ID = 1;

    private final ExperimentSpecification specification;
    private final Map<String, Workload> workloads;
    private final RunStrategies strategies;
    private final BooleanSupplier cancelled;

    /**
     * Runs cells of this specification.
     *
     * @param workloads by name, each with the digest that the specification names
     * @param cancelled asked often; once it answers yes, a run ends with a {@link CancellationException}
     */
    CellRunner(ExperimentSpecification specification, List<Workload> workloads, StrategyRegistry registry,
            BooleanSupplier cancelled) {
        this.specification = specification;
        this.workloads = new HashMap<>();
        workloads.forEach(workload -> this.workloads.put(workload.name(), workload));
        strategies = new RunStrategies(registry, strategy -> Runnable::run);
        this.cancelled = cancelled;
        specification.workloads().forEach(reference -> {
            Workload workload = this.workloads.get(reference.name());
            if (workload == null || !workload.digest().equals(reference.digest())) {
                throw new IllegalArgumentException("Workload '" + reference.name() + "' is missing, or not the one that"
                        + " the specification names. Maybe it was uploaded anew?");
            }
        });
    }

    CellResult run(Cell cell) {
        RunSpecification run = specification.run(cell);
        Workload workload = workloads.get(cell.workload());
        Comparison comparison = new Comparison(workload.open(run.stream(FIRST_TASK_ID), run.cluster()),
                strategies.of(run, workload), run.cluster(), FIRST_TASK_ID, new CompletedSequences(),
                strategy -> DecisionListener.NONE, cell.seed());
        RunTotals totals = new RunTotals(run.strategies());
        while (comparison.step()) {
            count(comparison, totals);
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("The experiment was cancelled");
            }
        }
        comparison.drain();
        count(comparison, totals);
        Map<String, Utilization> utilization = new HashMap<>();
        comparison.clusters().forEach(status -> utilization.put(status.strategy(), utilization(status, run.cluster())));
        return new CellResult(cell, totals.figures(), utilization, null);
    }

    private void count(Comparison comparison, RunTotals totals) {
        comparison.takeOutcomes().stream().filter(outcome -> outcome.sequence() >= specification.warmUpTasks())
                .forEach(totals::add);
    }

    private static Utilization utilization(ClusterStatus status, ClusterSpec cluster) {
        return new Utilization(mean(DeviceKind.CPU, status, cluster), mean(DeviceKind.GPU, status, cluster));
    }

    private static double mean(DeviceKind kind, ClusterStatus status, ClusterSpec cluster) {
        List<Double> shares = new ArrayList<>();
        for (int device = 0; device < cluster.devices(); device++) {
            if (cluster.kind(device) == kind) {
                shares.add(status.utilization()[device]);
            }
        }
        return shares.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
