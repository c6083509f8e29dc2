package org.hybridscheduler.scheduling.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridscheduler.scheduling.policy.FakeCluster.task;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.Task;
import org.junit.jupiter.api.Test;

class BanditTest {

    private static final Map<String, Double> CALM = Map.of("alpha", 0.1);

    private final FakeCluster cluster = new FakeCluster(1, 1);
    private long nextId;

    private Bandit bandit(String... features) {
        return new Bandit(cluster.context("bandit", List.of(features), CALM));
    }

    /** Places a task and tells the bandit the turnaround time that the placement brings; answers the placement. */
    private Placement learn(Bandit bandit, ToDoubleFunction<Placement> turnaround, double... features) {
        Task task = task(nextId++, 0, features);
        Placement placement = bandit.place(task, cluster);
        double seconds = turnaround.applyAsDouble(placement);
        bandit.completed(new Completion(task, placement, 0, 0, seconds, Double.NaN, Double.NaN));
        return placement;
    }

    @Test
    void coldStartRule_untilTheFirstCompletion_isNamed() {
        Bandit bandit = bandit();
        assertThat(bandit.coldStartRule()).contains("equal_weights");

        learn(bandit, placement -> 1);

        assertThat(bandit.coldStartRule()).isEmpty();
    }

    @Test
    void place_oneKindIsFaster_learnsToPreferIt() {
        for (DeviceKind faster : DeviceKind.values()) {
            Bandit bandit = bandit();
            Placement best = Placement.on(faster, faster.ordinal());
            for (int i = 0; i < 100; i++) {
                learn(bandit, placement -> placement.equals(best) ? 1 : 10);
            }

            for (int i = 0; i < 50; i++) {
                assertThat(learn(bandit, placement -> placement.equals(best) ? 1 : 10)).isEqualTo(best);
            }
        }
    }

    @Test
    void place_featureTellsTheFasterKind_learnsIt() {
        Bandit bandit = bandit("intensity");
        for (int i = 0; i < 400; i++) {
            double intensity = i % 2 == 0 ? 1 : 1_000;
            learn(bandit, placement -> placement.gpu() >= 0 == intensity > 1 ? 1 : 10, intensity);
        }

        assertThat(bandit.place(task(nextId++, 0, 1), cluster)).isEqualTo(Placement.on(DeviceKind.CPU, 0));
        assertThat(bandit.place(task(nextId++, 0, 1_000), cluster)).isEqualTo(Placement.on(DeviceKind.GPU, 1));
    }

    /** A GPU takes 1 s for each task in line, a CPU 4 s in all: up to three before it, the GPU is the better choice. */
    @Test
    void place_queueOfTheFasterKindGrows_learnsWhenToLeaveIt() {
        Bandit bandit = bandit();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 2_000; i++) {
            int present = random.nextInt(30);
            gpuHolds(present);
            learn(bandit, placement -> placement.gpu() >= 0 ? 1 + present : 4);
        }

        gpuHolds(0);
        assertThat(bandit.place(task(nextId++), cluster).gpu()).isEqualTo(1);
        gpuHolds(20);
        assertThat(bandit.place(task(nextId++), cluster).cpu()).isZero();
    }

    /** The running task counts as much as those that wait. */
    private void gpuHolds(int tasks) {
        if (tasks == 0) {
            cluster.idleAgain(1).queued(1, 0);
        } else {
            cluster.busy(1, task(-1), 0).queued(1, tasks - 1);
        }
    }

    @Test
    void place_severalOfAKind_takesTheShortestQueueRunningTaskIncluded() {
        FakeCluster cpus = new FakeCluster(4, 0);
        cpus.busy(0, task(-1), 0).queued(0, 2).busy(1, task(-2), 0).queued(1, 1).busy(2, task(-3), 0)
                .busy(3, task(-4), 0);
        Bandit bandit = new Bandit(cpus.context("bandit"));

        assertThat(bandit.place(task(1), cpus).cpu()).isEqualTo(2);
        assertThat(bandit.place(task(2), cpus.idleAgain(3)).cpu()).isEqualTo(3);
    }

    @Test
    void place_memoryDoesNotFitTheFasterKind_takesTheOther() {
        Bandit bandit = bandit();
        for (int i = 0; i < 100; i++) {
            learn(bandit, placement -> placement.gpu() >= 0 ? 1 : 10);
        }

        assertThat(bandit.place(task(nextId++, 1_001), cluster)).isEqualTo(Placement.on(DeviceKind.CPU, 0));
        assertThat(bandit.place(task(nextId++, 1_000), cluster)).isEqualTo(Placement.on(DeviceKind.GPU, 1));
    }

    @Test
    void place_missingFeatures_countAsNothing() {
        Bandit bandit = bandit("size", "intensity");

        for (int i = 0; i < 50; i++) {
            assertThat(learn(bandit, placement -> 1, Double.NaN, Double.NaN)).isNotNull();
        }
    }
}
