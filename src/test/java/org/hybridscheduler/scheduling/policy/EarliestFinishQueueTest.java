package org.hybridscheduler.scheduling.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridscheduler.scheduling.policy.FakeCluster.task;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.junit.jupiter.api.Test;

/** Plans computed by hand, and what holds of any plan. */
class EarliestFinishQueueTest {

    private static final int CPU = 0;
    private static final int GPU = 1;

    private final EarliestFinishQueue queue = new EarliestFinishQueue();
    private final FakeCluster cluster = new FakeCluster(1, 1);
    private final Map<Long, Double> lengths = new HashMap<>();

    private void add(long id, double cpuSeconds, double gpuSeconds) {
        add(id, 0, cpuSeconds, gpuSeconds);
    }

    private void add(long id, double memoryMb, double cpuSeconds, double gpuSeconds) {
        queue.add(task(id, memoryMb), new RunTimes(cpuSeconds, gpuSeconds, 0));
    }

    /** A task that has the device and keeps it so long from 0 on. */
    private void occupy(int device, long id, double seconds) {
        lengths.put(id, seconds);
        cluster.busy(device, task(id), 0);
    }

    private Assignment next() {
        return queue.next(cluster, (running, elapsed) -> lengths.get(running.id()) - elapsed);
    }

    private static Assignment on(long id, DeviceKind kind, int device) {
        return new Assignment(task(id), Placement.on(kind, device));
    }

    @Test
    void next_nothingWaits_isNone() {
        assertThat(queue.isEmpty()).isTrue();
        assertThat(next()).isNull();
    }

