package org.hybridscheduler.scheduling.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hybridscheduler.scheduling.policy.FakeCluster.task;

import java.util.List;
import java.util.Map;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.EarlyBinding;
import org.hybridscheduler.scheduling.Informed;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Transfers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The heuristics that bind early: devices 0 and 1 are CPUs, 2 is a GPU. */
class EarlyHeuristicsTest {

    private static final double TOO_LARGE_FOR_A_GPU = 1_001;

    private final FakeCluster cluster = new FakeCluster(2, 1);

    private static int place(EarlyBinding strategy, FakeCluster cluster, long id, double memoryMb, double cpuSeconds,
            double gpuSeconds) {
        if (strategy instanceof Informed informed) {
            informed.inform(task(id, memoryMb), new RunTimes(cpuSeconds, gpuSeconds, 0));
        }
        Placement placement = strategy.place(task(id, memoryMb), cluster);
        assertThat(placement.isSplit()).isFalse();
        return Math.max(placement.cpu(), placement.gpu());
    }

    private int place(EarlyBinding strategy, long id, double cpuSeconds, double gpuSeconds) {
        return place(strategy, cluster, id, 0, cpuSeconds, gpuSeconds);
    }

    private EarlyBinding create(String name, FakeCluster on) {
        return (EarlyBinding) new StrategyRegistry().create(name, on.context(name));
    }

    private EarlyBinding create(String name) {
        return create(name, cluster);
    }

    /** The GPU is given 2 s, 4 s, 6 s of work; then a CPU's 7 s are sooner than 8 s. */
    @ParameterizedTest
    @ValueSource(strings = {"eft", "dmda"})
    void place_sameTasks_goWhereTheyFinishFirst(String name) {
        EarlyBinding strategy = create(name);

        assertThat(List.of(place(strategy, 1, 7, 2), place(strategy, 2, 7, 2), place(strategy, 3, 7, 2),
                place(strategy, 4, 7, 2), place(strategy, 5, 7.5, 2), place(strategy, 6, 9, 2)))
                .containsExactly(2, 2, 2, 0, 1, 2);
    }

    @Test
    void eft_runningTask_countsWithWhatIsLeftOfIt() {
        EarlyBinding strategy = create("eft");
        place(strategy, 1, 99, 10);
        cluster.busy(2, task(1), 0);

        assertThat(place(strategy, 2, 6, 3)).as("6 s sooner than 10 + 3").isZero();
        cluster.at(8);
        assertThat(place(strategy, 3, 6, 3)).as("2 + 3 sooner than 6").isEqualTo(2);
        cluster.at(60);
        assertThat(place(strategy, 4, 7, 3)).as("overdue: only task 3 is left there").isEqualTo(2);
    }

    @Test
    void eft_finishedOrLostTask_countsNoMore() {
        EarlyBinding strategy = create("eft");
        place(strategy, 1, 99, 10);
        place(strategy, 2, 99, 10);
        strategy.completed(new Completion(task(1), Placement.on(DeviceKind.GPU, 2), 0, 0, 0, Double.NaN, 1));
        assertThat(place(strategy, 3, 15, 10)).isZero();

        strategy.lost(task(2), Placement.on(DeviceKind.GPU, 2));
        assertThat(place(strategy, 4, 15, 10)).isEqualTo(2);
    }

    @Test
    void eft_transfers_countWithTheRunTime() {
        FakeCluster charged = new FakeCluster(1, 2, Transfers.CHARGED).transfer(1, 3).transfer(2, -1);
        EarlyBinding strategy = create("eft", charged);

        assertThat(place(strategy, charged, 1, 0, 6, 4)).as("4 - 1").isEqualTo(2);
        assertThat(place(strategy, charged, 2, 0, 6.5, 4)).as("3 + 4 - 1").isEqualTo(2);
        assertThat(place(strategy, charged, 3, 0, 6.5, 4)).as("sooner than 4 + 3 and 6 + 4 - 1").isZero();
        assertThat(place(strategy, charged, 4, 0, 6.5, 4)).as("4 + 3").isEqualTo(1);
    }

    /** Both are free after 5 s; the transfer to the first GPU, 4 s, happens meanwhile where transfers are overlapped. */
    @Test
    void eft_overlappedTransfers_moveWhileTheDeviceIsBusy() {
        for (Transfers transfers : List.of(Transfers.OVERLAPPED, Transfers.CHARGED)) {
            FakeCluster two = new FakeCluster(0, 2, transfers);
            EarlyBinding strategy = create("eft", two);
            place(strategy, two, 1, 0, 99, 5);
            place(strategy, two, 2, 0, 99, 6);
            two.transfer(0, 4);

            assertThat(place(strategy, two, 3, 0, 99, 2)).as(transfers.toString())
                    .isEqualTo(transfers == Transfers.OVERLAPPED ? 0 : 1);
        }
    }

