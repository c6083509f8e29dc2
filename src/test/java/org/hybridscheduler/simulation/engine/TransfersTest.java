package org.hybridscheduler.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterSpec.Power;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.EarlyBinding;
import org.hybridscheduler.scheduling.Failures;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.scheduling.Transfers;
import org.hybridscheduler.simulation.engine.TestTasks.FirstComeFirstServed;
import org.hybridscheduler.workload.Arrival;
import org.hybridscheduler.workload.StreamSpec;
import org.hybridscheduler.workload.StreamSpec.Draw;
import org.hybridscheduler.workload.SyntheticParameters;
import org.hybridscheduler.workload.SyntheticWorkload;
import org.junit.jupiter.api.Test;

/** Schedules by hand. The link moves 1 MB a second with a latency of 0.5 s, and a GPU holds 100 MB. */
class TransfersTest {

    private static final double MB = 1e6;
    private static final Placement CPU = Placement.on(DeviceKind.CPU, 0);
    private static final Placement GPU_1 = Placement.on(DeviceKind.GPU, 1);
    private static final Placement GPU_2 = Placement.on(DeviceKind.GPU, 2);

    private final Map<Long, Outcome> outcomes = new LinkedHashMap<>();
    private final Map<Long, List<Double>> extra = new LinkedHashMap<>();

    private static ClusterSpec cluster(Transfers transfers) {
        return new ClusterSpec(1, 2, 100, 0.5, MB, new Power(10, 100), new Power(20, 300), 0.01, 0.1, 100, transfers,
                Failures.NONE);
    }

    /** c = 10 s; g = 8 s, of which 0.5 s are fixed and 3 s the transfer of 3 MB from host memory. */
    private static Arrival task(long id, double at, double memoryMb, long... parents) {
        return new Arrival(new Task(id, at, null, 3 * MB, memoryMb, new double[0], parents), new RunTimes(10, 8, 0.5));
    }

    private double finish(long id) {
        return outcomes.get(id).finishSeconds();
    }

    private void run(Transfers transfers, Map<Long, Placement> placements, Arrival... arrivals) {
        EarlyBinding strategy = (task, view) -> {
            List<Double> seconds = new ArrayList<>();
            for (int device = 0; device < view.devices(); device++) {
                seconds.add(view.transferSeconds(task, device));
            }
            extra.put(task.id(), seconds);
            return placements.get(task.id());
        };
        ClusterSimulation simulation = new ClusterSimulation("test", strategy, cluster(transfers), 0,
                (task, outcome) -> outcomes.put(task.id(), outcome), DecisionListener.NONE, 0);
        for (Arrival arrival : arrivals) {
            simulation.offer(arrival);
        }
        simulation.drain();
    }

    @Test
    void charged_inputFromHostMemory_takesWhatWasRecorded() {
        run(Transfers.CHARGED, Map.of(0L, GPU_1, 1L, CPU), task(0, 0, 0), task(1, 0, 0));

        assertThat(finish(0)).isEqualTo(8);
        assertThat(finish(1)).isEqualTo(10);
        assertThat(extra.get(0L)).containsExactly(0.0, 0.0, 0.0);
    }

    /** The child of two tasks on GPU 1 has 3 MB there: nothing to move. Its own child on GPU 2 moves all of it. */
    @Test
    void charged_outputOnAGpu_isFreeThereAndMovesOnceToAnother() {
        run(Transfers.CHARGED, Map.of(0L, GPU_1, 1L, GPU_1, 2L, GPU_2, 3L, GPU_2), task(0, 0, 0), task(1, 10, 0, 0),
                task(2, 20, 0, 0), task(3, 30, 0, 0));

        assertThat(finish(1)).as("kernel alone, g - b/B").isEqualTo(10 + 5);
        assertThat(finish(2)).as("over the link once").isEqualTo(20 + 8);
        assertThat(finish(3)).as("the copy stays").isEqualTo(30 + 5);
        assertThat(extra.get(1L)).containsExactly(3.5, -3.0, 0.0);
        assertThat(extra.get(3L)).containsExactly(3.5, -3.0, -3.0);
    }

    @Test
    void charged_outputOnAGpu_costsACpuTheLinkAndItsLatencyOnce() {
        run(Transfers.CHARGED, Map.of(0L, GPU_1, 1L, CPU, 2L, CPU), task(0, 0, 0), task(1, 10, 0, 0),
                task(2, 30, 0, 0));

        assertThat(finish(1)).isEqualTo(10 + 10 + 0.5 + 3);
        assertThat(outcomes.get(1L).cpuSeconds()).isEqualTo(13.5);
        assertThat(finish(2)).as("host memory has a copy by now").isEqualTo(30 + 10);
    }

    /** Half of the input comes from each parent, one on the GPU and one on the CPU. */
    @Test
    void charged_oneOfTwoParentsElsewhere_movesItsShare() {
        run(Transfers.CHARGED, Map.of(0L, GPU_1, 1L, CPU, 2L, GPU_1), task(0, 0, 0), task(1, 0, 0),
                task(2, 20, 0, 0, 1));

        assertThat(finish(2)).isEqualTo(20 + 5 + 1.5);
    }

