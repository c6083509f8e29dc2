package org.hybridscheduler.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hybridscheduler.workload.StreamSpec.Draw;
import org.junit.jupiter.api.Test;

class OldestParentTest {

    private static RecordedTask row(int... parents) {
        return new RecordedTask(1, 1, Double.NaN, null, 0, 0, 0, new double[0], parents);
    }

    private static TaskStream open(Workload workload, Draw draw) {
        return workload.open(new StreamSpec(1, draw, OptionalDouble.empty(), OptionalDouble.empty(),
                OptionalLong.of(2_000), 500), Clusters.of(2, 1));
    }

    /** Each answer holds for the task that comes next, and is not far behind it. */
    private static void assertHolds(TaskStream stream, int window) {
        long oldest = stream.oldestParent();
        int children = 0;
        for (Arrival next = stream.next(); next != null; next = stream.next()) {
            assertThat(oldest).isGreaterThanOrEqualTo(next.task().id() - window);
            for (long parent : next.task().parents()) {
                assertThat(parent).isGreaterThanOrEqualTo(oldest);
                children++;
            }
            assertThat(stream.oldestParent()).isGreaterThanOrEqualTo(oldest);
            oldest = stream.oldestParent();
        }
        assertThat(children).isPositive();
    }

    @Test
    void oldestParent_synthetic_isTheWindowOfRecentTasks() {
        SyntheticParameters parameters = SyntheticParameters.defaults();
        assertHolds(open(new SyntheticWorkload(parameters), Draw.IN_ORDER), parameters.dependencies().window());
    }

    @Test
    void oldestParent_recordedInOrder_isTheStartOfThePass() {
        RecordedWorkload diamond = new RecordedWorkload("diamond", List.of(), List.of(row(), row(0), row(0), row(1, 2)));
        assertHolds(open(diamond, Draw.IN_ORDER), 4);
        TaskStream stream = open(diamond, Draw.IN_ORDER);
        stream.next();
        assertThat(stream.oldestParent()).isEqualTo(500);
    }

    @Test
    void oldestParent_noTaskHasParents_isNoTaskAtAll() {
        RecordedWorkload flat = new RecordedWorkload("flat", List.of(), List.of(row(), row()));
        RecordedWorkload chain = new RecordedWorkload("chain", List.of(), List.of(row(), row(0)));

        assertThat(open(flat, Draw.IN_ORDER).oldestParent()).isEqualTo(Long.MAX_VALUE);
        assertThat(open(chain, Draw.RANDOM).oldestParent()).as("rows drawn at random have none")
                .isEqualTo(Long.MAX_VALUE);
        assertThat(open(chain, Draw.IN_ORDER).oldestParent()).isEqualTo(500);
    }
}
