package org.hybridscheduler.scheduling.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hybridscheduler.scheduling.Binding;
import org.hybridscheduler.scheduling.LateBinding;
import org.hybridscheduler.scheduling.SchedulingStrategy;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.StrategyContext;

/** The strategies that exist, by the names that clients use. */
public final class StrategyRegistry {

    private final Map<String, Registration> registrations = new LinkedHashMap<>();

    /** All strategies, each with its one line. */
    public StrategyRegistry() {
        register(RoundRobin.class, RoundRobin::new);
        register(RandomDevice.class, RandomDevice::new);
        register(Greedy.class, Greedy::new);
        register(HybridMl.class, HybridMl::new);
        register(RlAgent.class, RlAgent::new);
        register(Bandit.class, Bandit::new);
        register(Oracle.class, Oracle::new);
        register(EarliestFinish.class, EarliestFinish::new);
        register(MinimumExecutionTime.class, MinimumExecutionTime::new);
        register(MinMin.class, MinMin::new);
        register(MaxMin.class, MaxMin::new);
        register(Sufferage.class, Sufferage::new);
        register(RankedPlan.class, RankedPlan::new);
        register(ShortestFirst.class, ShortestFirst::new);
        register(ShortestQueue.class, ShortestQueue::new);
        register(Dmda.class, Dmda::new);
        register(HeteroPrio.class, HeteroPrio::new);
        register(WorkStealing.class, WorkStealing::new);
        register(AllCpu.class, AllCpu::new);
        register(AllGpu.class, AllGpu::new);
        register(SplitTasks.class, SplitTasks::new);
    }

    private <S extends SchedulingStrategy> void register(Class<S> type, Function<StrategyContext, S> constructor) {
        Strategy declared = type.getAnnotation(Strategy.class);
        Binding binding = LateBinding.class.isAssignableFrom(type) ? Binding.LATE : Binding.EARLY;
        registrations.put(declared.name(), new Registration(declared, binding, constructor));
    }

    /** Names of all strategies. */
    public List<String> names() {
        return List.copyOf(registrations.keySet());
    }

    /**
     * What a strategy declares of itself.
     *
     * @throws UnknownStrategyException for a name that is not registered
     */
    public Strategy declared(String name) {
        return registration(name).declared();
    }

    /**
     * When the strategy binds a task to a device.
     *
     * @throws UnknownStrategyException for a name that is not registered
     */
    public Binding binding(String name) {
        return registration(name).binding();
    }

    /** The default value of each parameter that the strategy declares. */
    public Map<String, Double> defaults(String name) {
        Map<String, Double> defaults = new LinkedHashMap<>();
        for (Strategy.Parameter parameter : declared(name).parameters()) {
            defaults.put(parameter.name(), parameter.defaultValue());
        }
        return defaults;
    }

    /**
     * A new instance of a strategy.
     *
     * @throws UnknownStrategyException for a name that is not registered
     * @throws IllegalArgumentException for a parameter out of its range
     */
    public SchedulingStrategy create(String name, StrategyContext context) {
        Registration registration = registration(name);
        for (Strategy.Parameter parameter : registration.declared().parameters()) {
            double value = context.parameter(parameter.name());
            if (!(value >= parameter.min() && value <= parameter.max())) {
                throw new IllegalArgumentException("strategy." + name + "." + parameter.name() + " is " + value
                        + ", expected " + parameter.min() + " to " + parameter.max());
            }
        }
        return registration.constructor().apply(context);
    }

    private Registration registration(String name) {
        Registration registration = registrations.get(name);
        if (registration == null) {
            throw new UnknownStrategyException(name, names());
        }
        return registration;
    }

    private record Registration(Strategy declared, Binding binding,
            Function<StrategyContext, ? extends SchedulingStrategy> constructor) {
    }
}
