package org.hybridscheduler.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.workload.StreamSpec.Draw;
import org.junit.jupiter.api.Test;

class RecordedWorkloadTest {

    private static final ClusterSpec CLUSTER = Clusters.of(4, 2);
    private static final OptionalDouble NONE = OptionalDouble.empty();

    /** Three tasks, the last one a child of the other two. */
    private final RecordedWorkload diamond = new RecordedWorkload("diamond", List.of("size"),
            List.of(row(10, 1, 0), row(12, 2, 0), row(16, 4, 0.5, 0, 1)));

    @Test
    void open_inOrder_givesRowsAtTheirRecordedTimesFromTheFirstOnce() {
        List<Arrival> arrivals = all(diamond,
                Streams.spec(1, Draw.IN_ORDER, NONE, OptionalDouble.of(0), OptionalLong.empty()));
        assertThat(arrivals).hasSize(3);
        assertThat(times(arrivals)).containsExactly(0, 2, 6);
        assertThat(Streams.values(arrivals, a -> a.actual().cpuSeconds())).containsExactly(1, 2, 4);
        assertThat(arrivals.get(2).task().parents()).containsExactly(1, 2);
        assertThat(arrivals.get(0).task().parents()).isEmpty();
        assertThat(arrivals.get(0).task().features()).containsExactly(1);
        assertThat(arrivals.get(0).task().group()).isEqualTo("kernel");
        assertThat(arrivals.get(0).task().transferBytes()).isEqualTo(1e6);
        assertThat(arrivals.get(0).task().memoryMb()).isEqualTo(7);
        assertThat(arrivals.get(0).actual().gpuFixedSeconds()).isEqualTo(10e-6);
    }

    @Test
    void open_inOrderLongerThanTheRecording_startsAgainLater() {
        List<Arrival> arrivals = all(diamond, Streams.spec(1, Draw.IN_ORDER, NONE, NONE, OptionalLong.of(7)));
        // A pass takes the 6 s from first to last arrival and one mean gap of 3 s.
        assertThat(times(arrivals)).containsExactly(0, 2, 6, 9, 11, 15, 18);
        assertThat(arrivals.get(5).task().parents()).containsExactly(4, 5);
    }

    @Test
    void open_inOrderWithLoad_stretchesToTheRate() {
        double capacity = Capacity.tasksPerSecond(diamond.demands(CLUSTER), CLUSTER);
        List<Arrival> arrivals = all(diamond,
                Streams.spec(1, Draw.IN_ORDER, OptionalDouble.of(0.5), NONE, OptionalLong.of(3_001)));
        double[] times = times(arrivals);
        assertThat(times[0]).isZero();
        assertThat(3_000 / times[3_000]).isCloseTo(0.5 * capacity, withinPercentage(1e-9));
        assertThat((times[2] - times[1]) / (times[1] - times[0])).isCloseTo(2, withinPercentage(1e-9));
    }

