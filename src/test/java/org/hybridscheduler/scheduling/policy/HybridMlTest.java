package org.hybridscheduler.scheduling.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hybridscheduler.scheduling.policy.FakeCluster.task;

import java.util.List;
import java.util.Map;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.Task;
import org.junit.jupiter.api.Test;

class HybridMlTest {

    private static final Map<String, Double> NO_EXPLORATION = Map.of("exploration", 100.0);
    private static final int UNTIL_THE_FIRST_MODEL = 100;

    private long finished = 1_000_000;

    private static HybridMl strategy(FakeCluster cluster, String... features) {
        return new HybridMl(cluster.context("hybrid_ml", List.of(features), NO_EXPLORATION));
    }

    /** So many tasks that ran on the device of that kind, and took so long there. */
    private void show(HybridMl strategy, int tasks, DeviceKind kind, double seconds, double... features) {
        for (int i = 0; i < tasks; i++) {
            strategy.completed(new Completion(task(finished++, 0, features), Placement.on(kind, 0), 0, 0, seconds,
                    kind == DeviceKind.CPU ? seconds : Double.NaN, kind == DeviceKind.GPU ? seconds : Double.NaN));
        }
    }

    private void showBoth(HybridMl strategy, double cpuSeconds, double gpuSeconds, double... features) {
        for (int i = 0; i < UNTIL_THE_FIRST_MODEL / 2; i++) {
            show(strategy, 1, DeviceKind.CPU, cpuSeconds, features);
            show(strategy, 1, DeviceKind.GPU, gpuSeconds, features);
        }
    }

    private static Assignment start(HybridMl strategy, FakeCluster cluster, Task task) {
        strategy.enqueue(task, cluster);
        return strategy.dispatch(cluster);
    }

    @Test
    void dispatch_noData_namesItsRuleAndStartsInOrderOnTheKindGivenFewest() {
        FakeCluster cluster = new FakeCluster(2, 2);
        HybridMl strategy = strategy(cluster);
        for (long id = 1; id <= 5; id++) {
            strategy.enqueue(task(id), cluster);
        }

        assertThat(strategy.coldStartRule()).contains("fewest_tasks_kind");
        assertThat(strategy.dispatch(cluster)).isEqualTo(new Assignment(task(1), Placement.on(DeviceKind.CPU, 0)));
        assertThat(strategy.dispatch(cluster)).isEqualTo(new Assignment(task(2), Placement.on(DeviceKind.GPU, 2)));
        cluster.busy(0, task(1), 0).busy(2, task(2), 0);
        assertThat(strategy.dispatch(cluster)).isEqualTo(new Assignment(task(3), Placement.on(DeviceKind.CPU, 1)));
        cluster.busy(1, task(3), 0);
        assertThat(strategy.dispatch(cluster)).isEqualTo(new Assignment(task(4), Placement.on(DeviceKind.GPU, 3)));
        cluster.busy(3, task(4), 0);
        assertThat(strategy.dispatch(cluster)).as("no device is idle").isNull();
    }

    @Test
    void dispatch_noDataAndNoRoomOnTheIdleGpu_waitsForACpu() {
        FakeCluster cluster = new FakeCluster(1, 1).busy(0, task(9), 0);
        HybridMl strategy = strategy(cluster);

        assertThat(start(strategy, cluster, task(1, 1_001))).isNull();
        assertThat(strategy.dispatch(cluster.idleAgain(0)))
                .isEqualTo(new Assignment(task(1), Placement.on(DeviceKind.CPU, 0)));
    }

    @Test
    void dispatch_nothingWaits_isNone() {
        FakeCluster cluster = new FakeCluster(1, 1);
        HybridMl strategy = strategy(cluster);
        assertThat(strategy.dispatch(cluster)).isNull();

        showBoth(strategy, 10, 1);

        assertThat(strategy.dispatch(cluster)).isNull();
    }

