package org.hybridscheduler.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.hybridscheduler.simulation.engine.TestTasks.arrival;
import static org.hybridscheduler.simulation.engine.TestTasks.cluster;

import java.util.ArrayList;
import java.util.List;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.EarlyBinding;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.SchedulingStrategy;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.simulation.engine.TestTasks.FirstComeFirstServed;
import org.hybridscheduler.workload.Arrival;
import org.junit.jupiter.api.Test;

class DeciderTest {

    private long now;
    private final List<Long> decisions = new ArrayList<>();
    private final DecisionListener listener = new DecisionListener() {
        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public void decided(long nanos) {
            decisions.add(nanos);
        }
    };

    /** Takes 3 ns for a decision, and learns for 1000. */
    private final class SlowEarly implements EarlyBinding {

        @Override
        public Placement place(Task task, ClusterView cluster) {
            now += 3;
            return Placement.on(DeviceKind.CPU, 0);
        }

        @Override
        public void completed(Completion completion) {
            now += 1_000;
        }
    }

    /** Takes 10 ns to take a task in, and 1 ns to answer. */
    private class SlowLate extends FirstComeFirstServed {

        @Override
        public void enqueue(Task task, ClusterView cluster) {
            now += 10;
            super.enqueue(task, cluster);
        }

        @Override
        public Assignment dispatch(ClusterView cluster) {
            now += 1;
            return super.dispatch(cluster);
        }
    }

    private void simulate(SchedulingStrategy strategy, int capacity, Arrival... arrivals) {
        ClusterSimulation simulation = new ClusterSimulation("test", strategy, cluster(1, 0, capacity), 0,
                (task, outcome) -> { }, listener, 0);
        for (Arrival arrival : arrivals) {
            simulation.offer(arrival);
        }
        simulation.drain();
    }

    @Test
    void place_eachTask_isOneDecisionAndLearningIsNone() {
        simulate(new SlowEarly(), 9, arrival(0, 0, 2, 1), arrival(1, 1, 2, 1), arrival(2, 9, 2, 1));

        assertThat(decisions).containsExactly(3L, 3L, 3L);
    }

    @Test
    void place_rejectedTask_isNoDecision() {
        simulate(new SlowEarly(), 1, arrival(0, 0, 2, 1), arrival(1, 0, 2, 1), arrival(2, 0, 2, 1));

        assertThat(decisions).as("the third finds one waiting").hasSize(2);
    }

    /** The first starts at once. Two come while it runs, and nobody is asked, as no device is idle. */
    @Test
    void dispatch_eachStart_isOneDecisionWithAllThatLedToIt() {
        simulate(new SlowLate(), 9, arrival(0, 0, 5, 1), arrival(1, 1, 5, 1), arrival(2, 2, 5, 1));

        assertThat(decisions).containsExactly(10L + 1, 10L + 10 + 1, 1L);
    }

    /** It answers to wait as long as one task is there, and starts both when two are. */
    @Test
    void dispatch_answersToWait_belongToTheDecisionThatFollows() {
        SlowLate pairs = new SlowLate() {

            private int queued;

            @Override
            public void enqueue(Task task, ClusterView cluster) {
                queued++;
                super.enqueue(task, cluster);
            }

            @Override
            public Assignment dispatch(ClusterView cluster) {
                if (queued < 2) {
                    now += 100;
                    return null;
                }
                return super.dispatch(cluster);
            }
        };

        simulate(pairs, 9, arrival(0, 0, 5, 1), arrival(1, 1, 5, 1));

        assertThat(decisions).containsExactly(10L + 100 + 10 + 1, 1L);
    }

    @Test
    void decider_neitherEarlyNorLate_isRefusedByName() {
        assertThatIllegalArgumentException().isThrownBy(() ->
                new Decider("undecided", new SchedulingStrategy() { }, DecisionListener.NONE))
                .withMessageContaining("undecided");
    }
}