    @Test
    void open_allArriveAtOnceWithLoad_saysThatItCannotBeStretched() {
        RecordedWorkload batch = new RecordedWorkload("batch", List.of("size"), List.of(row(5, 1, 0), row(5, 1, 0)));
        StreamSpec stretched = Streams.spec(1, Draw.IN_ORDER, OptionalDouble.of(1), NONE, OptionalLong.empty());
        assertThatThrownBy(() -> all(batch, stretched)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5.0 s").hasMessageContaining("Maybe");
        assertThat(times(all(batch, Streams.spec(1, Draw.IN_ORDER, NONE, NONE, OptionalLong.of(4)))))
                .containsExactly(0, 0, 0, 0);
    }

    @Test
    void open_withoutArrivals_isPoissonAtTheDefaultLoad() {
        RecordedWorkload untimed = untimed(0.3);
        List<Arrival> arrivals = all(untimed, Streams.spec(3, Draw.IN_ORDER, NONE, NONE, OptionalLong.of(100_000)));
        double capacity = Capacity.tasksPerSecond(untimed.demands(CLUSTER), CLUSTER);
        assertThat(100_000 / arrivals.get(99_999).task().arrivalSeconds())
                .isCloseTo(StreamSpec.DEFAULT_LOAD * capacity, withinPercentage(0.95));
        assertThat(times(arrivals)).isSorted();
    }

    @Test
    void open_atRandom_drawsRowsEvenlyWithoutParents() {
        StreamSpec spec = Streams.spec(5, Draw.RANDOM, OptionalDouble.of(0.9), OptionalDouble.of(0),
                OptionalLong.empty());
        List<Arrival> arrivals = Streams.take(diamond.open(spec, CLUSTER), 30_000);
        assertThat(arrivals).hasSize(30_000).allSatisfy(arrival -> assertThat(arrival.task().parents()).isEmpty());
        for (double cpuSeconds : new double[] {1, 2, 4}) {
            long drawn = arrivals.stream().filter(a -> a.actual().cpuSeconds() == cpuSeconds).count();
            // Three standard deviations of a count of 10,000 are 245.
            assertThat(drawn).isBetween(9_755L, 10_245L);
        }
        double capacity = Capacity.tasksPerSecond(diamond.demands(CLUSTER), CLUSTER);
        assertThat(30_000 / arrivals.get(29_999).task().arrivalSeconds())
                .isCloseTo(0.9 * capacity, withinPercentage(1.8));
    }

    @Test
    void open_sameSeedTwice_givesSameBytes() {
        StreamSpec spec = Streams.spec(9, Draw.RANDOM, NONE, NONE, OptionalLong.of(1_000));
        byte[] first = Streams.bytes(all(diamond, spec));
        assertThat(Streams.bytes(all(diamond, spec))).isEqualTo(first);
        StreamSpec other = Streams.spec(10, Draw.RANDOM, NONE, NONE, OptionalLong.of(1_000));
        assertThat(Streams.bytes(all(diamond, other))).isNotEqualTo(first);
    }

    @Test
    void open_recordedNoise_hasItsCvUnlessOverridden() {
        RecordedWorkload noisy = untimed(0.3);
        assertThat(cpuVariation(noisy, NONE)).isCloseTo(0.3, withinPercentage(3));
        assertThat(cpuVariation(noisy, OptionalDouble.of(0.1))).isCloseTo(0.1, withinPercentage(3));
        assertThat(cpuVariation(noisy, OptionalDouble.of(0))).isZero();
        assertThat(cpuVariation(untimed(0), NONE)).isZero();
    }

    @Test
    void open_otherNoise_leavesRowsAndArrivalsAlone() {
        List<Arrival> quiet = all(diamond,
                Streams.spec(2, Draw.RANDOM, NONE, OptionalDouble.of(0), OptionalLong.of(300)));
        List<Arrival> noisy = all(diamond,
                Streams.spec(2, Draw.RANDOM, NONE, OptionalDouble.of(1), OptionalLong.of(300)));
        assertThat(times(noisy)).isEqualTo(times(quiet));
        double[] cpuSeconds = Streams.values(quiet, a -> a.actual().cpuSeconds());
        assertThat(Streams.values(noisy, a -> a.task().features()[0])).isEqualTo(cpuSeconds);
        assertThat(Streams.values(noisy, a -> a.actual().cpuSeconds())).isNotEqualTo(cpuSeconds);
    }

    @Test
    void open_gpuTimeShorterThanTheLatency_isAllFixed() {
        RecordedTask tiny = new RecordedTask(1, 1e-6, Double.NaN, null, 0, 0, 0, new double[0], new int[0]);
        RecordedWorkload workload = new RecordedWorkload("tiny", List.of(), List.of(tiny));
        assertThat(workload.demands(CLUSTER).get(0).times().gpuFixedSeconds()).isEqualTo(1e-6);
    }

    @Test
    void constructor_rowsThatContradict_areNamed() {
        assertRejected(List.of(row(2, 1, 0), row(1, 1, 0)), "Row 1 arrives at 1.0 s");
        assertRejected(List.of(row(2, 1, 0), row(Double.NaN, 1, 0)), "Row 1 arrives at NaN s");
        assertRejected(List.of(row(2, 1, 0, 0)), "Row 0 has the parent 0");
        assertRejected(List.of(), "has no tasks");
        assertThatThrownBy(() -> new RecordedWorkload("w", List.of(), List.of(row(2, 1, 0))))
                .hasMessageContaining("Row 0 has 1 features, expected 0");
        assertThatThrownBy(() -> new RecordedWorkload("../w", List.of("size"), List.of(row(2, 1, 0))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'../w'");
        assertThatThrownBy(() -> row(0, 0, 0)).hasMessageContaining("cpuSeconds is 0.0");
        assertThatThrownBy(() -> row(0, 1, 5.1)).hasMessageContaining("noiseCv is 5.1");
    }

    @Test
    void digest_followsEveryValue() {
        List<String> digests = new ArrayList<>();
        digests.add(diamond.digest());
        digests.add(new RecordedWorkload("x", List.of("other"), diamond.tasks()).digest());
        digests.add(new RecordedWorkload("x", List.of("size"),
                List.of(row(10, 1, 0), row(12, 2, 0), row(16, 4, 0.5, 1, 0))).digest());
        digests.add(new RecordedWorkload("x", List.of("size"),
                List.of(row(10, 1, 0), row(12, 2, 0), row(16, 4, 0.6, 0, 1))).digest());
        digests.add(new RecordedWorkload("x", List.of("size"), diamond.tasks().subList(0, 2)).digest());
        assertThat(digests).doesNotHaveDuplicates().allSatisfy(digest -> assertThat(digest).matches("[0-9a-f]{64}"));
        assertThat(new RecordedWorkload("renamed", List.of("size"), diamond.tasks()).digest())
                .isEqualTo(diamond.digest());
    }

    @Test
    void summary_ofRows_isTheirMeans() {
        WorkloadSummary summary = WorkloadSummary.of(diamond, Clusters.of(1, 0));
        assertThat(summary).isEqualTo(new WorkloadSummary("diamond", OptionalLong.of(3), List.of("size"), 7 / 3.0, 0.5,
                3 / 7.0));
    }

    private static void assertRejected(List<RecordedTask> rows, String message) {
        assertThatThrownBy(() -> new RecordedWorkload("w", List.of("size"), rows))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    private static RecordedWorkload untimed(double noiseCv) {
        return new RecordedWorkload("untimed", List.of("size"), List.of(row(Double.NaN, 1, noiseCv)));
    }

    private static RecordedTask row(double arrival, double cpuSeconds, double noiseCv, int... parents) {
        return new RecordedTask(cpuSeconds, 0.5, arrival, "kernel", 1e6, 7, noiseCv, new double[] {cpuSeconds},
                parents);
    }

    private static List<Arrival> all(Workload workload, StreamSpec spec) {
        return Streams.take(workload.open(spec, CLUSTER), Integer.MAX_VALUE);
    }

    private static double[] times(List<Arrival> arrivals) {
        return Streams.values(arrivals, arrival -> arrival.task().arrivalSeconds());
    }

    private static double cpuVariation(Workload workload, OptionalDouble noiseCv) {
        return Streams.coefficientOfVariation(Streams.values(
                all(workload, Streams.spec(6, Draw.IN_ORDER, NONE, noiseCv, OptionalLong.of(20_000))),
                arrival -> arrival.actual().cpuSeconds()));
    }
}