    @Test
    void completed_enoughOfEachKind_predictsAndDropsTheRule() {
        FakeCluster cluster = new FakeCluster(1, 1);
        HybridMl strategy = strategy(cluster);
        Task waitsSinceTheColdStart = task(1);
        strategy.enqueue(waitsSinceTheColdStart, cluster);

        showBoth(strategy, 10, 1);

        assertThat(strategy.coldStartRule()).isEmpty();
        assertThat(strategy.dispatch(cluster)).isEqualTo(new Assignment(task(1), Placement.on(DeviceKind.GPU, 1)));
        cluster.busy(1, task(1), 0);
        assertThat(start(strategy, cluster, task(2))).as("the GPU is done with both sooner").isNull();
    }

    @Test
    void completed_oneKindOnly_keepsTheRule() {
        HybridMl strategy = strategy(new FakeCluster(1, 1));

        show(strategy, 5 * UNTIL_THE_FIRST_MODEL, DeviceKind.CPU, 3);

        assertThat(strategy.coldStartRule()).isPresent();
    }

    @Test
    void completed_oneOfOneKind_keepsTheRuleUntilThereAreTwo() {
        HybridMl strategy = strategy(new FakeCluster(1, 1));
        show(strategy, 1, DeviceKind.GPU, 1);
        show(strategy, 181, DeviceKind.CPU, 3);
        assertThat(strategy.coldStartRule()).isPresent();

        show(strategy, 1, DeviceKind.GPU, 1);

        assertThat(strategy.coldStartRule()).isEmpty();
    }

    /** The window of the latest 1,000 has no GPU in it any more: what was known of it stays. */
    @Test
    void completed_oneKindLeavesTheWindow_isStillPredicted() {
        FakeCluster cluster = new FakeCluster(1, 1);
        HybridMl strategy = strategy(cluster);
        showBoth(strategy, 10, 1);

        show(strategy, 1_200, DeviceKind.CPU, 10);

        assertThat(strategy.coldStartRule()).isEmpty();
        assertThat(start(strategy, cluster, task(1)).placement()).isEqualTo(Placement.on(DeviceKind.GPU, 1));
    }

    @Test
    void dispatch_featureTellsTheKinds_placesByIt() {
        FakeCluster cluster = new FakeCluster(1, 1);
        HybridMl strategy = strategy(cluster, "intensity");
        for (int i = 0; i < 50; i++) {
            show(strategy, 1, DeviceKind.CPU, 1, 1);
            show(strategy, 1, DeviceKind.GPU, 10, 1);
            show(strategy, 1, DeviceKind.CPU, 100, 50);
            show(strategy, 1, DeviceKind.GPU, 10, 50);
        }

        assertThat(start(strategy, cluster, task(1, 0, 1)).placement()).isEqualTo(Placement.on(DeviceKind.CPU, 0));
        assertThat(start(strategy, cluster, task(2, 0, 50)).placement()).isEqualTo(Placement.on(DeviceKind.GPU, 1));
    }

    @Test
    void dispatch_missingFeatures_arePredictedAllTheSame() {
        FakeCluster cluster = new FakeCluster(1, 1);
        HybridMl strategy = strategy(cluster, "size", "intensity");
        showBoth(strategy, 10, 1, Double.NaN, 3);

        assertThat(strategy.coldStartRule()).isEmpty();
        assertThat(start(strategy, cluster, task(1, 0, Double.NaN, Double.NaN)).placement().gpu()).isEqualTo(1);
        assertThat(start(strategy, cluster, task(2, 0, 7, 3)).placement().gpu()).isEqualTo(1);
    }

