package org.hybridscheduler.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridscheduler.simulation.engine.TestTasks.arrival;
import static org.hybridscheduler.simulation.engine.TestTasks.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.EarlyBinding;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.simulation.engine.TestTasks.FirstComeFirstServed;
import org.hybridscheduler.workload.StreamSpec;
import org.hybridscheduler.workload.StreamSpec.Draw;
import org.hybridscheduler.workload.SyntheticParameters;
import org.hybridscheduler.workload.SyntheticWorkload;
import org.hybridscheduler.workload.TaskStream;
import org.junit.jupiter.api.Test;

class EventOrderTest {

    private final List<String> calls = new ArrayList<>();

    private final class Recording extends FirstComeFirstServed {

        @Override
        public void enqueue(Task task, ClusterView cluster) {
            calls.add("ready " + task.id() + "@" + cluster.now());
            super.enqueue(task, cluster);
        }

        @Override
        public Assignment dispatch(ClusterView cluster) {
            Assignment assignment = super.dispatch(cluster);
            if (assignment != null) {
                calls.add("start " + assignment.task().id() + "@" + cluster.now());
            }
            return assignment;
        }

        @Override
        public void completed(Completion completion) {
            calls.add("finish " + completion.task().id() + "@" + completion.finishSeconds());
        }
    }

    /** Child 2 of task 0 becomes ready at 3 s, when task 1 finishes as well and tasks 3 and 4 arrive. */
    @Test
    void offer_allAtOneMoment_finishesThenReadiesThenArrivalsThenDispatch() {
        ClusterSimulation simulation = new ClusterSimulation("test", new Recording(), cluster(2, 0, 9), 0,
                (task, outcome) -> { }, DecisionListener.NONE, 0);
        simulation.offer(arrival(0, 0, 3, 1));
        simulation.offer(arrival(1, 0, 3, 1));
        simulation.offer(arrival(2, 1, 1, 1, 0));
        simulation.offer(arrival(3, 3, 1, 1));
        simulation.status();
        simulation.offer(arrival(4, 3, 1, 1));
        simulation.drain();

        assertThat(calls).containsExactly("ready 0@0.0", "ready 1@0.0", "start 0@0.0", "start 1@0.0", "finish 0@3.0",
                "finish 1@3.0", "ready 2@3.0", "ready 3@3.0", "ready 4@3.0", "start 2@3.0", "start 3@3.0", "finish 2@4.0",
                "finish 3@4.0", "start 4@4.0", "finish 4@5.0");
    }

    /** Takes all that wait together and starts the shortest first: batch mode needs the whole moment. */
    @Test
    void dispatch_batchOfOneMoment_seesEveryArrivalOfIt() {
        List<Integer> seen = new ArrayList<>();
        FirstComeFirstServed counting = new FirstComeFirstServed() {
            @Override
            public Assignment dispatch(ClusterView cluster) {
                seen.add(cluster.waiting());
                return super.dispatch(cluster);
            }
        };
        ClusterSimulation simulation = new ClusterSimulation("test", counting, cluster(1, 0, 9), 0,
                (task, outcome) -> { }, DecisionListener.NONE, 0);
        for (int i = 0; i < 3; i++) {
            simulation.offer(arrival(i, 7, 1, 1));
        }
        assertThat(seen).isEmpty();
        simulation.advanceTo(7.5);

        assertThat(seen).containsExactly(3);
    }

    @Test
    void place_deviceFreedAtThisMoment_isSeenIdle() {
        List<Boolean> idle = new ArrayList<>();
        EarlyBinding strategy = (task, view) -> {
            idle.add(view.idle(0));
            return Placement.on(DeviceKind.CPU, 0);
        };
        ClusterSimulation simulation = new ClusterSimulation("test", strategy, cluster(1, 0, 9), 0,
                (task, outcome) -> { }, DecisionListener.NONE, 0);
        simulation.offer(arrival(0, 0, 2, 1));
        simulation.offer(arrival(1, 1, 2, 1));
        simulation.offer(arrival(2, 4, 2, 1));

        assertThat(idle).containsExactly(true, false, true);
        simulation.drain();
        assertThat(simulation.elapsedSeconds()).isEqualTo(6);
    }

    /** At three times the capacity most arrivals are turned away, and some of the rest are their children. */
    @Test
    void step_aMillionTasksManyOfThemRejected_nothingOfThemIsKept() {
        var cluster = cluster(2, 1, 50);
        TaskStream stream = new SyntheticWorkload(SyntheticParameters.defaults()).open(new StreamSpec(1, Draw.IN_ORDER,
                OptionalDouble.of(3), OptionalDouble.empty(), OptionalLong.of(1_000_000), 5_000_000), cluster);
        Comparison comparison = new Comparison(stream, Map.of("fcfs", new FirstComeFirstServed()), cluster, 5_000_000,
                new CompletedSequences());
        long rejected = 0;
        int most = 0;
        while (comparison.step()) {
            for (TaskOutcome task : comparison.takeOutcomes()) {
                rejected += task.outcomes().get(0).rejected() ? 1 : 0;
            }
            most = Math.max(most, comparison.retained());
        }

        assertThat(rejected).isGreaterThan(400_000);
        assertThat(most).isLessThan(20_000);
    }
}
