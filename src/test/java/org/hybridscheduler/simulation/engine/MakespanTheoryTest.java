package org.hybridscheduler.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.SchedulingStrategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.policy.Oracle;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.workload.Arrival;
import org.hybridscheduler.workload.MakespanBound;

/** What is proven of makespans, held against every strategy. */
class MakespanTheoryTest {

    private static final double ROUNDING = 1e-9;
    private static final StrategyRegistry REGISTRY = new StrategyRegistry();
    /** Strategies that leave no device idle while a task waits that is as fast there as anywhere. */
    private static final List<String> LIST_SCHEDULERS =
            List.of("eft", "sjf", "hetero_prio", "work_stealing", "min_min", "max_min", "sufferage", "dmda", "heft");

    static StrategyContext context(String name, ClusterSpec cluster) {
        return new StrategyContext(cluster, List.of(), new SplittableRandom(5), Runnable::run, REGISTRY.defaults(name));
    }

    private static Map<String, Double> makespans(List<Arrival> arrivals, Map<String, SchedulingStrategy> strategies,
            ClusterSpec cluster) {
        Comparison comparison = new Comparison(TestTasks.stream(arrivals), strategies, cluster,
                arrivals.get(0).task().id(), new CompletedSequences());
        while (comparison.step()) {
            // Until all have arrived.
        }
        comparison.drain();
        Map<String, Double> makespans = new LinkedHashMap<>();
        comparison.takeOutcomes().forEach(task -> task.outcomes().forEach(outcome -> {
            assertThat(outcome.rejected()).isFalse();
            makespans.merge(outcome.strategy(), outcome.finishSeconds(), Math::max);
        }));
        return makespans;
    }

    private static Map<String, SchedulingStrategy> all(ClusterSpec cluster) {
        Map<String, SchedulingStrategy> strategies = new LinkedHashMap<>();
        REGISTRY.names().forEach(name -> strategies.put(name, REGISTRY.create(name, context(name, cluster))));
        Oracle.portfolio().forEach(rule -> strategies.put("oracle by " + rule,
                new Oracle(context("oracle", cluster), rule)));
        return strategies;
    }

    /** All at once, or over a while; each with up to two parents where there are edges. */
    private static List<Arrival> tasks(SplittableRandom random, int count, boolean edges, double meanGap) {
        List<Arrival> tasks = new ArrayList<>();
        double now = 0;
        for (int i = 0; i < count; i++) {
            now += meanGap * random.nextExponential();
            double gpu = 0.05 + random.nextExponential();
            RunTimes times = new RunTimes(0.05 + 3 * random.nextExponential(), gpu, random.nextDouble() * gpu);
            long[] parents = !edges || i < 2 ? new long[0]
                    : random.ints(random.nextInt(3), 0, i).distinct().asLongStream().toArray();
            tasks.add(TestTasks.arrival(i, now, times, random.nextInt(1_500), parents));
        }
        return tasks;
    }

    @Property(tries = 60)
    void makespan_anyTasks_isNeverBelowTheBound(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int cpus,
            @ForAll @IntRange(min = 0, max = 2) int gpus, @ForAll boolean edges, @ForAll boolean batch) {
        ClusterSpec cluster = TestTasks.cluster(cpus, gpus, 1_000);
        List<Arrival> tasks = tasks(new SplittableRandom(seed), 60, edges, batch ? 0 : 0.3);
        double bound = MakespanBound.of(tasks, cluster);

        assertThat(makespans(tasks, all(cluster), cluster)).isNotEmpty().allSatisfy((name, makespan) ->
                assertThat(makespan).as(name).isGreaterThanOrEqualTo(bound * (1 - ROUNDING)));
    }

