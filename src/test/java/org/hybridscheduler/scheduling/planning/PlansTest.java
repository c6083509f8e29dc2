package org.hybridscheduler.scheduling.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hybridscheduler.scheduling.planning.TaskGraph.Edge;
import org.junit.jupiter.api.Test;

class PlansTest {

    private static final double ROUNDING = 1e-9;
    private static final double NEVER = Double.POSITIVE_INFINITY;

    private static double[][] costs(SplittableRandom random, int tasks, int devices) {
        double[][] costs = new double[tasks][devices];
        for (double[] row : costs) {
            for (int device = 0; device < devices; device++) {
                row[device] = device > 0 && random.nextInt(5) == 0 ? NEVER : random.nextInt(10);
            }
        }
        return costs;
    }

    private static List<Edge> edges(SplittableRandom random, int tasks) {
        List<Edge> edges = new ArrayList<>();
        for (int target = 1; target < tasks; target++) {
            for (int i = random.nextInt(3); i > 0; i--) {
                edges.add(new Edge(random.nextInt(target), target, random.nextInt(8)));
            }
        }
        return edges;
    }

    @Property(tries = 200)
    void plan_anyGraph_isASchedule(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int tasks,
            @ForAll @IntRange(min = 1, max = 4) int devices) {
        SplittableRandom random = new SplittableRandom(seed);
        TaskGraph graph = new TaskGraph(costs(random, tasks, devices), edges(random, tasks));
        double[] freeAt = random.doubles(devices, 0, 9).toArray();
        double[] releases = random.doubles(tasks, 0, 9).toArray();

        assertIsSchedule(Heft.plan(graph), graph);
        assertIsSchedule(Cpop.plan(graph), graph);
        Schedule later = Heft.plan(graph, freeAt, releases);
        assertIsSchedule(later, graph);
        for (int task = 0; task < tasks; task++) {
            assertThat(later.starts()[task]).isGreaterThanOrEqualTo(releases[task])
                    .isGreaterThanOrEqualTo(freeAt[later.devices()[task]]);
        }
    }

    private static void assertIsSchedule(Schedule schedule, TaskGraph graph) {
        for (int task = 0; task < graph.tasks(); task++) {
            int device = schedule.devices()[task];
            assertThat(schedule.finishes()[task]).isEqualTo(schedule.starts()[task] + graph.cost(task, device))
                    .isLessThan(NEVER);
            for (Edge edge : graph.in(task)) {
                double moved = schedule.devices()[edge.source()] == device ? 0 : edge.seconds();
                assertThat(schedule.starts()[task])
                        .isGreaterThanOrEqualTo(schedule.finishes()[edge.source()] + moved - ROUNDING);
            }
        }
        for (int device = 0; device < graph.devices(); device++) {
            int on = device;
            List<Integer> inOrder = IntStream.range(0, graph.tasks())
                    .filter(task -> schedule.devices()[task] == on && graph.cost(task, on) > 0).boxed()
                    .sorted(Comparator.comparingDouble(task -> schedule.starts()[task])).toList();
            for (int i = 1; i < inOrder.size(); i++) {
                assertThat(schedule.starts()[inOrder.get(i)])
                        .isGreaterThanOrEqualTo(schedule.finishes()[inOrder.get(i - 1)] - ROUNDING);
            }
        }
    }

    /** The device waits from 1 to 11 for what task 1 needs; task 2, of the lowest rank, goes between. */
    @Test
    void heft_gapThatIsLongEnough_isFilled() {
        double[][] costs = {{1, NEVER, NEVER}, {NEVER, 5, NEVER}, {NEVER, 5, NEVER}, {NEVER, 2, NEVER}};
        TaskGraph graph = new TaskGraph(costs, List.of(new Edge(0, 1, 10), new Edge(1, 2, 0)));

        Schedule schedule = Heft.plan(graph);

        assertThat(schedule.starts()).containsExactly(0, 11, 16, 0);
    }

    @Test
    void heft_devicesWithOneMemory_moveNothing() {
        double[][] costs = {{1, NEVER}, {NEVER, 1}};
        List<Edge> edges = List.of(new Edge(0, 1, 7));

        assertThat(Heft.plan(new TaskGraph(costs, edges)).makespan()).isEqualTo(9);
        assertThat(Heft.plan(new TaskGraph(costs, edges, new int[] {3, 3})).makespan()).isEqualTo(2);
    }

    @Test
    void plan_noTasks_takesNoTime() {
        TaskGraph none = new TaskGraph(new double[0][], List.of());

        assertThat(Heft.plan(none).makespan()).isZero();
        assertThat(Cpop.plan(none).makespan()).isZero();
    }

    @Test
    void create_noGraph_saysWhatIsWrong() {
        double[][] two = {{1}, {1}};

        assertThatThrownBy(() -> new TaskGraph(two, List.of(new Edge(0, 1, 0), new Edge(1, 0, 0))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2 of 2 tasks wait for each other");
        assertThatThrownBy(() -> new TaskGraph(two, List.of(new Edge(0, 2, 0))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("graph of 2 tasks");
        assertThatThrownBy(() -> new TaskGraph(new double[][] {{NEVER}}, List.of()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("Task 0 can run on none");
        assertThatThrownBy(() -> new TaskGraph(new double[][] {{-1}}, List.of()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("-1");
        assertThatThrownBy(() -> new Edge(0, 1, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
