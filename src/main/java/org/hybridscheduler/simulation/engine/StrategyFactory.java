package org.hybridscheduler.simulation.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.hybridscheduler.scheduling.SchedulingStrategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.workload.Workload;

/** Builds the strategies that a specification names. */
public final class StrategyFactory {

    private final StrategyRegistry registry;
    private final Function<String, Executor> trainers;

    /**
     * Builds with these means.
     *
     * @param trainers the executor that trains a strategy's models, by the strategy's name
     */
    public StrategyFactory(StrategyRegistry registry, Function<String, Executor> trainers) {
        this.registry = registry;
        this.trainers = trainers;
    }

    /** New instances by name, in the specification's order, each with a random stream of its own. */
    public Map<String, SchedulingStrategy> create(RunSpecification specification, Workload workload) {
        Map<String, SchedulingStrategy> strategies = new LinkedHashMap<>();
        for (String name : specification.strategies()) {
            StrategyContext context = new StrategyContext(specification.cluster(), workload.featureNames(),
                    new SplittableRandom(specification.seed() ^ name.hashCode()), trainers.apply(name),
                    specification.parametersOf(name));
            strategies.put(name, registry.create(name, context));
        }
        return strategies;
    }
}
