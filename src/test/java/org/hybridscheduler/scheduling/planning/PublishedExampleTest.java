package org.hybridscheduler.scheduling.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hybridscheduler.scheduling.planning.TaskGraph.Edge;
import org.junit.jupiter.api.Test;

/** The ten tasks on three processors of Topcuoglu, Hariri and Wu (2002), figure 2 and tables 1 and 2. */
class PublishedExampleTest {

    private static final double[][] COSTS = {{14, 16, 9}, {13, 19, 18}, {11, 13, 19}, {13, 8, 17}, {12, 13, 10},
        {13, 16, 9}, {7, 15, 11}, {5, 11, 14}, {18, 12, 20}, {21, 7, 16}};

    private static final List<Edge> EDGES = List.of(edge(1, 2, 18), edge(1, 3, 12), edge(1, 4, 9), edge(1, 5, 11),
            edge(1, 6, 14), edge(2, 8, 19), edge(2, 9, 16), edge(3, 7, 23), edge(4, 8, 27), edge(4, 9, 23),
            edge(5, 9, 13), edge(6, 8, 15), edge(7, 10, 17), edge(8, 10, 11), edge(9, 10, 13));

    private final TaskGraph graph = new TaskGraph(COSTS, EDGES);

    private static Edge edge(int from, int to, double seconds) {
        return new Edge(from - 1, to - 1, seconds);
    }

    @Test
    void ranks_publishedExample_areThoseOfThePaper() {
        assertThat(graph.upwardRanks()).containsExactly(
                new double[] {108, 77, 80, 80, 69, 63.333, 42.667, 35.667, 44.333, 14.667}, within(0.001));
        assertThat(graph.downwardRanks()).containsExactly(
                new double[] {0, 31, 25, 22, 24, 27, 62.333, 66.667, 63.667, 93.333}, within(0.001));
    }

    @Test
    void heft_publishedExample_takes80() {
        Schedule schedule = Heft.plan(graph);

        assertThat(schedule.makespan()).isEqualTo(80);
        assertThat(schedule.devices()).containsExactly(2, 0, 2, 1, 2, 1, 2, 0, 1, 1);
    }

    @Test
    void cpop_publishedExample_takes86() {
        Schedule schedule = Cpop.plan(graph);

        assertThat(schedule.makespan()).isEqualTo(86);
        assertThat(List.of(schedule.devices()[0], schedule.devices()[1], schedule.devices()[8], schedule.devices()[9]))
                .as("the critical path").containsOnly(1);
    }
}
