package org.hybridscheduler.scheduling.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.hybridscheduler.scheduling.policy.FakeCluster.task;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hybridscheduler.scheduling.EarlyBinding;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.Task;
import org.junit.jupiter.api.Test;

/** The strategies that go by no run times: round_robin, random and greedy. */
class BaselinesTest {

    private static final double TOO_LARGE_FOR_A_GPU = 1_001;
    private static final List<String> FEATURES = List.of("size", "compute_intensity");

    private final FakeCluster cluster = new FakeCluster(2, 2);

    private List<Integer> devices(EarlyBinding strategy, List<Task> tasks) {
        return tasks.stream().map(task -> device(strategy.place(task, cluster))).toList();
    }

    private static int device(Placement placement) {
        assertThat(placement.isSplit()).isFalse();
        return Math.max(placement.cpu(), placement.gpu());
    }

    private Greedy greedy(List<String> features, double gpuIntensity) {
        return new Greedy(cluster.context("greedy", features, Map.of("gpu_intensity", gpuIntensity)));
    }

    @Test
    void roundRobin_eachTask_takesTheNextDevice() {
        RoundRobin strategy = new RoundRobin(cluster.context("round_robin"));

        assertThat(devices(strategy, List.of(task(1), task(2), task(3), task(4), task(5))))
                .containsExactly(0, 1, 2, 3, 0);
    }

    @Test
    void roundRobin_taskTooLargeForTheNext_passesItOver() {
        RoundRobin strategy = new RoundRobin(cluster.context("round_robin"));

        assertThat(devices(strategy, List.of(task(1), task(2), task(3, TOO_LARGE_FOR_A_GPU), task(4), task(5, 1_000))))
                .containsExactly(0, 1, 0, 1, 2);
    }

    @Test
    void roundRobin_anyState_doesNotLookAtQueues() {
        cluster.busy(0, task(9), 0).queued(0, 50);

        assertThat(devices(new RoundRobin(cluster.context("round_robin")), List.of(task(1)))).containsExactly(0);
    }

    @Test
    void random_manyTasks_areSpreadEvenly() {
        RandomDevice strategy = new RandomDevice(cluster.context("random"));
        int[] tasks = new int[4];
        IntStream.range(0, 40_000).forEach(i -> tasks[device(strategy.place(task(i), cluster))]++);

        assertThat(tasks).satisfies(counts ->
                IntStream.of(counts).forEach(count -> assertThat(count).isCloseTo(10_000, withinPercentage(5))));
    }

    @Test
    void random_taskTooLargeForAGpu_goesToEitherCpu() {
        RandomDevice strategy = new RandomDevice(cluster.context("random"));

        assertThat(IntStream.range(0, 200).map(i -> device(strategy.place(task(i, TOO_LARGE_FOR_A_GPU), cluster))))
                .containsOnly(0, 1);
    }

    @Test
    void random_sameStream_makesTheSameChoices() {
        List<Task> tasks = IntStream.range(0, 50).mapToObj(FakeCluster::task).toList();

        assertThat(devices(new RandomDevice(cluster.context("random")), tasks))
                .isEqualTo(devices(new RandomDevice(cluster.context("random")), tasks))
                .containsOnly(0, 1, 2, 3);
    }

    @Test
    void greedy_intensityAroundTheThreshold_decidesTheKind() {
        Greedy strategy = greedy(FEATURES, 4);

        assertThat(devices(strategy, List.of(task(1, 0, 99, 3.99), task(2, 0, 0, 4), task(3, 0, 0, 400))))
                .containsExactly(0, 2, 3);
    }

    @Test
    void greedy_severalOfAKind_takesThemInTurn() {
        Greedy strategy = greedy(FEATURES, 4);

        assertThat(devices(strategy, List.of(task(1, 0, 0, 1), task(2, 0, 0, 9), task(3, 0, 0, 1), task(4, 0, 0, 1),
                task(5, 0, 0, 9), task(6, 0, 0, 9)))).containsExactly(0, 2, 1, 0, 3, 2);
    }

    @Test
    void greedy_unknownIntensity_goesToAGpu() {
        assertThat(devices(greedy(FEATURES, 4), List.of(task(1, 0, 5, Double.NaN)))).containsExactly(2);
        assertThat(devices(greedy(List.of("size"), 4), List.of(task(1, 0, 1)))).containsExactly(2);
    }

    @Test
    void greedy_memoryDoesNotFitTheFasterKind_takesTheOther() {
        assertThat(devices(greedy(FEATURES, 4), List.of(task(1, TOO_LARGE_FOR_A_GPU, 0, 99), task(2, 1_000, 0, 99))))
                .containsExactly(0, 2);
    }

    @Test
    void greedy_clusterWithoutTheFasterKind_takesTheOther() {
        FakeCluster gpus = new FakeCluster(0, 2);
        FakeCluster cpus = new FakeCluster(2, 0);

        assertThat(greedy(FEATURES, 4).place(task(1, 0, 0, 1), gpus).gpu()).isZero();
        assertThat(greedy(FEATURES, 4).place(task(1, 0, 0, 9), cpus).cpu()).isZero();
    }

    @Test
    void greedy_longQueue_isIgnored() {
        cluster.busy(2, task(9), 0).queued(2, 100);

        assertThat(devices(greedy(FEATURES, 4), List.of(task(1, 0, 0, 9)))).containsExactly(2);
    }
}
