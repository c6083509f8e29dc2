package org.hybridscheduler.scheduling.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridscheduler.scheduling.policy.FakeCluster.task;

import java.util.List;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Informed;
import org.hybridscheduler.scheduling.LateBinding;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.scheduling.Transfers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The heuristics with a central queue: device 0 is a CPU, 1 is a GPU. */
class LateHeuristicsTest {

    private static final double TOO_LARGE_FOR_A_GPU = 1_001;

    private FakeCluster cluster = new FakeCluster(1, 1);

    private LateBinding create(String name) {
        return (LateBinding) new StrategyRegistry().create(name, cluster.context(name));
    }

    private void arrive(LateBinding strategy, Task task, double cpuSeconds, double gpuSeconds) {
        if (strategy instanceof Informed informed) {
            informed.inform(task, new RunTimes(cpuSeconds, gpuSeconds, 0));
        }
        strategy.enqueue(task, cluster);
    }

    private void arrive(LateBinding strategy, long id, double cpuSeconds, double gpuSeconds) {
        arrive(strategy, task(id), cpuSeconds, gpuSeconds);
    }

    /** What starts now, as task and device. */
    private List<Long> start(LateBinding strategy, double at) {
        int device = cluster.start(strategy, at);
        return device < 0 ? List.of() : List.of(cluster.running(device).id(), (long) device);
    }

    /**
     * Earliest finishes: 4 and 5 s on the GPU, 8 s on the CPU. Min-min takes task 1, max-min task 3, sufferage task 1,
     * which would lose 26 s. With task 1 on the GPU, min-min takes task 2, which finishes after 6 s on the CPU,
     * sufferage task 3, which would lose 5 s where task 2 would lose 3 s.
     */
    @ParameterizedTest
    @CsvSource({"min_min,1,1,2,0", "max_min,3,0,2,1", "sufferage,1,1,3,0"})
    void dispatch_batch_mapsTheMostUrgentFirst(String name, long first, long on, long second, long onOther) {
        LateBinding strategy = create(name);
        arrive(strategy, 1, 30, 4);
        arrive(strategy, 2, 6, 5);
        arrive(strategy, 3, 8, 9);

        assertThat(start(strategy, 0)).containsExactly(first, on);
        assertThat(start(strategy, 0)).containsExactly(second, onOther);
        assertThat(start(strategy, 0)).isEmpty();
    }

    /** With 9 s to go on the GPU, task 2 of 30 and 5 s does better to wait, and task 3 of 16 and 5 s behind it, too. */
    @ParameterizedTest
    @ValueSource(strings = {"min_min", "max_min", "sufferage"})
    void dispatch_batch_isMappedAnewUntilItStarts(String name) {
        LateBinding strategy = create(name);
        arrive(strategy, 1, 90, 9);
        assertThat(start(strategy, 0)).containsExactly(1L, 1L);
        arrive(strategy, 2, 30, 5);
        assertThat(start(strategy, 0)).isEmpty();
        arrive(strategy, 3, 16, 5);

        assertThat(start(strategy, 0)).as("16 s on the CPU, 19 s behind both").containsExactly(3L, 0L);
        cluster.finish(strategy, 1, 3);
        assertThat(start(strategy, 3)).containsExactly(2L, 1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"min_min", "max_min", "sufferage"})
    void dispatch_chargedTransfers_areCounted(String name) {
        cluster = new FakeCluster(1, 2, Transfers.CHARGED).transfer(1, 8).transfer(2, 2);
        LateBinding strategy = create(name);
        arrive(strategy, 1, 9, 4);

        assertThat(start(strategy, 0)).containsExactly(1L, 2L);
    }

    @Test
    void sjf_idleDevices_takeTheLeastRunTimeOfAllPairs() {
        LateBinding strategy = create("sjf");
        arrive(strategy, 1, 30, 4);
        arrive(strategy, 2, 3, 5);
        arrive(strategy, 3, 12, 6);

        assertThat(start(strategy, 0)).containsExactly(2L, 0L);
        assertThat(start(strategy, 0)).containsExactly(1L, 1L);
        cluster.finish(strategy, 0, 3);
        assertThat(start(strategy, 3)).as("no device is left idle").containsExactly(3L, 0L);
    }

    @Test
    void sjf_equalTasks_startInTheirOrder() {
        LateBinding strategy = create("sjf");
        List.of(5L, 4L, 6L).forEach(id -> arrive(strategy, id, 9, 2));

        assertThat(start(strategy, 0)).containsExactly(5L, 1L);
        assertThat(start(strategy, 0)).containsExactly(4L, 0L);
    }

    @Test
    void heteroPrio_acceleratedTasks_goToTheGpuAndTheOthersToTheCpu() {
        LateBinding strategy = create("hetero_prio");
        arrive(strategy, 1, 10, 5);
        arrive(strategy, 2, 40, 4);
        arrive(strategy, 3, 3, 9);
        arrive(strategy, 4, 7, 5);

        assertThat(start(strategy, 0)).containsExactly(2L, 1L);
        assertThat(start(strategy, 0)).containsExactly(3L, 0L);
        cluster.finish(strategy, 1, 4);
        assertThat(start(strategy, 4)).containsExactly(1L, 1L);
        cluster.finish(strategy, 0, 5);
        assertThat(start(strategy, 5)).containsExactly(4L, 0L);
    }

