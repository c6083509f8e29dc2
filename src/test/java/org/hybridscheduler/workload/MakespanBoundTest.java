package org.hybridscheduler.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.workload.Workload.Demand;
import org.junit.jupiter.api.Test;

class MakespanBoundTest {

    private static Arrival arrival(long id, double at, double cpuSeconds, double gpuSeconds, double memoryMb,
            long... parents) {
        return new Arrival(new Task(id, at, null, 0, memoryMb, new double[0], parents),
                new RunTimes(cpuSeconds, gpuSeconds, gpuSeconds));
    }

    /** Task 1 goes to the GPU, task 2 to the CPU but for a third: then each kind works for 4 s. */
    @Test
    void area_oneOfEach_sharesTheBreakpointTask() {
        List<Arrival> tasks = List.of(arrival(1, 0, 8, 2, 0), arrival(2, 0, 6, 6, 0));

        assertThat(MakespanBound.area(tasks, Clusters.of(1, 1))).isCloseTo(4, within(1e-12));
        assertThat(MakespanBound.area(tasks, Clusters.of(2, 0))).isEqualTo(7);
        assertThat(MakespanBound.area(tasks, Clusters.of(0, 2))).isEqualTo(4);
    }

    @Test
    void area_tasksThatFitAGpuInPart_keepTheRestOnTheCpu() {
        List<Arrival> tasks = List.of(arrival(1, 3, 8, 1, 32_000));

        assertThat(MakespanBound.area(tasks, Clusters.of(1, 1, 16_000))).as("half of it, after its arrival").isEqualTo(7);
    }

    @Test
    void criticalPath_chain_startsAtArrivalsAndTakesTheFasterKind() {
        List<Arrival> tasks = List.of(arrival(1, 1, 5, 2, 0), arrival(2, 2, 4, 9, 0, 1), arrival(3, 20, 1, 1, 0, 2));

        assertThat(MakespanBound.criticalPath(tasks.subList(0, 2), Clusters.of(1, 1))).isEqualTo(7);
        assertThat(MakespanBound.criticalPath(tasks, Clusters.of(1, 1))).isEqualTo(21);
        assertThat(MakespanBound.criticalPath(tasks.subList(0, 1), Clusters.of(1, 1, 16_000))).isEqualTo(3);
        assertThat(MakespanBound.of(tasks.subList(0, 1), Clusters.of(2, 0))).isEqualTo(6);
    }

    /** The area is what {@link Capacity} calls one pass, where each task fits. */
    @Property(tries = 100)
    void area_anyTasksThatFit_isThatOfTheCapacity(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int cpus,
            @ForAll @IntRange(min = 0, max = 3) int gpus) {
        SplittableRandom random = new SplittableRandom(seed);
        ClusterSpec cluster = Clusters.of(cpus, gpus);
        List<Arrival> tasks = new ArrayList<>();
        List<Demand> demands = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            tasks.add(arrival(i, 0, 0.1 + random.nextExponential(), 0.1 + random.nextExponential(), 0));
            demands.add(new Demand(tasks.get(i).actual(), 0));
        }

        assertThat(MakespanBound.area(tasks, cluster))
                .isCloseTo(20 / Capacity.tasksPerSecond(demands, cluster), within(1e-9));
    }
}
