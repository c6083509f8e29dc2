package org.hybridscheduler.simulation.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hybridscheduler.scheduling.SchedulingStrategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.policy.Oracle;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.workload.Workload;

/** The strategies of a run, new ones each time; they follow from specification and workload alone. */
public final class RunStrategies {

    private final StrategyRegistry registry;
    private final Function<String, Executor> trainers;

    /** Creates with these means; {@code trainers}: the executor that trains a strategy's models, by its name. */
    public RunStrategies(StrategyRegistry registry, Function<String, Executor> trainers) {
        this.registry = registry;
        this.trainers = trainers;
    }

    /**
     * The strategies as the specification describes them, but untried: the oracle has the first rule of its portfolio.
     *
     * @throws IllegalArgumentException for an unknown strategy, or a parameter out of its range
     */
    public Map<String, SchedulingStrategy> untried(RunSpecification specification, Workload workload) {
        return create(specification, workload, registry::create);
    }

    /**
     * The strategies of the run. The oracle has that rule of its portfolio which does best on the beginning of the run,
     * which takes as long as running it some times over.
     *
     * @throws IllegalArgumentException for an unknown strategy, or a parameter out of its range
     */
    public Map<String, SchedulingStrategy> of(RunSpecification specification, Workload workload) {
        return create(specification, workload, (name, context) -> {
            SchedulingStrategy untried = registry.create(name, context);
            return untried instanceof Oracle ? rehearsed(context, specification, workload) : untried;
        });
    }

    private Map<String, SchedulingStrategy> create(RunSpecification specification, Workload workload,
            BiFunction<String, StrategyContext, SchedulingStrategy> constructor) {
        Map<String, SchedulingStrategy> strategies = new LinkedHashMap<>();
        for (String name : specification.strategies()) {
            strategies.put(name, constructor.apply(name, new StrategyContext(specification.cluster(),
                    workload.featureNames(), new SplittableRandom(specification.seed() ^ name.hashCode()),
                    trainers.apply(name), specification.parametersOf(name))));
        }
        return strategies;
    }

    private static Oracle rehearsed(StrategyContext context, RunSpecification specification, Workload workload) {
        Rehearsal rehearsal = new Rehearsal(() -> workload.open(specification.stream(0), specification.cluster()),
                specification.cluster(), 0, specification.seed(), (long) context.parameter("rehearsal_tasks"));
        return new Oracle(context, rehearsal.best(Oracle.portfolio(), member -> new Oracle(context, member)));
    }
}