    @Test
    void dispatch_cpusOnly_learnsAndPlacesOnThem() {
        FakeCluster cluster = new FakeCluster(2, 0);
        HybridMl strategy = strategy(cluster, "size");
        assertThat(start(strategy, cluster, task(1, 0, 1)).placement()).isEqualTo(Placement.on(DeviceKind.CPU, 0));
        for (int i = 0; i < 60; i++) {
            show(strategy, 1, DeviceKind.CPU, 1, 1);
            show(strategy, 1, DeviceKind.CPU, 20, 20);
        }

        assertThat(strategy.coldStartRule()).isEmpty();
        strategy.enqueue(task(2, 0, 20), cluster);
        strategy.enqueue(task(3, 0, 1), cluster);
        assertThat(strategy.dispatch(cluster).task()).as("the shorter one").isEqualTo(task(3));
        assertThat(strategy.dispatch(cluster).placement()).isEqualTo(Placement.on(DeviceKind.CPU, 0));
    }

    @Test
    void dispatch_gpusOnly_learnsAndPlacesOnThem() {
        FakeCluster cluster = new FakeCluster(0, 2);
        HybridMl strategy = strategy(cluster);
        assertThat(start(strategy, cluster, task(1)).placement()).isEqualTo(Placement.on(DeviceKind.GPU, 0));

        show(strategy, UNTIL_THE_FIRST_MODEL, DeviceKind.GPU, 2);

        assertThat(strategy.coldStartRule()).isEmpty();
        assertThat(start(strategy, cluster.busy(0, task(1), 0).at(1), task(2)).placement())
                .isEqualTo(Placement.on(DeviceKind.GPU, 1));
    }

    /**
     * Regression: a split task was expected to hold its devices as long as the whole task takes on one of them. Split,
     * it takes 2.8 * 2 / 4.8 = 1.17 s: at 1 s the GPU is soon free, and done with the next task before the idle CPU.
     */
    @Test
    void dispatch_splitTaskRuns_expectsItsDevicesWhenTheSplitEnds() {
        FakeCluster cluster = new FakeCluster(2, 1);
        HybridMl strategy = strategy(cluster);
        showBoth(strategy, 2.8, 2);
        Assignment split = start(strategy, cluster, task(1));
        assertThat(split.placement().isSplit()).isTrue();
        cluster.busy(split.placement().cpu(), task(1), 0).busy(split.placement().gpu(), task(1), 0);

        assertThat(start(strategy, cluster.at(1), task(2))).isNull();
    }

    /** A task that takes far longer than predicted is not waited for as if it ended the next moment. */
    @Test
    void dispatch_overdueTask_isExpectedLaterTheLongerItRuns() {
        FakeCluster cluster = new FakeCluster(1, 1);
        HybridMl strategy = strategy(cluster);
        showBoth(strategy, 10, 1);
        assertThat(start(strategy, cluster, task(1)).placement()).isEqualTo(Placement.on(DeviceKind.GPU, 1));
        cluster.busy(1, task(1), 0);

        assertThat(start(strategy, cluster.at(8), task(2))).as("2 s more, then 1 s").isNull();
        assertThat(strategy.dispatch(cluster.at(40)).placement()).as("10 s more, then 1 s")
                .isEqualTo(Placement.on(DeviceKind.CPU, 0));
    }

    @Test
    void model_asModelsTakeOver_tellsTheirVersionAndHowFarTheyAreOff() {
        HybridMl strategy = strategy(new FakeCluster(1, 1));
        assertThat(strategy.model()).hasValueSatisfying(model -> {
            assertThat(model.version()).isZero();
            assertThat(model.errorRatio()).isNaN();
        });

        showBoth(strategy, 10, 1);
        assertThat(strategy.model().orElseThrow().version()).isPositive();
        assertThat(strategy.model().orElseThrow().errorRatio()).as("nothing was seen since").isNaN();

        show(strategy, 1, DeviceKind.CPU, 10);
        show(strategy, 1, DeviceKind.GPU, 4);
        assertThat(strategy.model().orElseThrow().errorRatio())
                .as("exact on the CPU; on the GPU 1 s for 4 s, 0.75 of them").isCloseTo(0.75 / 2, within(0.02));
    }
}
