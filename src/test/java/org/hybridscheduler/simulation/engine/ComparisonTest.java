package org.hybridscheduler.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hybridscheduler.scheduling.Binding;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.SchedulingStrategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.workload.Arrival;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final long FIRST_ID = 1_000;

    /** Random tasks with memory, a fixed GPU part and parents among the ten before. */
    private static List<Arrival> arrivals(long seed, int tasks) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Arrival> arrivals = new ArrayList<>();
        double now = 0;
        for (int i = 0; i < tasks; i++) {
            now += random.nextInt(4) == 0 ? 0 : random.nextExponential();
            double gpu = 0.05 + random.nextExponential();
            RunTimes times = new RunTimes(0.05 + 3 * random.nextExponential(), gpu, 0.1 * random.nextDouble() * gpu);
            long[] parents = i > 0 && random.nextInt(4) == 0
                    ? new long[] {FIRST_ID + i - 1 - random.nextInt(Math.min(i, 10))} : new long[0];
            arrivals.add(TestTasks.arrival(FIRST_ID + i, now, times, random.nextInt(1_500), parents));
        }
        return arrivals;
    }

    private static Map<String, SchedulingStrategy> strategies(ClusterSpec cluster) {
        StrategyRegistry registry = new StrategyRegistry();
        Map<String, SchedulingStrategy> strategies = new LinkedHashMap<>();
        for (String name : registry.names()) {
            strategies.put(name, registry.create(name, new StrategyContext(cluster, List.of(), new SplittableRandom(5),
                    Runnable::run, registry.defaults(name))));
        }
        return strategies;
    }

    private static List<TaskOutcome> run(List<Arrival> arrivals, ClusterSpec cluster, CompletedSequences done) {
        Comparison comparison = new Comparison(TestTasks.stream(arrivals), strategies(cluster), cluster, FIRST_ID, done);
        List<TaskOutcome> outcomes = new ArrayList<>();
        while (comparison.step()) {
            outcomes.addAll(comparison.takeOutcomes());
        }
        comparison.drain();
        outcomes.addAll(comparison.takeOutcomes());
        assertThat(comparison.inFlight()).isZero();
        return outcomes;
    }

    @Property(tries = 60)
    void run_anyTasks_keepsTheLawsOfTheCluster(@ForAll long seed, @ForAll @IntRange(min = 0, max = 3) int cpus,
            @ForAll @IntRange(min = 0, max = 2) int gpus, @ForAll @IntRange(min = 1, max = 30) int capacity) {
        ClusterSpec cluster = TestTasks.cluster(cpus + (gpus == 0 ? 1 : 0), gpus, capacity);
        List<TaskOutcome> outcomes = run(arrivals(seed, 150), cluster, new CompletedSequences());

        assertThat(outcomes).extracting(TaskOutcome::sequence).doesNotHaveDuplicates().hasSize(150);
        for (TaskOutcome task : outcomes) {
            for (Outcome outcome : task.outcomes()) {
                if (!outcome.rejected()) {
                    assertThat(outcome.waitingSeconds()).isNotNegative();
                    assertThat(outcome.turnaroundSeconds()).isGreaterThanOrEqualTo(task.lowerBoundSeconds() - 1e-9);
                    assertThat(outcome.finishSeconds() - outcome.startSeconds())
                            .isCloseTo(task.actual().seconds(outcome.placement().gpuFraction()), within(1e-9));
                }
            }
        }
        for (int strategy = 0; strategy < outcomes.get(0).outcomes().size(); strategy++) {
            assertNoDeviceRunsTwoTasksAtOnce(outcomes, strategy, cluster);
            assertParentsFinishFirst(outcomes, strategy);
        }
    }

    private static void assertNoDeviceRunsTwoTasksAtOnce(List<TaskOutcome> tasks, int strategy, ClusterSpec cluster) {
        for (int device = 0; device < cluster.devices(); device++) {
            int one = device;
            List<Outcome> onDevice = tasks.stream().map(task -> task.outcomes().get(strategy))
                    .filter(outcome -> !outcome.rejected())
                    .filter(outcome -> outcome.placement().cpu() == one || outcome.placement().gpu() == one)
                    .sorted(Comparator.comparingDouble(Outcome::startSeconds)).toList();
            for (int i = 1; i < onDevice.size(); i++) {
                assertThat(onDevice.get(i).startSeconds()).isGreaterThanOrEqualTo(onDevice.get(i - 1).finishSeconds());
            }
        }
    }

    private static void assertParentsFinishFirst(List<TaskOutcome> tasks, int strategy) {
        Map<Long, Outcome> byId = new LinkedHashMap<>();
        tasks.forEach(task -> byId.put(task.task().id(), task.outcomes().get(strategy)));
        for (TaskOutcome task : tasks) {
            Outcome child = byId.get(task.task().id());
            for (long parent : task.task().parents()) {
                if (byId.get(parent).rejected()) {
                    assertThat(child.rejected()).isTrue();
                } else if (!child.rejected()) {
                    assertThat(child.startSeconds()).isGreaterThanOrEqualTo(byId.get(parent).finishSeconds());
                }
            }
        }
    }

    @Test
    void run_twice_yieldsTheSameBytes() {
        ClusterSpec cluster = TestTasks.cluster(2, 1, 50);

        assertThat(run(arrivals(3, 2_000), cluster, new CompletedSequences()).toString())
                .isEqualTo(run(arrivals(3, 2_000), cluster, new CompletedSequences()).toString());
    }

    @Test
    void run_partOfItAlreadyDone_offersEachOtherTaskOnce() {
        CompletedSequences done = new CompletedSequences();
        List.of(0L, 1L, 2L, 5L, 9L).forEach(done::add);

        List<TaskOutcome> outcomes = run(arrivals(3, 12), TestTasks.cluster(2, 1, 50), done);

        assertThat(outcomes).extracting(TaskOutcome::sequence).containsExactlyInAnyOrder(3L, 4L, 6L, 7L, 8L, 10L, 11L);
    }

    /** Each waiting task is in one queue, or in the central one; but {@code split} has it in two. */
    @Property(tries = 20)
    void clusters_anyTasksWithoutParents_queuesOfTheDevicesAddUp(@ForAll long seed) {
        ClusterSpec cluster = TestTasks.cluster(2, 2, 30);
        List<Arrival> arrivals = arrivals(seed, 150).stream().map(arrival -> TestTasks.arrival(arrival.task().id(),
                arrival.task().arrivalSeconds(), arrival.actual(), arrival.task().memoryMb())).toList();
        Comparison comparison = new Comparison(TestTasks.stream(arrivals), strategies(cluster), cluster, FIRST_ID,
                new CompletedSequences());
        StrategyRegistry registry = new StrategyRegistry();
        while (comparison.step()) {
            assertThat(comparison.clusters()).isNotEmpty().filteredOn(status -> !status.strategy().equals("split"))
                    .allSatisfy(status ->
                    assertThat(IntStream.of(status.deviceQueues()).sum()).isEqualTo(
                            registry.binding(status.strategy()) == Binding.LATE ? 0 : status.queueLength()));
        }
    }

    /** To be listened to must change nothing, and each task that is placed is one decision. */
    @Property(tries = 10)
    void run_listenedTo_yieldsTheSameAndOneDecisionForEachTaskPlaced(@ForAll long seed) {
        ClusterSpec cluster = TestTasks.cluster(2, 1, 20);
        List<Arrival> arrivals = arrivals(seed, 300);
        Map<String, Integer> decisions = new LinkedHashMap<>();
        Comparison comparison = new Comparison(TestTasks.stream(arrivals), strategies(cluster), cluster, FIRST_ID,
                new CompletedSequences(), name -> counting(name, decisions));
        while (comparison.step()) {
            // Until all have arrived.
        }
        comparison.drain();
        List<TaskOutcome> outcomes = comparison.takeOutcomes();

        assertThat(outcomes.toString()).isEqualTo(run(arrivals, cluster, new CompletedSequences()).toString());
        Map<String, Integer> placed = new LinkedHashMap<>();
        outcomes.forEach(task -> task.outcomes().stream().filter(outcome -> !outcome.rejected())
                .forEach(outcome -> placed.merge(outcome.strategy(), 1, Integer::sum)));
        assertThat(decisions).isEqualTo(placed);
    }

    private static DecisionListener counting(String strategy, Map<String, Integer> decisions) {
        return new DecisionListener() {
            @Override
            public long nanoTime() {
                return 0;
            }

            @Override
            public void decided(long nanos) {
                decisions.merge(strategy, 1, Integer::sum);
            }
        };
    }
}
