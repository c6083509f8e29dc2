package org.hybridscheduler.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterSpec.Power;
import org.hybridscheduler.scheduling.Failures;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.SchedulingStrategy;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.scheduling.Transfers;
import org.hybridscheduler.scheduling.policy.Oracle;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.workload.Arrival;

/** Every strategy, and the oracle by each of its rules, where transfers are charged and devices fail. */
class EveryStrategyTest {

    private static final int TASKS = 120;

    private static Map<String, SchedulingStrategy> strategies(ClusterSpec cluster) {
        StrategyRegistry registry = new StrategyRegistry();
        Map<String, SchedulingStrategy> strategies = new LinkedHashMap<>();
        registry.names().forEach(name ->
                strategies.put(name, registry.create(name, MakespanTheoryTest.context(name, cluster))));
        Oracle.portfolio().forEach(rule -> strategies.put("oracle by " + rule,
                new Oracle(MakespanTheoryTest.context("oracle", cluster), rule)));
        return strategies;
    }

    /** Run times that are not the mean ones, input of up to half a second on the link, parents, memory. */
    private static List<Arrival> arrivals(SplittableRandom random) {
        List<Arrival> arrivals = new ArrayList<>();
        double now = 0;
        for (int i = 0; i < TASKS; i++) {
            now += random.nextInt(4) == 0 ? 0 : random.nextExponential();
            double gpu = 0.6 + random.nextExponential();
            RunTimes mean = new RunTimes(0.1 + 3 * random.nextExponential(), gpu, 0.05);
            long[] parents = i < 2 ? new long[0]
                    : random.ints(random.nextInt(3), 0, i).distinct().asLongStream().toArray();
            arrivals.add(new Arrival(new Task(i, now, null, 0.5e9 * random.nextDouble(), random.nextInt(1_500),
                    new double[0], parents), mean, mean.scaled(0.5 + random.nextDouble(), 0.5 + random.nextDouble())));
        }
        return arrivals;
    }

    @Property(tries = 30)
    void run_failuresAndTransfers_finishesEachTask(@ForAll long seed, @ForAll Transfers transfers) {
        ClusterSpec cluster = new ClusterSpec(2, 2, 1_000, 0.05, 1e9, new Power(10, 100), new Power(20, 300), 0.01, 0.1,
                1_000, transfers, new Failures(20, 3));
        List<Arrival> arrivals = arrivals(new SplittableRandom(seed));
        Comparison comparison = new Comparison(TestTasks.stream(arrivals), strategies(cluster), cluster, 0,
                new CompletedSequences(), name -> DecisionListener.NONE, seed);
        while (comparison.step()) {
            // Until all have arrived.
        }
        comparison.drain();

        assertThat(comparison.takeOutcomes()).hasSize(TASKS).allSatisfy(task -> assertThat(task.outcomes())
                .noneMatch(Outcome::rejected));
    }
}