    @Test
    void workStealing_idleDevice_takesItsLatestAndThenTheOldestOfAnother() {
        LateBinding strategy = create("work_stealing");
        List.of(1L, 2L, 3L, 4L, 5L, 6L).forEach(id -> arrive(strategy, id, 1, 1));
        cluster.busy(0, task(9), 0);

        assertThat(start(strategy, 0)).containsExactly(6L, 1L);
        for (long next : List.of(4L, 2L, 1L, 3L, 5L)) {
            cluster.idleAgain(1);
            assertThat(start(strategy, 0)).containsExactly(next, 1L);
        }
        cluster.idleAgain(1);
        assertThat(start(strategy, 0)).isEmpty();
    }

    @Test
    void workStealing_child_goesToTheDeviceThatMadeItReady() {
        LateBinding strategy = create("work_stealing");
        arrive(strategy, 1, 1, 1);
        arrive(strategy, 2, 1, 1);
        start(strategy, 0);
        start(strategy, 0);
        assertThat(cluster.running(1).id()).isEqualTo(2);
        arrive(strategy, 3, 1, 1);
        cluster.finish(strategy, 1, 5);
        strategy.enqueue(new Task(4, 0, null, 0, 0, new double[0], new long[] {2}), cluster.at(5));

        assertThat(start(strategy, 5)).as("its own child before another's task").containsExactly(4L, 1L);
    }

    /** Its plan keeps the CPU for task 2, since task 1 holds the GPU longer than the CPU would take. */
    @Test
    void heft_plan_isFollowed() {
        LateBinding strategy = create("heft");
        arrive(strategy, 1, 30, 10);
        arrive(strategy, 2, 12, 9);
        arrive(strategy, 3, 4, 3);

        assertThat(start(strategy, 0)).containsExactly(2L, 0L);
        assertThat(start(strategy, 0)).containsExactly(1L, 1L);
        assertThat(start(strategy, 0)).isEmpty();
        cluster.finish(strategy, 1, 10);
        assertThat(start(strategy, 10)).as("on the GPU from 10 to 13").containsExactly(3L, 1L);
    }

    /** Alone, task 1 (10 and 4 s) would have the GPU; its long descendant 3 makes task 2 the more urgent. */
    @Test
    void heft_descendantsThatAreNotReady_count() {
        LateBinding strategy = create("heft");
        Informed informed = (Informed) strategy;
        arrive(strategy, 1, 10, 4);
        arrive(strategy, 2, 9, 3);
        Task child = new Task(3, 0, null, 0, 0, new double[0], new long[] {2});
        informed.inform(child, new RunTimes(50, 50, 0));

        assertThat(start(strategy, 0)).containsExactly(2L, 1L);
        assertThat(start(strategy, 0)).as("task 1 does better after task 2").isEmpty();
        cluster.finish(strategy, 1, 3);
        strategy.enqueue(child, cluster.at(3));
        assertThat(start(strategy, 3).get(0)).isIn(1L, 3L);
        assertThat(start(strategy, 3).get(0)).isIn(1L, 3L);
    }

    @Test
    void heft_deviceFails_plansAnewWithoutIt() {
        LateBinding strategy = create("heft");
        arrive(strategy, 1, 90, 1);
        cluster.down(1);
        assertThat(start(strategy, 0)).containsExactly(1L, 0L);
        arrive(strategy, 2, 90, 1);
        assertThat(start(strategy, 0)).isEmpty();

        cluster.repaired(1);
        assertThat(start(strategy, 1)).containsExactly(2L, 1L);
        cluster.idleAgain(1);
        strategy.lost(task(2), Placement.on(DeviceKind.GPU, 1));
        strategy.enqueue(task(2), cluster);
        assertThat(start(strategy, 2)).as("it starts again").containsExactly(2L, 1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"min_min", "max_min", "sufferage", "heft", "sjf", "hetero_prio", "work_stealing"})
    void dispatch_deviceThatDoesNotFitOrIsDown_isPassedOver(String name) {
        LateBinding strategy = create(name);
        arrive(strategy, task(1, TOO_LARGE_FOR_A_GPU), 90, 1);
        assertThat(start(strategy, 0)).containsExactly(1L, 0L);
        cluster.finish(strategy, 0, 1);
        cluster.down(0);
        arrive(strategy, 2, 1, 90);
        assertThat(start(strategy, 1)).containsExactly(2L, 1L);
        cluster.finish(strategy, 1, 2);
        cluster.down(1);
        arrive(strategy, 3, 1, 1);
        assertThat(start(strategy, 2)).isEmpty();
        cluster.repaired(1);
        assertThat(start(strategy, 3)).containsExactly(3L, 1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"min_min", "max_min", "sufferage", "heft", "sjf", "hetero_prio"})
    void dispatch_lostTask_startsAgainAndIsForgottenOnceFinished(String name) {
        LateBinding strategy = create(name);
        arrive(strategy, 1, 9, 3);
        assertThat(start(strategy, 0)).containsExactly(1L, 1L);
        cluster.idleAgain(1);
        strategy.lost(task(1), Placement.on(DeviceKind.GPU, 1));
        strategy.enqueue(task(1), cluster);

        Assignment again = strategy.dispatch(cluster.at(1));
        assertThat(again).isEqualTo(new Assignment(task(1), Placement.on(DeviceKind.GPU, 1)));
        assertThat(strategy.dispatch(cluster)).isNull();
    }
}
