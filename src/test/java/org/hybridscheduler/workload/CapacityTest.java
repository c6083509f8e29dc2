package org.hybridscheduler.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Percentage;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.workload.Workload.Demand;
import org.junit.jupiter.api.Test;

class CapacityTest {

    private static final Percentage ROUNDING = Percentage.withPercentage(1e-6);

    @Test
    void tasksPerSecond_equalTimesOnBothKinds_halvesTheTask() {
        assertThat(capacity(Clusters.of(1, 1), demand(1, 1))).isCloseTo(2, ROUNDING);
    }

    @Test
    void tasksPerSecond_balancedBetweenTwoTasks_splitsNone() {
        // The accelerated task keeps the GPU busy for 1 s, the other one the CPU.
        assertThat(capacity(Clusters.of(1, 1), demand(4, 1), demand(1, 1))).isCloseTo(2, ROUNDING);
    }

    @Test
    void tasksPerSecond_breakpointWithinATask_interpolates() {
        // A sixth of the second task joins the first one: 2 + 3/6 = 2.5 s on the GPU, 3 - 3/6 = 2.5 s on the CPU.
        assertThat(capacity(Clusters.of(1, 1), demand(3, 3), demand(6, 2))).isCloseTo(2 / 2.5, ROUNDING);
    }

    @Test
    void tasksPerSecond_noGpu_isCpusPerMeanCpuTime() {
        assertThat(capacity(Clusters.of(3, 0), demand(2, 1), demand(4, 1))).isCloseTo(3 / 3.0, ROUNDING);
    }

    @Test
    void tasksPerSecond_noCpu_isGpusPerMeanGpuTime() {
        assertThat(capacity(Clusters.of(0, 2), demand(2, 1), demand(4, 4))).isCloseTo(2 / 2.5, ROUNDING);
    }

    @Test
    void tasksPerSecond_taskLargerThanGpuMemory_countsOnCpus() {
        Demand large = new Demand(new RunTimes(8, 0.1, 0), 101);
        assertThat(capacity(Clusters.of(2, 1, 100), large, demand(1, 1))).isCloseTo(2 / 4.0, ROUNDING);
    }

    @Test
    void tasksPerSecond_taskThatNoDeviceCanRun_isNoWork() {
        Demand large = new Demand(new RunTimes(8, 8, 0), 101);
        assertThat(capacity(Clusters.of(0, 1, 100), large, demand(1, 1))).isCloseTo(2 / 1.0, ROUNDING);
    }

    @Test
    void tasksPerSecond_nothingCanRun_saysSo() {
        Demand large = new Demand(new RunTimes(8, 8, 0), 101);
        assertThatThrownBy(() -> capacity(Clusters.of(0, 1, 100), large))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("None of 1 tasks").hasMessageContaining("100.0 MB").hasMessageContaining("Maybe");
    }

    @Property(tries = 300)
    void tasksPerSecond_equalsTheDualBound(@ForAll("demands") List<Demand> demands,
            @ForAll @IntRange(min = 1, max = 8) int cpus, @ForAll @IntRange(min = 1, max = 8) int gpus) {
        // Any weights w, 1-w on the two kinds bound the time from below; the largest bound lies where a task is
        // indifferent, and equals the shortest time by strong duality.
        double best = 0;
        for (Demand indifferent : demands) {
            double cpu = indifferent.times().cpuSeconds() / cpus;
            double gpu = indifferent.times().gpuSeconds() / gpus;
            double weight = gpu / (cpu + gpu);
            double bound = 0;
            for (Demand demand : demands) {
                bound += Math.min(weight * demand.times().cpuSeconds() / cpus,
                        (1 - weight) * demand.times().gpuSeconds() / gpus);
            }
            best = Math.max(best, bound);
        }
        assertThat(Capacity.tasksPerSecond(demands, Clusters.of(cpus, gpus)))
                .isCloseTo(demands.size() / best, ROUNDING);
    }

    @Property(tries = 50)
    void tasksPerSecond_noAssignmentOnAGridIsBetter(@ForAll("fewDemands") List<Demand> demands,
            @ForAll @IntRange(min = 1, max = 4) int cpus, @ForAll @IntRange(min = 1, max = 4) int gpus) {
        double capacity = Capacity.tasksPerSecond(demands, Clusters.of(cpus, gpus));
        double integral = demands.size() / shortest(demands, 0, 0, 0, cpus, gpus, 1);
        double fractional = demands.size() / shortest(demands, 0, 0, 0, cpus, gpus, 20);
        assertThat(integral).isLessThanOrEqualTo(fractional * (1 + 1e-12));
        assertThat(fractional).isLessThanOrEqualTo(capacity * (1 + 1e-9));
        assertThat(fractional).isGreaterThan(capacity * 0.5);
    }

    /** Tries all shares in steps of 1/{@code steps}. */
    private static double shortest(List<Demand> demands, int index, double cpuWork, double gpuWork, int cpus, int gpus,
            int steps) {
        if (index == demands.size()) {
            return Math.max(cpuWork / cpus, gpuWork / gpus);
        }
        RunTimes times = demands.get(index).times();
        double shortest = Double.POSITIVE_INFINITY;
        for (int step = 0; step <= steps; step++) {
            double share = (double) step / steps;
            shortest = Math.min(shortest, shortest(demands, index + 1, cpuWork + (1 - share) * times.cpuSeconds(),
                    gpuWork + share * times.gpuSeconds(), cpus, gpus, steps));
        }
        return shortest;
    }

    @Property(tries = 100)
    void tasksPerSecond_scalesWithDevicesAndSpeed(@ForAll("demands") List<Demand> demands,
            @ForAll @IntRange(min = 2, max = 9) int factor) {
        double capacity = Capacity.tasksPerSecond(demands, Clusters.of(2, 1));
        List<Demand> slower = demands.stream()
                .map(demand -> new Demand(demand.times().scaled(factor, factor), demand.memoryMb())).toList();
        List<Demand> repeated = new ArrayList<>(demands);
        repeated.addAll(demands);
        assertThat(Capacity.tasksPerSecond(demands, Clusters.of(2 * factor, factor)))
                .isCloseTo(capacity * factor, ROUNDING);
        assertThat(Capacity.tasksPerSecond(slower, Clusters.of(2, 1))).isCloseTo(capacity / factor, ROUNDING);
        assertThat(Capacity.tasksPerSecond(repeated, Clusters.of(2, 1))).isCloseTo(capacity, ROUNDING);
    }

    @Provide
    Arbitrary<List<Demand>> demands() {
        return demand().list().ofMinSize(1).ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<Demand>> fewDemands() {
        return demand().list().ofMinSize(1).ofMaxSize(3);
    }

    private static Arbitrary<Demand> demand() {
        Arbitrary<Double> seconds = Arbitraries.doubles().between(0.001, 100).ofScale(3);
        return Combinators.combine(seconds, seconds).as(CapacityTest::demand);
    }

    private static Demand demand(double cpuSeconds, double gpuSeconds) {
        return new Demand(new RunTimes(cpuSeconds, gpuSeconds, 0), 1);
    }

    private static double capacity(ClusterSpec cluster, Demand... demands) {
        return Capacity.tasksPerSecond(List.of(demands), cluster);
    }
}
