package org.hybridscheduler.simulation.control;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.hybridscheduler.scheduling.SchedulingStrategy;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.simulation.engine.Comparison;
import org.hybridscheduler.simulation.engine.RunSpecification;
import org.hybridscheduler.simulation.engine.RunSpecification.Arrivals;
import org.hybridscheduler.simulation.engine.RunStrategies;
import org.hybridscheduler.simulation.engine.RunTotals;
import org.hybridscheduler.simulation.engine.StoredRun;
import org.hybridscheduler.workload.ArrivalTrace;
import org.hybridscheduler.workload.CombinedWorkload;
import org.hybridscheduler.workload.Workload;

/** Builds what a specification describes. */
final class RunFactory {

    private final RunStrategies strategies;
    private final LongSupplier nanoTime;

    /**
     * Builds with these means.
     *
     * @param trainers the executor that trains a strategy's models, by the strategy's name
     * @param nanoTime times the strategies' decisions, in nanoseconds; never goes back
     */
    RunFactory(StrategyRegistry registry, Function<String, Executor> trainers, LongSupplier nanoTime) {
        this.strategies = new RunStrategies(registry, trainers);
        this.nanoTime = nanoTime;
    }

    /**
     * Makes sure that a run can begin.
     *
     * @throws IllegalArgumentException where it cannot
     */
    void requirePossible(RunSpecification specification, Workload workload) {
        strategies.untried(specification, workload);
        workload.open(specification.stream(0), specification.cluster());
    }

    /**
     * Prepares a run from where the store has it.
     *
     * @throws IllegalArgumentException where the workload is not the one that the specification names
     */
    PreparedRun prepare(StoredRun stored, RunSpecification specification, Workload workload) {
        changedSource(workload, specification).ifPresent(name -> {
            throw new IllegalArgumentException("Workload '" + name + "' has changed since run " + stored.id()
                    + " began. Maybe it was uploaded anew?");
        });
        Map<String, SchedulingStrategy> competitors = strategies.of(specification, workload);
        DecisionTimes decisions = new DecisionTimes(nanoTime);
        Comparison comparison = new Comparison(
                workload.open(specification.stream(stored.firstTaskId()), specification.cluster()), competitors,
                specification.cluster(), stored.firstTaskId(), stored.completed(), decisions::of,
                specification.seed());
        return new PreparedRun(specification, comparison, competitors, decisions, new RunTotals(stored.totals()),
                workload.featureNames());
    }

    /** The name of what is not as it was, of tasks and arrivals. */
    private static Optional<String> changedSource(Workload workload, RunSpecification specification) {
        Workload tasks = workload instanceof CombinedWorkload combined ? combined.tasks() : workload;
        if (!tasks.digest().equals(specification.workloadDigest())) {
            return Optional.of(tasks.name());
        }
        Optional<ArrivalTrace> arrivals = workload instanceof CombinedWorkload combined
                ? Optional.of(combined.arrivals()) : Optional.empty();
        if (!arrivals.map(ArrivalTrace::digest).equals(specification.arrivals().map(Arrivals::digest))) {
            return Optional.of(arrivals.map(ArrivalTrace::name).orElseGet(workload::name));
        }
        return Optional.empty();
    }
}
