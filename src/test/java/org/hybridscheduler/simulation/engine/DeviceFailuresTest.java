package org.hybridscheduler.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hybridscheduler.simulation.engine.TestTasks.arrival;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.EarlyBinding;
import org.hybridscheduler.scheduling.Failures;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.scheduling.Transfers;
import org.hybridscheduler.simulation.engine.TestTasks.FirstComeFirstServed;
import org.junit.jupiter.api.Test;

class DeviceFailuresTest {

    private static final long SEED = 5;

    private final Map<Long, Outcome> outcomes = new LinkedHashMap<>();
    private final List<String> calls = new ArrayList<>();

    private static ClusterSpec cluster(int cpus, int gpus, double toFailure, double toRepair) {
        return TestTasks.cluster(TestTasks.cluster(cpus, gpus, 100), Transfers.INCLUDED,
                new Failures(toFailure, toRepair));
    }

    /** Everything at one place, noting what it is told. */
    private final class OnTheFirst implements EarlyBinding {

        private final Placement placement;

        OnTheFirst(Placement placement) {
            this.placement = placement;
        }

        @Override
        public Placement place(Task task, ClusterView cluster) {
            calls.add("place " + task.id() + (cluster.up(0) ? "" : " down") + (cluster.idle(0) ? " idle" : ""));
            return placement;
        }

        @Override
        public void lost(Task task, Placement where) {
            calls.add("lost " + task.id() + " cpu " + where.cpu());
        }

        @Override
        public void completed(Completion completion) {
            calls.add("completed " + completion.task().id());
        }
    }

    private ClusterSimulation simulation(EarlyBinding strategy, ClusterSpec cluster) {
        return new ClusterSimulation("test", strategy, cluster, 0,
                (task, outcome) -> outcomes.put(task.id(), outcome), DecisionListener.NONE, SEED);
    }

    /** When device 0 fails and comes back: alternating, from the stream that the simulation uses. */
    private static double[] changes(ClusterSpec cluster, int count) {
        EventQueue events = new EventQueue();
        DeviceFailures failures = new DeviceFailures(cluster, SEED, events);
        failures.begin(0);
        double[] changes = new double[count];
        for (int i = 0; i < count; ) {
            double time = events.nextTime();
            EventKind kind = events.nextKind();
            int device = events.poll();
            if (kind == EventKind.FAILURE) {
                failures.failed(device, time);
            } else {
                failures.repaired(device, time);
            }
            if (device == 0) {
                changes[i++] = time;
            }
        }
        return changes;
    }

    @Test
    void failure_underATask_losesItAndOffersItAnewAndChargesIt() {
        ClusterSpec cluster = cluster(1, 0, 100, 10);
        double[] changes = changes(cluster, 3);
        double needed = 0.9 * Math.min(changes[0], changes[2] - changes[1]);
        double begin = changes[0] - 0.5 * needed;
        ClusterSimulation simulation = simulation(new OnTheFirst(Placement.on(DeviceKind.CPU, 0)), cluster);
        simulation.offer(arrival(0, 0, 1e-3, 1));
        simulation.offer(arrival(1, begin, needed, 1));
        simulation.offer(arrival(2, begin, 1e-3, 1));
        simulation.drain();

        assertThat(calls).containsExactly("place 0 idle", "completed 0", "place 1 idle", "place 2", "lost 1 cpu 0",
                "place 1 down", "completed 2", "completed 1");
        Outcome lost = outcomes.get(1L);
        assertThat(outcomes.get(2L).startSeconds()).as("what was queued stays").isEqualTo(changes[1]);
        assertThat(lost.startSeconds()).isEqualTo(changes[1] + 1e-3);
        assertThat(lost.turnaroundSeconds()).isCloseTo(lost.startSeconds() + needed - begin, within(1e-9));
        assertThat(lost.waitingSeconds()).isCloseTo(lost.startSeconds() - begin, within(1e-9));
        assertThat(lost.cpuSeconds()).isCloseTo(1.5 * needed, within(1e-9));
        assertThat(lost.energyJoules()).isCloseTo(150 * needed, within(1e-6));
        assertThat(lost.costUsd()).isCloseTo(0.015 * needed, within(1e-9));
        assertThat(simulation.status().losses()).isEqualTo(1);
        assertThat(simulation.status().lostSeconds()).isCloseTo(0.5 * needed, within(1e-9));
    }