    /** The transfer is hidden behind 9 s of work, and it is 4 s of traffic none the less. */
    @Test
    void dmda_weightOfTransfers_decides() {
        FakeCluster two = new FakeCluster(0, 2, Transfers.OVERLAPPED);
        for (double beta : new double[] {1, 0}) {
            Dmda strategy = new Dmda(two.context("dmda", List.of(), Map.of("beta", beta)));
            place(strategy, two, 1, 0, 99, 9);
            place(strategy, two, 2, 0, 99, 10);
            two.transfer(0, 4);

            assertThat(place(strategy, two, 3, 0, 99, 2)).isEqualTo(beta == 1 ? 1 : 0);
            two.transfer(0, 0);
        }
    }

    @Test
    void met_longQueue_isIgnored() {
        EarlyBinding strategy = create("met");
        cluster.queued(2, 50).queued(0, 3);

        for (long id = 1; id <= 4; id++) {
            assertThat(place(strategy, id, 7, 6.9)).isEqualTo(2);
        }
        assertThat(place(strategy, 5, 5, 6)).as("the shorter queue of two CPUs").isEqualTo(1);
    }

    @Test
    void jsq_runningTask_countsAsOne() {
        EarlyBinding strategy = create("jsq");
        cluster.busy(0, task(8), 0).queued(1, 2);

        assertThat(place(strategy, 1, 1, 99)).isEqualTo(2);
        cluster.queued(2, 3);
        assertThat(place(strategy, 2, 1, 1)).isZero();
    }

    @Test
    void allOfAKind_taskThatDoesNotFit_goesToTheOther() {
        cluster.queued(0, 5).queued(2, 9);

        assertThat(place(create("all_cpu"), 1, 9, 1)).isEqualTo(1);
        assertThat(place(create("all_gpu"), 1, 1, 9)).isEqualTo(2);
        assertThat(place(create("all_gpu"), cluster, 2, TOO_LARGE_FOR_A_GPU, 1, 1)).isEqualTo(1);
        assertThat(place(create("all_cpu", new FakeCluster(0, 1)), new FakeCluster(0, 1), 3, 0, 1, 1)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eft", "met", "dmda", "jsq", "all_gpu", "split"})
    void place_deviceThatDoesNotFitOrIsDown_isPassedOver(String name) {
        cluster.waiting(2);
        assertThat(place(create(name), cluster, 1, TOO_LARGE_FOR_A_GPU, 90, 1)).isZero();
        cluster.queued(0, 1).queued(1, 1).down(2);
        assertThat(place(create(name), 2, 90, 1)).isZero();
        cluster.down(0).down(1);
        assertThat(place(create(name), 3, 90, 1)).as("all are down: it waits for a repair").isEqualTo(2);
    }

    private Placement split(double longestQueue, int waiting, RunTimes times) {
        SplitTasks strategy = new SplitTasks(cluster.context("split", List.of(), Map.of("longest_queue", longestQueue)));
        strategy.inform(task(1), times);
        return strategy.place(task(1), cluster.waiting(waiting));
    }

    /** Of 4 s on either, of which the GPU's half second is fixed: f* = 3.5 / 7.5. */
    @Test
    void split_shortQueue_splitsAtTheOptimalFraction() {
        Placement placement = split(0, 1, new RunTimes(4, 4, 0.5));

        assertThat(placement.cpu()).isZero();
        assertThat(placement.gpu()).isEqualTo(2);
        assertThat(placement.gpuFraction()).isCloseTo(3.5 / 7.5, within(1e-12));
    }

    @Test
    void split_longerQueueOrNoGain_doesNotSplit() {
        assertThat(split(0, 2, new RunTimes(4, 4, 0.5)).isSplit()).isFalse();
        assertThat(split(1, 2, new RunTimes(4, 4, 0.5)).isSplit()).isTrue();
        assertThat(split(0, 1, new RunTimes(4, 5, 5)).isSplit()).isFalse();
        cluster.down(0).down(1);
        assertThat(split(0, 1, new RunTimes(4, 4, 0.5))).isEqualTo(Placement.on(DeviceKind.GPU, 2));
    }

    @Test
    void split_partnerIsBusyForLong_doesNotWaitForIt() {
        SplitTasks strategy = new SplitTasks(cluster.context("split"));
        strategy.inform(task(1), new RunTimes(99, 10, 10));
        assertThat(strategy.place(task(1), cluster.waiting(2))).isEqualTo(Placement.on(DeviceKind.GPU, 2));
        cluster.waiting(1);

        assertThat(place(strategy, 2, 4, 4)).isZero();
    }
}
