package org.hybridscheduler.scheduling.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridscheduler.scheduling.policy.FakeCluster.task;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.Task;
import org.junit.jupiter.api.Test;

class RlAgentTest {

    private static final int CPU = 0;
    private static final int GPU = 1;
    private static final long LATER = 1_000_000;

    private final FakeCluster cluster = new FakeCluster(1, 1);

    /** Explores nothing. */
    private RlAgent agent(Map<String, Double> parameters) {
        Map<String, Double> all = new HashMap<>(parameters);
        all.put("exploration", 0.0);
        return new RlAgent(cluster.context("rl_agent", List.of(), all));
    }

    private static void run(RlAgent agent, DeviceKind kind, double seconds, int times) {
        for (int i = 0; i < times; i++) {
            agent.completed(new Completion(task(i), Placement.on(kind, kind.ordinal()), 0, 0, seconds,
                    kind == DeviceKind.CPU ? seconds : Double.NaN, kind == DeviceKind.GPU ? seconds : Double.NaN));
        }
    }

    /** Knows how long tasks take. */
    private RlAgent informed(double cpuSeconds, double gpuSeconds, Map<String, Double> parameters) {
        RlAgent agent = agent(parameters);
        run(agent, DeviceKind.CPU, cpuSeconds, 20);
        run(agent, DeviceKind.GPU, gpuSeconds, 20);
        return agent;
    }

    private static Assignment on(long id, DeviceKind kind, int device) {
        return new Assignment(task(id), Placement.on(kind, device));
    }

    @Test
    void coldStartRule_untilBothKindsWereSeenTwentyTimes_isNamed() {
        RlAgent agent = agent(Map.of());
        run(agent, DeviceKind.CPU, 50, 20);
        run(agent, DeviceKind.GPU, 1, 19);
        assertThat(agent.coldStartRule()).contains("fewest_tasks_kind");

        run(agent, DeviceKind.GPU, 1, 1);

        assertThat(agent.coldStartRule()).isEmpty();
    }

    @Test
    void dispatch_coldStart_givesToTheKindThatWasGivenFewest() {
        RlAgent agent = agent(Map.of());
        for (int id = 0; id < 3; id++) {
            agent.enqueue(task(id), cluster);
        }

        assertThat(agent.dispatch(cluster)).isEqualTo(on(0, DeviceKind.CPU, CPU));
        assertThat(agent.dispatch(cluster)).isEqualTo(on(1, DeviceKind.GPU, GPU));
    }

    @Test
    void dispatch_fasterDeviceIdle_startsThere() {
        RlAgent agent = informed(50, 1, Map.of());
        agent.enqueue(task(LATER), cluster.at(LATER));

        assertThat(agent.dispatch(cluster)).isEqualTo(on(LATER, DeviceKind.GPU, GPU));
    }

    @Test
    void dispatch_onlyTheFarSlowerDeviceIdle_waitsUntilEnoughTasksDo() {
        RlAgent agent = informed(50, 1, Map.of());
        cluster.at(LATER).busy(GPU, task(-1), LATER);
        int waiting = 0;
        Assignment started = null;
        while (started == null && waiting < 100) {
            agent.enqueue(task(LATER + waiting++), cluster);
            started = agent.dispatch(cluster);
        }

        assertThat(waiting).isBetween(10, 60);
        assertThat(started.placement()).isEqualTo(Placement.on(DeviceKind.CPU, CPU));
    }

    @Test
    void dispatch_taskDoesNotFitTheIdleGpu_takesTheCpuOrWaitsForIt() {
        RlAgent agent = informed(50, 1, Map.of());
        Task large = task(LATER, 2_000);
        agent.enqueue(large, cluster.at(LATER).busy(CPU, task(-1), LATER));
        assertThat(agent.dispatch(cluster)).isNull();

        assertThat(agent.dispatch(cluster.idleAgain(CPU)))
                .isEqualTo(new Assignment(large, Placement.on(DeviceKind.CPU, CPU)));
    }

    @Test
    void dispatch_taskWasLost_startsAgain() {
        RlAgent agent = informed(50, 1, Map.of());
        Task task = task(LATER, 2_000);
        agent.enqueue(task, cluster.at(LATER));
        Assignment first = agent.dispatch(cluster);
        agent.lost(task, first.placement());
        agent.enqueue(task, cluster.at(LATER + 1));

        assertThat(agent.dispatch(cluster)).isEqualTo(first);
    }

    /** On the GPU a task takes half the time, but more than twice the power and 25 times the price. */
    @Test
    void dispatch_energyOrMoneyWeighs_takesTheCpu() {
        for (String weight : List.of("reward.weight.energy", "reward.weight.cost")) {
            RlAgent agent = informed(2, 1, Map.of(weight, 100_000.0));
            agent.enqueue(task(LATER), cluster.at(LATER));
            agent.enqueue(task(LATER + 1), cluster);

            assertThat(agent.dispatch(cluster).placement()).as(weight).isEqualTo(Placement.on(DeviceKind.CPU, CPU));
        }
        RlAgent careless = informed(2, 1, Map.of());
        careless.enqueue(task(LATER), cluster.at(LATER));
        careless.enqueue(task(LATER + 1), cluster);

        assertThat(careless.dispatch(cluster).placement()).isEqualTo(Placement.on(DeviceKind.GPU, GPU));
    }

    @Test
    void dispatch_loneTaskAsFastOnEither_isSplit() {
        RlAgent agent = informed(2, 2, Map.of());
        agent.enqueue(task(LATER), cluster.at(LATER));

        assertThat(agent.dispatch(cluster).placement().isSplit()).isTrue();
    }
}
