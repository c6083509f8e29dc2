package org.hybridscheduler.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.workload.StreamSpec.Draw;
import org.hybridscheduler.workload.SyntheticParameters.Roofline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntheticWorkloadTest {

    private static final ClusterSpec CLUSTER = Clusters.of(4, 2);
    private static final int MANY = 100_000;

    private final SyntheticWorkload workload = new SyntheticWorkload(SyntheticParameters.defaults());

    @Test
    void open_sameSeedTwice_givesSameBytes() {
        byte[] first = Streams.bytes(take(workload, Streams.inOrder(7), 2_000));
        SyntheticWorkload equal = new SyntheticWorkload(SyntheticParameters.defaults());
        assertThat(Streams.bytes(take(equal, Streams.inOrder(7), 2_000))).isEqualTo(first);
        assertThat(Streams.bytes(take(workload, Streams.inOrder(8), 2_000))).isNotEqualTo(first);
    }

    @Test
    void open_knownSeed_givesTheBytesOfEveryOtherMachine() {
        // Recorded once: whoever changes it changes what every stored seed means.
        MessageDigest sha = Sha256.start();
        sha.update(Streams.bytes(take(workload, Streams.inOrder(42), 1_000)));
        assertThat(Sha256.finish(sha)).isEqualTo("f611aeed3e38d7e733078bdce9d25eb803e09a3422b28ef20c4f1c8d407b1e30");
    }

    @Test
    void open_otherNoise_leavesTasksAndArrivalsAlone() {
        List<Arrival> quiet = take(workload, noise(0), 500);
        List<Arrival> noisy = take(workload, noise(1.5), 500);
        for (int i = 0; i < quiet.size(); i++) {
            assertThat(noisy.get(i).task().arrivalSeconds()).isEqualTo(quiet.get(i).task().arrivalSeconds());
            assertThat(noisy.get(i).task().features()).isEqualTo(quiet.get(i).task().features());
            assertThat(noisy.get(i).task().parents()).isEqualTo(quiet.get(i).task().parents());
            assertThat(noisy.get(i).actual().cpuSeconds()).isNotEqualTo(quiet.get(i).actual().cpuSeconds());
        }
    }

    @Test
    void open_otherModesAndDependencies_leaveSizesAlone() {
        SyntheticWorkload other = with(Map.of("intensities.compute_bound_share", 0.9, "dependencies.probability", 0.7,
                "memory_per_size.sigma", 1.0));
        assertThat(sizes(take(other, Streams.inOrder(3), 500)))
                .isEqualTo(sizes(take(workload, Streams.inOrder(3), 500)));
    }

    @Test
    void open_atLoad_arrivesAsAPoissonProcessOfThatShareOfCapacity() {
        StreamSpec spec = Streams.spec(11, Draw.IN_ORDER, OptionalDouble.of(0.5), OptionalDouble.empty(),
                OptionalLong.of(MANY));
        double[] gaps = gaps(take(workload, spec, MANY));
        double rate = 0.5 * Capacity.tasksPerSecond(workload.demands(CLUSTER), CLUSTER);
        // Three standard errors of the mean of 100,000 exponential gaps are 0.95 %.
        assertThat(1 / Streams.mean(gaps)).isCloseTo(rate, withinPercentage(0.95));
        assertThat(Streams.coefficientOfVariation(gaps)).isCloseTo(1, withinPercentage(1.5));
    }

    @Test
    void open_noLoad_usesTheDefault() {
        double[] gaps = gaps(take(workload, Streams.inOrder(12), MANY));
        double capacity = Capacity.tasksPerSecond(workload.demands(CLUSTER), CLUSTER);
        assertThat(1 / Streams.mean(gaps)).isCloseTo(StreamSpec.DEFAULT_LOAD * capacity, withinPercentage(0.95));
    }

    @Test
    void open_sizes_followTheBoundedPareto() {
        double[] sizes = sizes(take(workload, Streams.inOrder(13), MANY));
        double alpha = 1.5;
        double low = 100;
        double high = 4000;
        double cut = 1 - Math.pow(low / high, alpha);
        double mean = alpha / (alpha - 1) * low * (1 - Math.pow(low / high, alpha - 1)) / cut;
        assertThat(share(sizes, low, high)).isEqualTo(1);
        assertThat(Streams.mean(sizes)).isCloseTo(mean, withinPercentage(1.5));
        double aboveThousand = (Math.pow(low / 1000, alpha) - Math.pow(low / high, alpha)) / cut;
        long counted = Arrays.stream(sizes).filter(size -> size > 1000).count();
        assertThat((double) counted / MANY).isCloseTo(aboveThousand, withinPercentage(6));
    }

    @Test
    void open_intensities_haveTwoModes() {
        double[] intensities = Streams.values(take(workload, Streams.inOrder(14), MANY), a -> a.task().features()[1]);
        assertThat(share(intensities, 0.5, 2)).as("around 1").isBetween(0.44, 0.48);
        assertThat(share(intensities, 30, 120)).as("around 60").isBetween(0.40, 0.44);
        assertThat(share(intensities, 4, 12)).as("in between").isLessThan(0.01);
    }

    @Test
    void open_features_areDefinedByEachOther() {
        for (Arrival arrival : take(workload, Streams.inOrder(15), 100)) {
            double[] features = arrival.task().features();
            assertThat(features).hasSameSizeAs(workload.featureNames().toArray());
            assertThat(arrival.task().transferBytes()).isEqualTo(features[0] * 1e6);
            assertThat(arrival.task().memoryMb()).isEqualTo(features[2]).isEqualTo(features[0] * features[3]);
            assertThat(features[4]).isCloseTo(features[1] * features[0] / features[2], withinPercentage(1e-9));
            assertThat(arrival.task().group()).isNull();
        }
    }

    @Test
    void open_memory_goesWithSize() {
        List<Arrival> arrivals = take(workload, Streams.inOrder(16), 20_000);
        double[] ratio = Streams.values(arrivals, a -> a.task().memoryMb() / a.task().features()[0]);
        assertThat(Streams.mean(ratio)).isCloseTo(1.3 * Math.exp(0.25 * 0.25 / 2), withinPercentage(1));
    }

    @Test
    void open_parents_areDifferentTasksWithinTheWindow() {
        SyntheticWorkload dense = with(Map.of("dependencies.probability", 0.5, "dependencies.window", 5.0,
                "dependencies.max_parents", 3.0));
        List<Arrival> arrivals = take(dense, Streams.inOrder(17), 20_000);
        int[] withParents = new int[4];
        for (Arrival arrival : arrivals) {
            long id = arrival.task().id();
            long[] parents = arrival.task().parents();
            withParents[parents.length]++;
            assertThat(parents).doesNotHaveDuplicates().isSorted();
            for (long parent : parents) {
                assertThat(parent).isBetween(Math.max(1, id - 5), id - 1);
            }
        }
        assertThat(withParents[0]).isBetween(9_700, 10_300);
        assertThat(List.of(withParents[1], withParents[2], withParents[3]))
                .allSatisfy(count -> assertThat(count).isBetween(3_150, 3_520));
    }

    @Test
    void open_noise_hasMeanOneAndItsCv() {
        List<Arrival> quiet = take(workload, noise(0), MANY);
        List<Arrival> noisy = take(workload, noise(0.3), MANY);
        double[] cpu = new double[MANY];
        double[] gpu = new double[MANY];
        double product = 0;
        for (int i = 0; i < MANY; i++) {
            cpu[i] = noisy.get(i).actual().cpuSeconds() / quiet.get(i).actual().cpuSeconds();
            gpu[i] = noisy.get(i).actual().gpuSeconds() / quiet.get(i).actual().gpuSeconds();
            product += (cpu[i] - 1) * (gpu[i] - 1);
        }
        // Three standard errors of the mean are 0.28 %.
        assertThat(Streams.mean(cpu)).isCloseTo(1, withinPercentage(0.3));
        assertThat(Streams.mean(gpu)).isCloseTo(1, withinPercentage(0.3));
        assertThat(Streams.coefficientOfVariation(cpu)).isCloseTo(0.3, withinPercentage(2));
        assertThat(Streams.coefficientOfVariation(gpu)).isCloseTo(0.3, withinPercentage(2));
        assertThat(Math.abs(product / MANY / 0.09)).as("correlation of the devices' noise").isLessThan(0.015);
    }

    @Test
    void open_maxTasks_endsAndNumbersFromTheFirstId() {
        StreamSpec spec = new StreamSpec(1, Draw.RANDOM, OptionalDouble.empty(), OptionalDouble.empty(),
                OptionalLong.of(3), 1_000);
        TaskStream stream = workload.open(spec, CLUSTER);
        assertThat(List.of(stream.next().task().id(), stream.next().task().id(), stream.next().task().id()))
                .containsExactly(1_000L, 1_001L, 1_002L);
        assertThat(stream.next()).isNull();
        assertThat(stream.next()).isNull();
    }

    @Test
    void defaults_neitherKindOfDeviceDominates() {
        double[] speedUps = workload.demands(CLUSTER).stream()
                .mapToDouble(demand -> demand.times().cpuSeconds() / demand.times().gpuSeconds()).sorted().toArray();
        assertThat(speedUps).hasSize(SyntheticWorkload.SAMPLE_TASKS);
        assertThat(share(speedUps, 0, 1)).as("faster on a CPU").isBetween(0.4, 0.5);
        assertThat(share(speedUps, 10, 100)).as("much faster on a GPU").isBetween(0.45, 0.55);
        double[] cpuSeconds = workload.demands(CLUSTER).stream().mapToDouble(d -> d.times().cpuSeconds()).toArray();
        assertThat(share(cpuSeconds, 0.005, 5)).as("5 ms to 5 s on a CPU").isGreaterThan(0.95);
    }

    @Test
    void times_roofline_takeTheLongerOfArithmeticAndMemory() {
        Roofline roofline = new Roofline(10e9, 5e9, 1e12, 100e9);
        RunTimes memoryBound = roofline.times(1000, 1, CLUSTER);
        assertThat(memoryBound.cpuSeconds()).isCloseTo(1e9 / 5e9, withinPercentage(1e-9));
        assertThat(memoryBound.gpuSeconds()).isCloseTo(10e-6 + 1e9 / 12e9 + 1e9 / 100e9, withinPercentage(1e-9));
        RunTimes computeBound = roofline.times(1000, 50, CLUSTER);
        assertThat(computeBound.cpuSeconds()).isCloseTo(50e9 / 10e9, withinPercentage(1e-9));
        assertThat(computeBound.gpuSeconds()).isCloseTo(10e-6 + 1e9 / 12e9 + 50e9 / 1e12, withinPercentage(1e-9));
        assertThat(computeBound.gpuFixedSeconds()).isEqualTo(10e-6);
    }

    @Test
    void digest_followsTheParameters() {
        assertThat(workload.digest()).hasSize(64)
                .isEqualTo(new SyntheticWorkload(SyntheticParameters.defaults()).digest())
                .isNotEqualTo(with(Map.of("noise_cv", 0.2)).digest());
    }

    @Test
    void from_everyParameter_isReadAndCounts() {
        SyntheticParameters defaults = SyntheticParameters.defaults();
        List<String> asked = new ArrayList<>();
        SyntheticParameters.from((name, byDefault) -> {
            asked.add(name);
            return byDefault;
        });
        assertThat(defaults.values().keySet()).containsExactlyInAnyOrderElementsOf(asked);
        for (String name : asked) {
            boolean whole = name.endsWith("window") || name.endsWith("parents");
            double changed = defaults.values().get(name) + (whole ? 1 : 0.01);
            assertThat(with(Map.of(name, changed)).digest()).as(name).isNotEqualTo(workload.digest());
        }
    }

    @ParameterizedTest
    @CsvSource({"sizes.alpha,0", "sizes.min_mb,5000", "sizes.max_mb,1e7", "intensities.compute_bound_share,1.1",
        "intensities.memory_bound.median,0", "intensities.compute_bound.sigma,-1", "memory_per_size.median,NaN",
        "dependencies.probability,-0.1", "dependencies.window,0", "dependencies.window,2.5",
        "dependencies.max_parents,17", "roofline.gpu_flops_per_second,1", "noise_cv,6"})
    void from_parameterOutOfRange_namesItAndItsValue(String name, double value) {
        // A smallest size above the largest shows as the largest being too small.
        String blamed = name.equals("sizes.min_mb") ? "sizes.max_mb" : name;
        assertThatThrownBy(() -> with(Map.of(name, value))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(blamed).hasMessageContaining(name.equals("dependencies.window") && value < 1
                        ? "0.0" : String.valueOf(value));
    }

    @Test
    void summary_ofGeneratedTasks_hasNoCount() {
        WorkloadSummary summary = WorkloadSummary.of(workload, CLUSTER);
        assertThat(summary.name()).isEqualTo("synthetic");
        assertThat(summary.tasks()).isEmpty();
        assertThat(summary.features()).isEqualTo(workload.featureNames());
        assertThat(summary.meanCpuSeconds()).isGreaterThan(summary.meanGpuSeconds());
        assertThat(summary.capacityTasksPerSecond()).isPositive();
    }

    private static SyntheticWorkload with(Map<String, Double> changed) {
        return new SyntheticWorkload(SyntheticParameters.from(changed::getOrDefault));
    }

    private static StreamSpec noise(double cv) {
        return Streams.spec(21, Draw.IN_ORDER, OptionalDouble.empty(), OptionalDouble.of(cv), OptionalLong.empty());
    }

    private static List<Arrival> take(Workload workload, StreamSpec spec, int limit) {
        return Streams.take(workload.open(spec, CLUSTER), limit);
    }

    private static double[] sizes(List<Arrival> arrivals) {
        return Streams.values(arrivals, arrival -> arrival.task().features()[0]);
    }

    private static double[] gaps(List<Arrival> arrivals) {
        double[] gaps = new double[arrivals.size()];
        double before = 0;
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = arrivals.get(i).task().arrivalSeconds() - before;
            before += gaps[i];
        }
        return gaps;
    }

    private static double share(double[] values, double from, double to) {
        int inside = 0;
        for (double value : values) {
            inside += value >= from && value <= to ? 1 : 0;
        }
        return (double) inside / values.length;
    }
}
