package org.hybridscheduler.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.EarlyBinding;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.SchedulingStrategy;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.scheduling.policy.EarliestFinish;
import org.hybridscheduler.scheduling.policy.Oracle;
import org.hybridscheduler.workload.Arrival;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    /** Ten tasks, one a second, of half a second on the GPU and two on the CPU. */
    private static final List<Arrival> TASKS =
            LongStream.range(0, 10).mapToObj(id -> TestTasks.arrival(id, id, 2, 0.5)).toList();

    private final List<Long> seen = new ArrayList<>();

    /** Everything to one device; notes which tasks it sees. */
    private final class Always implements EarlyBinding {

        private final DeviceKind kind;

        Always(String kind) {
            this.kind = DeviceKind.valueOf(kind);
        }

        @Override
        public Placement place(Task task, ClusterView cluster) {
            seen.add(task.id());
            return Placement.on(kind, kind == DeviceKind.CPU ? 0 : 1);
        }
    }

    private String best(List<Arrival> arrivals, ClusterSpec cluster, long tasks, String... names) {
        return new Rehearsal(() -> TestTasks.stream(arrivals), cluster, 0, 1, tasks).best(List.of(names), Always::new);
    }

    @Test
    void best_twoStrategies_isTheOneOfLowerMeanTurnaround() {
        ClusterSpec cluster = TestTasks.cluster(1, 1, 100);

        assertThat(best(TASKS, cluster, 10, "CPU", "GPU")).isEqualTo("GPU");
        assertThat(best(TASKS, cluster, 10, "GPU", "CPU")).isEqualTo("GPU");
        assertThat(best(TASKS, cluster, 0, "CPU", "GPU")).as("no task to try them on").isEqualTo("CPU");
    }

    /** One task may wait. The GPU rejects task 2, and has the lower mean of the others; the CPU rejects none. */
    @Test
    void best_oneThatRejects_isBehindOneThatDoesNot() {
        List<Arrival> tasks = List.of(TestTasks.arrival(0, 0, 1, 5), TestTasks.arrival(1, 1, 98, 1),
                TestTasks.arrival(2, 2, 1, 1));

        for (List<String> order : List.of(List.of("CPU", "GPU"), List.of("GPU", "CPU"))) {
            assertThat(best(tasks, TestTasks.cluster(1, 1, 1), 3, order.toArray(String[]::new))).isEqualTo("CPU");
        }
    }

    @Test
    void best_fewerTasksThanTheStreamHas_triesThese() {
        best(TASKS, TestTasks.cluster(1, 1, 100), 4, "GPU");

        assertThat(seen).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void best_largeCluster_isRehearsedWithFewerTasks() {
        List<Arrival> many = LongStream.range(0, 1_200).mapToObj(id -> TestTasks.arrival(id, 2 * id, 1, 1)).toList();
        best(many, TestTasks.cluster(1_000, 1_000, 100), 1_200, "CPU");

        assertThat(seen).hasSize(1_000);
    }

    /** The GPU's total is 5 s; the CPU's reaches it with its second task, 2 + 3 s, which is over at 4 s. */
    @Test
    void best_strategyThatCanOnlyBeWorse_isNotTriedToTheEnd() {
        best(TASKS, TestTasks.cluster(1, 1, 100), 10, "GPU", "CPU");

        assertThat(seen.subList(10, seen.size())).hasSizeLessThan(7).startsWith(0L, 1L, 2L);
    }

    /** Told the same times, the adapter of a rule that binds early decides as the engine's queues do. */
    @Test
    void oracle_ruleThatBindsEarly_doesWhatItWouldDoOnItsOwn() {
        ClusterSpec cluster = TestTasks.cluster(2, 1, 100);
        List<Arrival> arrivals = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(4);
        for (int id = 0; id < 300; id++) {
            arrivals.add(TestTasks.arrival(id, id * 0.7, 3 * random.nextExponential() + 0.1,
                    random.nextExponential() + 0.1));
        }
        Map<String, Function<ClusterSpec, SchedulingStrategy>> both = Map.of(
                "eft", spec -> new EarliestFinish(MakespanTheoryTest.context("eft", spec)),
                "oracle", spec -> new Oracle(MakespanTheoryTest.context("oracle", spec), "eft"));
        List<List<Double>> finishes = new ArrayList<>();
        both.forEach((name, create) -> {
            Comparison comparison = new Comparison(TestTasks.stream(arrivals), Map.of(name, create.apply(cluster)),
                    cluster, 0, new CompletedSequences());
            while (comparison.step()) {
                // Until all have arrived.
            }
            comparison.drain();
            finishes.add(comparison.takeOutcomes().stream().map(task -> task.outcomes().get(0).finishSeconds()).toList());
        });

        assertThat(finishes.get(0)).hasSize(300).isEqualTo(finishes.get(1));
    }
}
