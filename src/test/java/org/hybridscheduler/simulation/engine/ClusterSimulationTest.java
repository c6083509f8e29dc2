package org.hybridscheduler.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.hybridscheduler.simulation.engine.TestTasks.arrival;
import static org.hybridscheduler.simulation.engine.TestTasks.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.EarlyBinding;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.SchedulingStrategy;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.simulation.engine.TestTasks.FirstComeFirstServed;
import org.hybridscheduler.workload.Arrival;
import org.junit.jupiter.api.Test;

class ClusterSimulationTest {

    private final Map<Long, Outcome> outcomes = new LinkedHashMap<>();
    private final List<Completion> completions = new ArrayList<>();

    /** Binds each task as the map tells; remembers what it is shown. */
    private EarlyBinding fixed(Map<Long, Placement> placements) {
        return new EarlyBinding() {
            @Override
            public Placement place(Task task, ClusterView view) {
                return placements.get(task.id());
            }

            @Override
            public void completed(Completion completion) {
                completions.add(completion);
            }
        };
    }

    private ClusterSimulation simulate(SchedulingStrategy strategy, ClusterSpec cluster, Arrival... arrivals) {
        ClusterSimulation simulation = new ClusterSimulation("test", strategy, cluster, 0,
                (task, outcome) -> outcomes.put(task.id(), outcome), DecisionListener.NONE, 0);
        for (Arrival arrival : arrivals) {
            simulation.offer(arrival);
        }
        simulation.drain();
        return simulation;
    }

    @Test
    void offer_twoTasksOnOneDevice_secondWaitsForTheFirst() {
        simulate(fixed(Map.of(0L, Placement.on(DeviceKind.CPU, 0), 1L, Placement.on(DeviceKind.CPU, 0))), cluster(2, 0, 9),
                arrival(0, 1, 4, 1), arrival(1, 2, 3, 1));

        assertThat(outcomes.get(0L).finishSeconds()).isEqualTo(5);
        Outcome second = outcomes.get(1L);
        assertThat(second.startSeconds()).isEqualTo(5);
        assertThat(second.waitingSeconds()).isEqualTo(3);
        assertThat(second.turnaroundSeconds()).isEqualTo(6);
        assertThat(second.boundedSlowdown()).isEqualTo(6);
    }

    @Test
    void offer_lateBinding_freeDevicePullsFromTheCentralQueue() {
        simulate(new FirstComeFirstServed(), cluster(2, 0, 9), arrival(0, 0, 10, 1), arrival(1, 0, 2, 1),
                arrival(2, 0, 1, 1), arrival(3, 0, 1, 1));

        assertThat(outcomes.get(2L).startSeconds()).isEqualTo(2);
        assertThat(outcomes.get(3L).startSeconds()).isEqualTo(3);
    }

    @Test
    void offer_splitTask_takesTheLongerShareAndHoldsBothDevices() {
        RunTimes times = new RunTimes(8, 3, 1);
        simulate(fixed(Map.of(0L, Placement.split(0, 1, 0.5), 1L, Placement.on(DeviceKind.GPU, 1))), cluster(1, 1, 9),
                arrival(0, 0, times, 0), arrival(1, 0, 1, 1));

        Outcome split = outcomes.get(0L);
        assertThat(split.finishSeconds()).isEqualTo(4);
        assertThat(split.cpuSeconds()).isEqualTo(4);
        assertThat(split.gpuSeconds()).isEqualTo(2);
        assertThat(split.energyJoules()).isEqualTo(4 * 100 + 2 * 300);
        assertThat(split.costUsd()).isCloseTo(4 * 0.01 + 4 * 0.1, within(1e-12));
        assertThat(outcomes.get(1L).startSeconds()).as("the GPU is held until the split is done").isEqualTo(4);
    }

    @Test
    void offer_splitTaskBoundEarly_waitsForBothDevices() {
        simulate(fixed(Map.of(0L, Placement.on(DeviceKind.CPU, 0), 1L, Placement.split(0, 1, 0.5),
                2L, Placement.on(DeviceKind.GPU, 1))), cluster(1, 1, 9),
                arrival(0, 0, 5, 1), arrival(1, 1, 4, 4), arrival(2, 1, 4, 1));

        assertThat(outcomes.get(1L).startSeconds()).isEqualTo(5);
        assertThat(outcomes.get(2L).startSeconds()).isEqualTo(7);
    }

    @Test
    void completed_eachPlacement_showsOnlyWhatTheExecutingDevicesTook() {
        simulate(fixed(Map.of(0L, Placement.on(DeviceKind.CPU, 0), 1L, Placement.on(DeviceKind.GPU, 1),
                2L, Placement.split(0, 1, 0.25))), cluster(1, 1, 9),
                arrival(0, 0, 5, 2), arrival(1, 0, 6, 3), arrival(2, 9, 8, 4));

        assertThat(completions).hasSize(3);
        for (Completion completion : completions) {
            switch ((int) completion.task().id()) {
                case 0 -> {
                    assertThat(completion.cpuSeconds()).isEqualTo(5);
                    assertThat(completion.gpuSeconds()).isNaN();
                }
                case 1 -> {
                    assertThat(completion.cpuSeconds()).isNaN();
                    assertThat(completion.gpuSeconds()).isEqualTo(3);
                }
                default -> {
                    assertThat(completion.cpuSeconds()).isEqualTo(8);
                    assertThat(completion.gpuSeconds()).isEqualTo(4);
                }
            }
        }
    }

