package org.hybridscheduler.scheduling.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridscheduler.scheduling.policy.FakeCluster.task;

import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.junit.jupiter.api.Test;

class OracleTest {

    private final FakeCluster cluster = new FakeCluster(2, 1);
    private final Oracle oracle = new Oracle(cluster.context("oracle"));

    private void arrive(long id, double cpuSeconds, double gpuSeconds) {
        oracle.foresee(task(id), new RunTimes(cpuSeconds, gpuSeconds, 0));
        oracle.enqueue(task(id), cluster);
    }

    private Assignment start(double now) {
        Assignment next = oracle.dispatch(cluster.at(now));
        Placement placement = next.placement();
        if (placement.cpu() >= 0) {
            cluster.busy(placement.cpu(), next.task(), now);
        }
        if (placement.gpu() >= 0) {
            cluster.busy(placement.gpu(), next.task(), now);
        }
        return next;
    }

    @Test
    void dispatch_actualTimes_decideOrderAndPlace() {
        arrive(1, 9, 5);
        arrive(2, 3, 4);

        assertThat(start(0)).isEqualTo(new Assignment(task(2), Placement.on(DeviceKind.CPU, 0)));
        assertThat(oracle.coldStartRule()).isEmpty();
    }

    /** Split, task 1 takes 2 s, not the 4 s of either device: task 2 waits for the GPU until then and wins by it. */
    @Test
    void dispatch_splitTaskRuns_knowsWhenItsDevicesAreFree() {
        arrive(1, 4, 4);
        assertThat(start(0).placement()).isEqualTo(Placement.split(0, 2, 0.5));
        arrive(2, 9, 3);

        assertThat(oracle.dispatch(cluster.at(1))).isNull();

        oracle.completed(new Completion(task(1), Placement.split(0, 2, 0.5), 0, 0, 2, 4, 4));
        cluster.idleAgain(0).idleAgain(2);
        assertThat(start(2).placement().gpu()).isEqualTo(2);
    }

    @Test
    void dispatch_overdueTask_isExpectedAtAnyMoment() {
        arrive(1, 40, 2);
        assertThat(start(0)).isEqualTo(new Assignment(task(1), Placement.on(DeviceKind.GPU, 2)));
        arrive(2, 5.5, 5);

        assertThat(oracle.dispatch(cluster.at(2))).as("its finish is at this very moment").isNull();
    }
}
