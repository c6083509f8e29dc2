package org.hybridscheduler.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.workload.StreamSpec.Draw;
import org.junit.jupiter.api.Test;

class CombinedWorkloadTest {

    private static final ClusterSpec CLUSTER = Clusters.of(2, 1);
    private static final ArrivalTrace ARRIVALS = new ArrivalTrace("log", new double[] {100, 101, 107, 110});

    private static RecordedWorkload tasks(String name) {
        return new RecordedWorkload(name, List.of(), List.of(task(1, 5, RecordedTask.NO_PARENTS, null),
                task(3, 5, new int[] {0}, new double[] {40}), task(2, 5, new int[] {0, 1}, null)));
    }

    private static RecordedTask task(double seconds, double arrival, int[] parents, double[] parentBytes) {
        return new RecordedTask(seconds, seconds / 2, arrival, "g", 100, 1, 0.1, new double[0], parents, parentBytes);
    }

    private static StreamSpec spec(OptionalDouble load, long tasks) {
        return Streams.spec(3, Draw.IN_ORDER, load, OptionalDouble.empty(), OptionalLong.of(tasks));
    }

    private static double[] times(List<Arrival> arrivals) {
        return Streams.values(arrivals, arrival -> arrival.task().arrivalSeconds());
    }

    @Test
    void open_withoutLoad_hasTheBodiesOfOneAndTheTimesOfTheOther() {
        CombinedWorkload combined = new CombinedWorkload(tasks("bodies"), ARRIVALS);
        List<Arrival> arrivals = Streams.take(combined.open(spec(OptionalDouble.empty(), 6), CLUSTER), 99);
        assertThat(times(arrivals)).as("a pass lasts a mean gap longer than from first to last")
                .containsExactly(0, 1, 7, 10, 10 + 10 / 3.0, 11 + 10 / 3.0);
        List<Arrival> alone = Streams.take(tasks("bodies").open(spec(OptionalDouble.empty(), 6), CLUSTER), 99);
        assertThat(arrivals).extracting(Arrival::actual).isEqualTo(alone.stream().map(Arrival::actual).toList());
        assertThat(arrivals.get(1).task().parents()).containsExactly(1);
        assertThat(arrivals.get(1).task().parentBytes()).containsExactly(40);
        assertThat(arrivals.get(4).task().parents()).as("its parent of the same pass").containsExactly(4);
        assertThat(combined.name()).isEqualTo("bodies+log");
        assertThat(combined.length()).hasValue(3);
    }

    @Test
    void open_withLoad_stretchesTheGapsToTheTasksCapacity() {
        CombinedWorkload combined = new CombinedWorkload(tasks("bodies"), ARRIVALS);
        double rate = 0.5 * Capacity.tasksPerSecond(combined.demands(CLUSTER), CLUSTER);
        double[] times = times(Streams.take(combined.open(spec(OptionalDouble.of(0.5), 4_000), CLUSTER), 5_000));
        assertThat(times[2] / times[1]).as("the shape stays").isCloseTo(7, within(1e-9));
        assertThat((times.length - 1) / times[times.length - 1]).isCloseTo(rate, within(rate * 1e-3));
    }

    @Test
    void open_syntheticTasks_comeAtRecordedTimes() {
        SyntheticWorkload synthetic = new SyntheticWorkload(SyntheticParameters.defaults());
        CombinedWorkload combined = new CombinedWorkload(synthetic, ARRIVALS);
        List<Arrival> arrivals = Streams.take(combined.open(spec(OptionalDouble.empty(), 4), CLUSTER), 9);
        assertThat(times(arrivals)).containsExactly(0, 1, 7, 10);
        List<Arrival> alone = Streams.take(synthetic.open(spec(OptionalDouble.empty(), 4), CLUSTER), 9);
        assertThat(arrivals).extracting(Arrival::actual).isEqualTo(alone.stream().map(Arrival::actual).toList());
    }

    @Test
    void digest_coversBothSources() {
        String digest = new CombinedWorkload(tasks("a"), ARRIVALS).digest();
        assertThat(new CombinedWorkload(tasks("b"), new ArrivalTrace("x", new double[] {100, 101, 107, 110})).digest())
                .as("names are no content").isEqualTo(digest);
        assertThat(new CombinedWorkload(tasks("a"), new ArrivalTrace("log", new double[] {100, 101, 107, 111})).digest())
                .isNotEqualTo(digest);
        RecordedWorkload other = new RecordedWorkload("a", List.of(), List.of(task(9, 5, RecordedTask.NO_PARENTS, null)));
        assertThat(new CombinedWorkload(other, ARRIVALS).digest()).isNotEqualTo(digest);
    }

    /** By another program, from the layout that stored runs rely on. */
    @Test
    void digest_ofRowsWithoutParentBytes_isWhatItWasBeforeTheyWereRead() {
        RecordedWorkload without = new RecordedWorkload("a", List.of(),
                List.of(task(1, Double.NaN, RecordedTask.NO_PARENTS, null)));
        assertThat(without.digest()).startsWith("a5be862185d779e1");
    }

    @Test
    void oldestParent_isTheBodies() {
        TaskStream stream = new CombinedWorkload(tasks("a"), ARRIVALS).open(spec(OptionalDouble.empty(), 3), CLUSTER);
        assertThat(stream.oldestParent())
                .isEqualTo(tasks("a").open(spec(OptionalDouble.empty(), 3), CLUSTER).oldestParent());
    }

    @Test
    void of_workloadWithoutArrivals_isRefused() {
        RecordedWorkload none = new RecordedWorkload("none", List.of(),
                List.of(task(1, Double.NaN, RecordedTask.NO_PARENTS, null)));
        assertThatThrownBy(() -> ArrivalTrace.of(none)).hasMessageContaining("'none' has no recorded arrival times");
        assertThat(ArrivalTrace.of(tasks("a")).size()).isEqualTo(3);
        assertThatThrownBy(() -> new ArrivalTrace("log", new double[] {2, 1})).hasMessageContaining("An arrival at 1.0");
    }
}
