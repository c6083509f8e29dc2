package org.hybridscheduler.scheduling.policy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.Clairvoyant;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.EarlyBinding;
import org.hybridscheduler.scheduling.Informed;
import org.hybridscheduler.scheduling.Knowledge;
import org.hybridscheduler.scheduling.LateBinding;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.Task;

/**
 * One of a portfolio of known rules, told what each task that has arrived will take, noise included. Which one is
 * decided for a whole run, by a rehearsal before it: no rule is the best at every load. It is the best known
 * clairvoyant, not an optimum; a comparison shows a certified lower bound beside it.
 */
@Strategy(name = "oracle", kind = "reference", knowledge = Knowledge.CLAIRVOYANT,
        description = "Knows the true times of the tasks that have arrived, and goes by the rule of a portfolio that "
                + "does best in a rehearsal of the run; a reference, not an optimum.",
        parameters = @Strategy.Parameter(name = "rehearsal_tasks", defaultValue = 20_000, min = 0, max = 1e6,
                description = "Tasks from the beginning of the run that each rule of the portfolio is tried on; 0: "
                        + "the first rule, untried"))
public final class Oracle implements LateBinding, Clairvoyant {

    /** Those that decide quickly come first: they are rehearsed first, and the others stop where they fall behind. */
    private static final Map<String, Function<StrategyContext, Informed>> PORTFOLIO = new LinkedHashMap<>();

    static {
        PORTFOLIO.put("shortest_at_earliest_finish",
                context -> new CentralPlan(EarliestFinishQueue.Order.SHORTEST_FIRST));
        put(EarliestFinish.class, EarliestFinish::new);
        put(ShortestFirst.class, ShortestFirst::new);
        put(HeteroPrio.class, HeteroPrio::new);
        put(MinMin.class, MinMin::new);
        PORTFOLIO.put("longest_at_earliest_finish",
                context -> new CentralPlan(EarliestFinishQueue.Order.LONGEST_FIRST));
        put(MaxMin.class, MaxMin::new);
        put(RankedPlan.class, RankedPlan::new);
    }

    private final String name;
    private final Informed member;
    private final LateBinding decider;

    private static <S extends Informed> void put(Class<S> type, Function<StrategyContext, Informed> constructor) {
        Strategy declared = type.getAnnotation(Strategy.class);
        Map<String, Double> defaults = Arrays.stream(declared.parameters())
                .collect(Collectors.toMap(Strategy.Parameter::name, Strategy.Parameter::defaultValue));
        PORTFOLIO.put(declared.name(), context -> constructor.apply(new StrategyContext(context.cluster(),
                context.featureNames(), context.random(), context.trainer(), defaults)));
    }

    /** The first rule of the portfolio. */
    public Oracle(StrategyContext context) {
        this(context, portfolio().get(0));
    }

    /**
     * One rule of the portfolio.
     *
     * @throws IllegalArgumentException where that has no rule of this name
     */
    public Oracle(StrategyContext context, String member) {
        Function<StrategyContext, Informed> constructor = PORTFOLIO.get(member);
        if (constructor == null) {
            throw new IllegalArgumentException("No rule '" + member + "', expected one of " + portfolio());
        }
        name = member;
        this.member = constructor.apply(context);
        decider = this.member instanceof EarlyBinding early
                ? new DeviceQueues(early, context.cluster().devices()) : (LateBinding) this.member;
    }

    /** The names of the rules. */
    public static List<String> portfolio() {
        return List.copyOf(PORTFOLIO.keySet());
    }

    @Override
    public Optional<String> delegate() {
        return Optional.of(name);
    }

    /** A rule that goes by mean times is told these as if they were. */
    @Override
    public void foresee(Task task, RunTimes actual) {
        member.inform(task, actual);
    }

    @Override
    public void enqueue(Task task, ClusterView cluster) {
        decider.enqueue(task, cluster);
    }

    @Override
    public Assignment dispatch(ClusterView cluster) {
        return decider.dispatch(cluster);
    }

    @Override
    public void completed(Completion completion) {
        decider.completed(completion);
    }

    @Override
    public void lost(Task task, Placement placement) {
        decider.lost(task, placement);
    }
}