    @Test
    void offer_childArrivesBeforeItsParentsAreDone_isHeldUntilTheLastOne() {
        simulate(new FirstComeFirstServed(), cluster(4, 0, 9), arrival(0, 0, 3, 1), arrival(1, 0, 5, 1),
                arrival(2, 1, 1, 1, 0, 1), arrival(3, 1, 1, 1));

        assertThat(outcomes.get(2L).startSeconds()).isEqualTo(5);
        assertThat(outcomes.get(2L).waitingSeconds()).isEqualTo(4);
        assertThat(outcomes.get(3L).startSeconds()).isEqualTo(1);
    }

    @Test
    void offer_parentAlreadyFinished_isNotHeld() {
        simulate(new FirstComeFirstServed(), cluster(1, 0, 9), arrival(0, 0, 1, 1), arrival(1, 2, 1, 1, 0));

        assertThat(outcomes.get(1L).startSeconds()).isEqualTo(2);
    }

    @Test
    void offer_queueFull_rejectsAndCountsTheArrivalAndItsChildren() {
        simulate(new FirstComeFirstServed(), cluster(1, 0, 2), arrival(0, 0, 10, 1), arrival(1, 0, 1, 1),
                arrival(2, 0, 1, 1), arrival(3, 0, 1, 1), arrival(4, 20, 1, 1, 3), arrival(5, 20, 1, 1));

        assertThat(outcomes.get(3L).rejected()).isTrue();
        assertThat(outcomes.get(4L).rejected()).as("its parent never ran").isTrue();
        assertThat(outcomes.get(5L).rejected()).isFalse();
        assertThat(outcomes).hasSize(6);
    }

    @Test
    void offer_taskTooLargeForTheOnlyGpus_isRejected() {
        simulate(new FirstComeFirstServed(), cluster(0, 1, 9), arrival(0, 0, new RunTimes(1, 1, 0), 1001),
                arrival(1, 0, new RunTimes(1, 1, 0), 1000));

        assertThat(outcomes.get(0L).rejected()).isTrue();
        assertThat(outcomes.get(1L).rejected()).isFalse();
    }

    @Test
    void offer_strategyPlacesWhereTheMemoryIsMissing_failsNamingIt() {
        SchedulingStrategy careless = fixed(Map.of(0L, Placement.on(DeviceKind.GPU, 1)));

        assertThatThrownBy(() -> simulate(careless, cluster(1, 1, 9), arrival(0, 0, new RunTimes(1, 1, 0), 1001)))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("test places task 0 (1001.0 MB)");
    }

    @Test
    void drain_strategyNeverDispatches_failsNamingAWaitingTask() {
        SchedulingStrategy idle = new FirstComeFirstServed() {
            @Override
            public Assignment dispatch(ClusterView view) {
                return null;
            }
        };

        assertThatThrownBy(() -> simulate(idle, cluster(1, 0, 9), arrival(7, 0, 1, 1)))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("task 7");
    }

    @Test
    void status_afterSomeWork_showsTheShareOfTimeThatEachDeviceWasHeld() {
        ClusterSpec cluster = cluster(1, 1, 9);
        ClusterStatus status = simulate(fixed(Map.of(0L, Placement.on(DeviceKind.CPU, 0))), cluster, arrival(0, 5, 10, 1))
                .status();

        assertThat(status.utilization()).containsExactly(1, 0);
        assertThat(status.queueLength()).isZero();
    }

    /** At 2 s: one task runs on the CPU and two wait for it, one of them a split that waits for the GPU as well. */
    @Test
    void status_boundTasks_waitAtTheirOwnDevices() {
        ClusterSimulation simulation = new ClusterSimulation("test", fixed(Map.of(0L, Placement.on(DeviceKind.CPU, 0),
                1L, Placement.on(DeviceKind.CPU, 0), 2L, Placement.split(0, 1, 0.5),
                3L, Placement.on(DeviceKind.GPU, 1))), cluster(1, 1, 9), 0, (task, outcome) -> { },
                DecisionListener.NONE, 0);
        simulation.offer(arrival(0, 0, 5, 1));
        simulation.offer(arrival(1, 1, 5, 1));
        simulation.offer(arrival(2, 1, 4, 4));
        simulation.offer(arrival(3, 2, 4, 1));

        assertThat(simulation.status().deviceQueues()).containsExactly(2, 2);
        assertThat(simulation.status().queueLength()).as("each task once").isEqualTo(3);

        simulation.drain();
        assertThat(simulation.status().deviceQueues()).containsExactly(0, 0);
    }

    @Test
    void status_lateBinding_nothingWaitsAtADevice() {
        ClusterSimulation simulation = new ClusterSimulation("test", new FirstComeFirstServed(), cluster(1, 1, 9), 0,
                (task, outcome) -> { }, DecisionListener.NONE, 0);
        for (int i = 0; i < 5; i++) {
            simulation.offer(arrival(i, 0, 5, 5));
        }
        assertThat(simulation.status().queueLength()).as("more may arrive at this moment").isEqualTo(5);
        simulation.advanceTo(1);

        assertThat(simulation.status().queueLength()).isEqualTo(3);
        assertThat(simulation.status().deviceQueues()).containsExactly(0, 0);
    }
}
