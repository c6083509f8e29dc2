package org.hybridscheduler.simulation.experiment;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterSpec.Power;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.simulation.experiment.ExperimentSpecification.WorkloadReference;
import org.hybridscheduler.workload.StreamSpec.Draw;
import org.hybridscheduler.workload.SyntheticParameters;
import org.hybridscheduler.workload.SyntheticWorkload;
import org.hybridscheduler.workload.Workload;

/** Small experiments for tests. */
public final class Experiments {

    public static final StrategyRegistry REGISTRY = new StrategyRegistry();
    public static final Workload SYNTHETIC = new SyntheticWorkload(SyntheticParameters.defaults());
    public static final ClusterSpec CLUSTER = new ClusterSpec(3, 2, 16_000, 10e-6, 12e9, new Power(10, 100),
            new Power(20, 300), 0.01, 0.1, 50);

    private Experiments() {
    }

    public static ExperimentSpecification specification(List<String> strategies, List<Workload> workloads,
            List<Double> loads, int seeds, long tasks, long warmUpTasks) {
        Map<String, Double> parameters = new TreeMap<>();
        strategies.forEach(strategy -> REGISTRY.defaults(strategy)
                .forEach((name, value) -> parameters.put(strategy + "." + name, value)));
        return new ExperimentSpecification(strategies, workloads.stream().map(WorkloadReference::of).toList(), loads,
                ExperimentSpecification.seeds(1, seeds), tasks, warmUpTasks, Draw.RANDOM, OptionalDouble.empty(), CLUSTER,
                parameters);
    }

    /** On the calling thread. */
    public static ExperimentResult run(ExperimentSpecification specification, Workload... workloads) {
        try {
            return new Experiment(specification, List.of(workloads), REGISTRY).run(Runnable::run, 1, progress -> { });
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