    @Test
    void next_oneFreeDevice_takesTheShortestAndEqualOnesInTheirOrder() {
        occupy(GPU, 100, 1_000);
        add(1, 5, 50);
        add(2, 3, 50);
        add(3, 5, 60);
        add(4, 4, 50);

        for (long expected : new long[] {2, 4, 1, 3}) {
            assertThat(next()).isEqualTo(on(expected, DeviceKind.CPU, CPU));
        }
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void next_bothFree_takesWhereItFinishesFirst() {
        add(1, 10, 1);
        add(2, 2, 20);

        assertThat(next()).isEqualTo(on(1, DeviceKind.GPU, GPU));
        occupy(GPU, 1, 1);
        assertThat(next()).isEqualTo(on(2, DeviceKind.CPU, CPU));
    }

    /** The GPU is free in 1 s and done with the task at 3 s, the idle CPU would be at 10 s. */
    @Test
    void next_fasterDeviceSoonFree_waitsForIt() {
        occupy(GPU, 100, 1);
        add(1, 10, 2);

        assertThat(next()).isNull();
        assertThat(queue.isEmpty()).isFalse();
        cluster.at(1).idleAgain(GPU);
        assertThat(next()).isEqualTo(on(1, DeviceKind.GPU, GPU));
    }

    /** The GPU would be done with it at 10 s, the idle CPU is at 4 s. */
    @Test
    void next_fasterDeviceBusyForLong_takesTheIdleSlowerOne() {
        occupy(GPU, 100, 8);
        add(1, 4, 2);

        assertThat(next()).isEqualTo(on(1, DeviceKind.CPU, CPU));
    }

    /** Task 1 has the GPU from 1 s to 3 s; behind it task 2 would be done at 6 s, on the CPU it is at 4 s. */
    @Test
    void next_fasterDeviceTakenByOneThatWaits_nextOneTakesTheIdleSlowerOne() {
        occupy(GPU, 100, 1);
        add(1, 10, 2);
        add(2, 4, 3);

        assertThat(next()).isEqualTo(on(2, DeviceKind.CPU, CPU));
        occupy(CPU, 2, 4);
        assertThat(next()).isNull();
    }

    /** Half an hour of running time does not matter, only what is left of it. */
    @Test
    void next_laterMoment_countsTheRestOfWhatRuns() {
        occupy(GPU, 100, 1_801);
        cluster.at(1_800);
        add(1, 10, 2);

        assertThat(next()).isNull();
    }

    @Test
    void next_aloneAndWorthwhile_isSplitAtItsOptimum() {
        add(1, 6, 3);

        assertThat(next()).isEqualTo(new Assignment(task(1), Placement.split(CPU, GPU, 6.0 / 9)));
    }

    @Test
    void next_anotherOneWaits_isNotSplit() {
        add(1, 6, 3);
        add(2, 6, 3.5);

        assertThat(next()).isEqualTo(on(1, DeviceKind.GPU, GPU));
    }

    @Test
    void next_partnerBusy_isNotSplit() {
        occupy(CPU, 100, 5);
        add(1, 6, 3);

        assertThat(next()).isEqualTo(on(1, DeviceKind.GPU, GPU));
    }

    /** Split it takes 10/11 of the GPU's time: not worth a second device. */
    @Test
    void next_splitGainsLittle_isNotSplit() {
        add(1, 10, 1);

        assertThat(next()).isEqualTo(on(1, DeviceKind.GPU, GPU));
    }

    @Test
    void next_fixedPartOutweighsTheCpu_isNotSplit() {
        queue.add(task(1), new RunTimes(2, 3, 2.5));

        assertThat(next()).isEqualTo(on(1, DeviceKind.CPU, CPU));
    }

    @Test
    void next_memoryDoesNotFitTheFasterDevice_takesTheCpu() {
        add(1, 1_001, 100, 1);

        assertThat(next()).isEqualTo(on(1, DeviceKind.CPU, CPU));
    }

    /** Half of 1,500 MB fits a GPU of 1,000 MB; 4 / 5.5 of it does not. */
    @Test
    void next_onlyTheSplitShareFits_isSplitWhereItDoes() {
        add(1, 1_500, 4, 4);
        assertThat(next()).isEqualTo(new Assignment(task(1), Placement.split(CPU, GPU, 0.5)));

        add(2, 1_500, 4, 1.5);
        assertThat(next()).isEqualTo(on(2, DeviceKind.CPU, CPU));
    }

    @Test
    void next_oneKindOnly_neverSplits() {
        FakeCluster cpus = new FakeCluster(2, 0);
        add(1, 4, 4);

        assertThat(queue.next(cpus, (running, elapsed) -> 0)).isEqualTo(on(1, DeviceKind.CPU, 0));
    }

    /** On any cluster: idle devices that fit, each task once, and never a wait while everything is idle. */
    @Property(tries = 300)
    void next_anyTasks_keepsTheContractOfDispatch(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int cpus,
            @ForAll @IntRange(min = 0, max = 3) int gpus, @ForAll @IntRange(min = 1, max = 150) int tasks) {
        SplittableRandom random = new SplittableRandom(seed);
        FakeCluster any = new FakeCluster(cpus, gpus);
        EarliestFinishQueue tested = new EarliestFinishQueue();
        for (int i = 0; i < tasks; i++) {
            tested.add(task(i, random.nextInt(2_000)),
                    new RunTimes(random.nextExponential() + 0.01, random.nextExponential() + 0.01, 0));
        }
        Set<Long> started = new HashSet<>();
        for (int step = 0; !tested.isEmpty(); step++) {
            any.at(step);
            boolean allIdle = free(any, random, step % 3 == 0);
            Assignment next = tested.next(any, (running, elapsed) -> 0.1 * elapsed);
            if (next == null) {
                assertThat(allIdle).isFalse();
                continue;
            }
            assertThat(started.add(next.task().id())).isTrue();
            start(any, next, step);
        }
        assertThat(started).hasSize(tasks);
    }

    private static boolean free(FakeCluster cluster, SplittableRandom random, boolean all) {
        boolean allIdle = true;
        for (int device = 0; device < cluster.devices(); device++) {
            if (all || random.nextBoolean()) {
                cluster.idleAgain(device);
            }
            allIdle &= cluster.idle(device);
        }
        return allIdle;
    }

    private static void start(FakeCluster cluster, Assignment next, double now) {
        Placement placement = next.placement();
        for (int device : new int[] {placement.cpu(), placement.gpu()}) {
            if (device >= 0) {
                assertThat(cluster.idle(device)).isTrue();
                assertThat(cluster.fits(next.task(), device, placement.gpuFraction())).isTrue();
                cluster.busy(device, next.task(), now);
            }
        }
    }

    /** On the GPU task 1 finishes a second sooner, and three that want the GPU more finish 1.5 s later each. */
    @Test
    void next_tasksBehindWantTheSameKind_leavesItToThem() {
        for (EarliestFinishQueue.Order order : new EarliestFinishQueue.Order[] {
            EarliestFinishQueue.Order.SHORTEST_FIRST, EarliestFinishQueue.Order.SHORTEST_FIRST_LEAST_DELAY}) {
            EarliestFinishQueue ordered = new EarliestFinishQueue(order);
            ordered.add(task(1), new RunTimes(2.5, 1.5, 0));
            for (long id = 2; id <= 4; id++) {
                ordered.add(task(id), new RunTimes(100, 2, 0));
            }

            assertThat(ordered.next(cluster, (running, elapsed) -> 0)).isEqualTo(
                    order == EarliestFinishQueue.Order.SHORTEST_FIRST ? on(1, DeviceKind.GPU, GPU)
                            : on(1, DeviceKind.CPU, CPU));
        }
    }

    @Test
    void next_tasksBehindHaveLeft_delayNobody() {
        EarliestFinishQueue ordered = new EarliestFinishQueue(EarliestFinishQueue.Order.SHORTEST_FIRST_LEAST_DELAY);
        for (long id = 2; id <= 4; id++) {
            ordered.add(task(id), new RunTimes(100, 1, 0));
            assertThat(ordered.next(cluster, (running, elapsed) -> 0)).isEqualTo(on(id, DeviceKind.GPU, GPU));
        }
        ordered.add(task(1), new RunTimes(2.5, 2, 0));
        ordered.add(task(5), new RunTimes(3, 100, 0));

        assertThat(ordered.next(cluster, (running, elapsed) -> 0)).isEqualTo(on(1, DeviceKind.GPU, GPU));
    }
}
