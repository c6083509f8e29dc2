package org.hybridscheduler.scheduling.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridscheduler.scheduling.policy.FakeCluster.task;

import java.util.List;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    @ParameterizedTest
    @MethodSource("rules")
    void delegate_eachRule_isNamedAndKeepsToItsTasks(String rule) {
        Oracle delegating = new Oracle(cluster.context("oracle"), rule);
        assertThat(delegating.delegate()).contains(rule);
        delegating.foresee(task(1), new RunTimes(9, 2, 2));
        delegating.enqueue(task(1), cluster);

        assertThat(cluster.start(delegating, 0)).isEqualTo(2);
        cluster.idleAgain(2);
        delegating.lost(task(1), Placement.on(DeviceKind.GPU, 2));
        delegating.enqueue(task(1), cluster.at(1));
        assertThat(cluster.start(delegating, 1)).isEqualTo(2);
        cluster.finish(delegating, 2, 3);
        assertThat(delegating.dispatch(cluster)).isNull();
    }

    static List<String> rules() {
        return Oracle.portfolio();
    }

    @Test
    void delegate_untried_isTheFirstRule() {
        assertThat(oracle.delegate()).contains("shortest_at_earliest_finish");
        assertThat(Oracle.portfolio()).containsExactly("shortest_at_earliest_finish", "eft", "sjf", "hetero_prio",
                "min_min", "longest_at_earliest_finish", "max_min", "heft");
    }

    @Test
    void create_unknownRule_listsTheValidOnes() {
        assertThatThrownBy(() -> new Oracle(cluster.context("oracle"), "best"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'best'").hasMessageContaining("sjf");
    }

    /** Two tasks are bound to the GPU; a third sees both there, though one would run by now if it were bound early. */
    @Test
    void dispatch_ruleThatBindsEarly_keepsTheQueuesOfTheDevices() {
        Oracle early = new Oracle(cluster.context("oracle"), "eft");
        for (long id = 1; id <= 3; id++) {
            early.foresee(task(id), new RunTimes(5, 2, 2));
            early.enqueue(task(id), cluster);
        }

        assertThat(cluster.start(early, 0)).as("task 3 goes to a CPU").isZero();
        assertThat(cluster.start(early, 0)).isEqualTo(2);
        assertThat(cluster.running(2)).isEqualTo(task(1));
        assertThat(early.dispatch(cluster)).isNull();
        cluster.finish(early, 2, 2);
        assertThat(cluster.start(early, 2)).isEqualTo(2);
        assertThat(cluster.running(2)).isEqualTo(task(2));
    }

    @Test
    void dispatch_allDevicesOfARuleDown_waits() {
        arrive(1, 9, 5);
        cluster.down(0).down(1).down(2);
        assertThat(oracle.dispatch(cluster.at(0))).isNull();
        cluster.repaired(2);
        assertThat(start(1).placement()).isEqualTo(Placement.on(DeviceKind.GPU, 2));
    }
}