    @Test
    void failure_underASplit_freesBothItsDevices() {
        ClusterSpec cluster = cluster(1, 1, 100, 10);
        double failure = changes(cluster, 1)[0];
        ClusterSimulation simulation = simulation(new OnTheFirst(Placement.split(0, 1, 0.5)), cluster);
        simulation.offer(arrival(0, 0, 1e-3, 1e-3));
        simulation.offer(arrival(1, failure - 1, 10, 10));
        simulation.drain();

        assertThat(calls).startsWith("place 0 idle", "completed 0", "place 1 idle", "lost 1 cpu 0", "place 1 down")
                .endsWith("completed 1");
        assertThat(simulation.status().lostSeconds()).as("both devices").isGreaterThanOrEqualTo(2 - 1e-9);
    }

    @Test
    void failures_sameSeed_comeAtTheSameTimesWhateverRuns() {
        ClusterSpec cluster = cluster(2, 1, 3, 2);
        List<List<Double>> downs = new ArrayList<>();
        for (int strategy = 0; strategy < 2; strategy++) {
            List<Double> down = new ArrayList<>();
            int device = strategy;
            EarlyBinding watching = (task, view) -> {
                for (int i = 0; i < view.devices(); i++) {
                    down.add(view.up(i) ? 1.0 : 0.0);
                }
                return Placement.on(DeviceKind.CPU, device);
            };
            ClusterSimulation simulation = simulation(watching, cluster);
            for (int i = 0; i < 50; i++) {
                simulation.offer(arrival(i, 2 * i, 1e-6 * (1 + strategy), 1));
            }
            downs.add(down);
        }

        assertThat(downs.get(0)).contains(0.0, 1.0);
        assertThat(downs.get(0)).isEqualTo(downs.get(1));
        assertThat(changes(cluster, 20)).isEqualTo(changes(cluster, 20));
        assertThat(changes(cluster, 3)).isNotEqualTo(changes(cluster(2, 1, 4, 2), 3));
    }

    /** No device stays up for as long as the task takes. */
    @Test
    void drain_taskThatNeverSurvives_isGivenUpWithItsChildren() {
        ClusterSimulation simulation = new ClusterSimulation("test", new FirstComeFirstServed(),
                cluster(2, 0, 1, 1), 0, (task, outcome) -> outcomes.put(task.id(), outcome), DecisionListener.NONE, SEED);
        simulation.offer(arrival(0, 0, 1e6, 1));
        simulation.offer(arrival(1, 0, 0.01, 1));
        simulation.offer(arrival(2, 0, 0.01, 1, 0, 1));
        simulation.offer(arrival(3, 0, 0.01, 1, 2));
        simulation.drain();

        assertThat(outcomes).hasSize(4);
        assertThat(outcomes.get(0L).rejected()).isTrue();
        assertThat(outcomes.get(1L).rejected()).isFalse();
        assertThat(outcomes.get(2L).rejected()).isTrue();
        assertThat(outcomes.get(3L).rejected()).isTrue();
        assertThat(simulation.status().queueLength()).isZero();
        assertThat(simulation.status().losses()).isBetween(100L, 102L);
        simulation.offer(arrival(4, simulation.status().now() + 1, 0.01, 1, 3));
        assertThat(outcomes.get(4L).rejected()).as("its parent never ran").isTrue();
    }

    /** 10,000 periods up of 5 s on average and as many down of 2 s: three standard errors. */
    @Test
    void streams_manyPeriods_haveTheMeansAskedFor() {
        double[] changes = changes(cluster(1, 0, 5, 2), 20_000);
        double up = changes[0];
        double down = 0;
        for (int i = 1; i < changes.length; i++) {
            if (i % 2 == 1) {
                down += changes[i] - changes[i - 1];
            } else {
                up += changes[i] - changes[i - 1];
            }
        }

        assertThat(up / 10_000).isCloseTo(5, within(0.15));
        assertThat(down / 10_000).isCloseTo(2, within(0.06));
    }
}