    /** Half on each: GPU 0.5 + (7.5 - 3 + 0)/2 with its input there; CPU (10 + 3.5)/2. */
    @Test
    void charged_split_eachSideMovesItsFraction() {
        run(Transfers.CHARGED, Map.of(0L, GPU_1, 1L, Placement.split(0, 1, 0.5), 2L, GPU_1), task(0, 0, 0),
                task(1, 10, 0, 0), task(2, 20, 0, 1));

        assertThat(outcomes.get(1L).gpuSeconds()).isEqualTo(0.5 + 2.25);
        assertThat(outcomes.get(1L).cpuSeconds()).isEqualTo(6.75);
        assertThat(finish(2)).as("a split leaves its output in host memory").isEqualTo(20 + 8);
    }

    @Test
    void included_anywhere_costsNothingMore() {
        run(Transfers.INCLUDED, Map.of(0L, GPU_1, 1L, CPU, 2L, GPU_2), task(0, 0, 0), task(1, 10, 0, 0),
                task(2, 10, 0, 0));

        assertThat(finish(1)).isEqualTo(20);
        assertThat(finish(2)).isEqualTo(18);
        assertThat(extra.get(2L)).containsExactly(0.0, 0.0, 0.0);
    }

    /** Transfers 0-3, 3-6, 6-9; kernels of 5 s: 3-8, 8-13, 13-18 instead of 0-8-16-24. */
    @Test
    void overlapped_queueOfThree_transfersRunAheadOfKernels() {
        run(Transfers.OVERLAPPED, Map.of(0L, GPU_1, 1L, GPU_1, 2L, GPU_1), task(0, 0, 0), task(1, 0, 0), task(2, 0, 0));

        assertThat(outcomes.values()).extracting(Outcome::startSeconds).containsExactly(3.0, 8.0, 13.0);
        assertThat(outcomes.values()).extracting(Outcome::finishSeconds).containsExactly(8.0, 13.0, 18.0);
        assertThat(outcomes.get(1L).gpuSeconds()).isEqualTo(5);
    }

    /** 60 + 60 MB do not fit in 100: the second transfer waits for the first task's end. */
    @Test
    void overlapped_memoryFull_transferWaitsForRoom() {
        run(Transfers.OVERLAPPED, Map.of(0L, GPU_1, 1L, GPU_1, 2L, GPU_1), task(0, 0, 60), task(1, 0, 60),
                task(2, 0, 40));

        assertThat(finish(0)).isEqualTo(8);
        assertThat(outcomes.get(1L).startSeconds()).isEqualTo(8 + 3);
        assertThat(outcomes.get(2L).startSeconds()).as("40 + 60 fit, so it moved while task 1 computed").isEqualTo(16);
    }

    @Test
    void overlapped_splitInTheQueue_movesItsInputItself() {
        run(Transfers.OVERLAPPED, Map.of(0L, GPU_1, 1L, Placement.split(0, 1, 0.5), 2L, GPU_1), task(0, 0, 0),
                task(1, 0, 0), task(2, 0, 0));

        assertThat(outcomes.get(1L).startSeconds()).isEqualTo(8);
        assertThat(outcomes.get(1L).gpuSeconds()).isEqualTo(0.5 + 3.75);
        assertThat(outcomes.get(2L).startSeconds()).as("prefetched while the split ran, 8 to 13 s").isEqualTo(13);
    }

    @Test
    void overlapped_boundLate_transfersOnTheIdleDevice() {
        ClusterSimulation simulation = new ClusterSimulation("late", new FirstComeFirstServed(),
                cluster(Transfers.OVERLAPPED), 0, (task, outcome) -> outcomes.put(task.id(), outcome),
                DecisionListener.NONE, 0);
        simulation.offer(task(0, 0, 60));
        simulation.offer(task(1, 0, 60));
        simulation.drain();

        assertThat(finish(1)).isCloseTo(8, within(1e-12));
    }

    /** Outputs on GPUs are forgotten once no task to come, and none that waits, needs them. */
    @Test
    void charged_manyTasksWithParents_littleIsKept() {
        ClusterSpec cluster = cluster(Transfers.CHARGED);
        var stream = new SyntheticWorkload(SyntheticParameters.defaults()).open(new StreamSpec(3, Draw.IN_ORDER,
                OptionalDouble.of(0.5), OptionalDouble.empty(), OptionalLong.of(100_000), 0), cluster);
        Comparison comparison = new Comparison(stream, Map.of("fcfs", new FirstComeFirstServed()), cluster, 0,
                new CompletedSequences());
        int most = 0;
        while (comparison.step()) {
            comparison.takeOutcomes();
            most = Math.max(most, comparison.retained());
        }

        assertThat(most).isLessThan(20_000);
    }
}
