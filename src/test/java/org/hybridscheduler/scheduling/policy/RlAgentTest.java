package org.hybridscheduler.scheduling.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridscheduler.scheduling.policy.FakeCluster.task;

import java.util.List;
import java.util.Map;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.Task;
import org.junit.jupiter.api.Test;

class RlAgentTest {

    private static final int LATER = 10_000;

    private final FakeCluster cluster = new FakeCluster(1, 1);

    private RlAgent agent(Map<String, Double> parameters) {
        return new RlAgent(cluster.context("rl_agent", List.of(), parameters));
    }

    private static void run(RlAgent agent, DeviceKind kind, double seconds, int times) {
        for (int i = 0; i < times; i++) {
            Placement placement = Placement.on(kind, kind.ordinal());
            agent.completed(new Completion(task(i), placement, 0, 0, seconds,
                    kind == DeviceKind.CPU ? seconds : Double.NaN, kind == DeviceKind.GPU ? seconds : Double.NaN));
        }
    }

    /** Knows that a CPU takes 50 s and a GPU 1 s; explores nothing. */
    private RlAgent informed(Map<String, Double> parameters) {
        RlAgent agent = agent(parameters);
        run(agent, DeviceKind.CPU, 50, 20);
        run(agent, DeviceKind.GPU, 1, 20);
        return agent;
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

        assertThat(agent.dispatch(cluster)).isEqualTo(new Assignment(task(0), Placement.on(DeviceKind.GPU, 1)));
        assertThat(agent.dispatch(cluster)).isEqualTo(new Assignment(task(1), Placement.on(DeviceKind.CPU, 0)));
    }

    @Test
    void preferred_gpuBusyAndCpuFarSlower_waits() {
        RlAgent agent = informed(Map.of());
        agent.enqueue(task(LATER), cluster.at(LATER));

        assertThat(agent.preferred(cluster)).isEqualTo(RlAgent.GPU);
        assertThat(agent.preferred(cluster.busy(1, task(-1), LATER))).isEqualTo(RlAgent.WAIT);
    }

    @Test
    void preferred_nothingRuns_neverWaits() {
        RlAgent agent = informed(Map.of());
        FakeCluster cpuOnly = new FakeCluster(1, 1).at(LATER);
        agent.enqueue(task(LATER, 2_000), cpuOnly);

        assertThat(agent.preferred(cpuOnly)).as("the task does not fit the GPU").isEqualTo(RlAgent.CPU);
    }

    @Test
    void dispatch_taskFitsNoIdleDevice_isNull() {
        RlAgent agent = informed(Map.of());
        agent.enqueue(task(LATER, 2_000), cluster.at(LATER).busy(0, task(-1), LATER));

        assertThat(agent.dispatch(cluster)).isNull();
    }

    @Test
    void lost_taskIsOfferedAnew_startsAgain() {
        RlAgent agent = informed(Map.of("exploration", 0.0));
        Task task = task(LATER, 2_000);
        agent.enqueue(task, cluster.at(LATER));
        Assignment first = agent.dispatch(cluster);
        agent.lost(task, first.placement());
        agent.enqueue(task, cluster.at(LATER + 1));

        assertThat(agent.dispatch(cluster)).isEqualTo(first);
    }

    @Test
    void preferred_moneyWeighsMuchAndTheGpuIsDear_takesTheCpu() {
        RlAgent agent = agent(Map.of("reward.weight.cost", 1_000.0));
        run(agent, DeviceKind.CPU, 2, 20);
        run(agent, DeviceKind.GPU, 1, 20);
        agent.enqueue(task(LATER), cluster.at(LATER));

        assertThat(agent.preferred(cluster)).as("0.02 USD there, 0.1 USD on the GPU").isEqualTo(RlAgent.CPU);
    }
}