    /** Splits gain nothing where a GPU's time is fixed, so the optimum is one of whole tasks. */
    @Property(tries = 60)
    void makespan_fewTasks_isNeverBelowTheOptimumNorThatBelowTheBound(@ForAll long seed,
            @ForAll @IntRange(min = 1, max = 2) int cpus, @ForAll @IntRange(min = 2, max = 7) int count) {
        ClusterSpec cluster = TestTasks.cluster(cpus, 1, 1_000);
        SplittableRandom random = new SplittableRandom(seed);
        List<Arrival> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double gpu = 0.05 + random.nextExponential();
            tasks.add(TestTasks.arrival(i, 0, new RunTimes(0.05 + 3 * random.nextExponential(), gpu, gpu), 0));
        }
        double optimum = optimum(tasks, 0, new double[cluster.devices()], cluster);

        assertThat(optimum).isGreaterThanOrEqualTo(MakespanBound.of(tasks, cluster) * (1 - ROUNDING));
        assertThat(makespans(tasks, all(cluster), cluster)).isNotEmpty().allSatisfy((name, makespan) ->
                assertThat(makespan).as(name).isGreaterThanOrEqualTo(optimum * (1 - ROUNDING)));
    }

    /** By trying each device for each task. */
    private static double optimum(List<Arrival> tasks, int next, double[] load, ClusterSpec cluster) {
        if (next == tasks.size()) {
            double latest = 0;
            for (double each : load) {
                latest = Math.max(latest, each);
            }
            return latest;
        }
        double best = Double.POSITIVE_INFINITY;
        RunTimes times = tasks.get(next).actual();
        for (int device = 0; device < load.length; device++) {
            double seconds = cluster.kind(device) == DeviceKind.CPU ? times.cpuSeconds() : times.gpuSeconds();
            load[device] += seconds;
            best = Math.min(best, optimum(tasks, next + 1, load, cluster));
            load[device] -= seconds;
        }
        return best;
    }

    /**
     * Graham (1966, 1969). Tasks of one second hold each machine at first, so that all others wait when the first of
     * them starts; they come first, and so are the first to be started, whatever the rule.
     */
    @Property(tries = 60)
    void makespan_identicalMachines_keepsTheGuaranteesOfListSchedules(@ForAll long seed,
            @ForAll @IntRange(min = 2, max = 3) int machines, @ForAll @IntRange(min = 2, max = 7) int count) {
        ClusterSpec cluster = TestTasks.cluster(machines, 0, 1_000);
        SplittableRandom random = new SplittableRandom(seed);
        List<Arrival> tasks = new ArrayList<>();
        List<Arrival> queue = new ArrayList<>();
        for (int i = 0; i < machines; i++) {
            queue.add(TestTasks.arrival(i, 0, 1, 1));
        }
        for (int i = 0; i < count; i++) {
            double seconds = 1 + random.nextInt(9);
            tasks.add(TestTasks.arrival(i, 0, seconds, seconds));
            queue.add(TestTasks.arrival(machines + i, 0.5, seconds, seconds));
        }
        double optimum = optimum(tasks, 0, new double[machines], cluster);
        Map<String, SchedulingStrategy> strategies = new LinkedHashMap<>();
        LIST_SCHEDULERS.forEach(name -> strategies.put(name, REGISTRY.create(name, context(name, cluster))));
        strategies.put("first come first served", new TestTasks.FirstComeFirstServed());
        strategies.put("longest first", new Oracle(context("oracle", cluster), "longest_at_earliest_finish"));

        Map<String, Double> makespans = makespans(queue, strategies, cluster);

        assertThat(makespans).hasSize(strategies.size()).allSatisfy((name, makespan) ->
                assertThat(makespan - 1).as(name).isLessThanOrEqualTo((2 - 1.0 / machines) * optimum + ROUNDING));
        for (String longestFirst : List.of("longest first", "max_min", "heft")) {
            assertThat(makespans.get(longestFirst) - 1).as(longestFirst)
                    .isLessThanOrEqualTo((4.0 / 3 - 1 / (3.0 * machines)) * optimum + ROUNDING);
        }
    }
}
