package org.hybridscheduler.scheduling.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.simulation.engine.Comparison;
import org.hybridscheduler.simulation.engine.CompletedSequences;
import org.hybridscheduler.workload.Arrival;
import org.hybridscheduler.workload.TaskStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two exponential servers behind one queue: what is learned in the engine, against the exact optimum. */
class RlAgentOptimumTest {

    private static final int TASKS = 60_000;
    private static final int LONGEST_ASKED = 40;
    private static final StrategyRegistry REGISTRY = new StrategyRegistry();

    private static TaskStream stream(double arrivals, double slow, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new TaskStream() {

            private long id;
            private double now;

            @Override
            public Arrival next() {
                if (id == TASKS) {
                    return null;
                }
                now += random.nextExponential() / arrivals;
                return new Arrival(new Task(id++, now, null, 0, 0, new double[0], new long[0]),
                        new RunTimes(1 / slow, 1, 1), new RunTimes(Math.max(1e-9, random.nextExponential() / slow),
                        Math.max(1e-9, random.nextExponential()), 0));
            }

            @Override
            public long oldestParent() {
                return Long.MAX_VALUE;
            }
        };
    }

    private static RlAgent trained(double arrivals, double slow, long seed) {
        FakeCluster cluster = new FakeCluster(1, 1);
        Map<String, Double> parameters = new TreeMap<>(REGISTRY.defaults("rl_agent"));
        RlAgent agent = new RlAgent(new StrategyContext(cluster.spec(), List.of(), new SplittableRandom(seed + 1_000),
                Runnable::run, parameters));
        Comparison comparison = new Comparison(stream(arrivals, slow, seed), Map.of("rl_agent", agent), cluster.spec(), 0,
                new CompletedSequences());
        while (comparison.step()) {
            comparison.takeOutcomes();
        }
        comparison.drain();
        return agent;
    }

    /** By queue length, whether the idle slow server starts while the fast one is busy. */
    private static boolean[] policy(RlAgent agent) {
        double later = 1e9;
        FakeCluster cluster = new FakeCluster(1, 1).at(later).busy(1, FakeCluster.task(-1), later);
        boolean[] starts = new boolean[LONGEST_ASKED + 1];
        for (int waiting = 1; waiting <= LONGEST_ASKED; waiting++) {
            agent.enqueue(FakeCluster.task(TASKS + waiting), cluster);
            starts[waiting] = agent.prefersStart(cluster);
        }
        return starts;
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.2, 1.8480", "0.7, 0.2, 2.4973", "0.9, 0.2, 3.8393", "0.7, 0.1, 2.9706"})
    void policy_twoExponentialServers_isWithinTwoPerCentOfTheOptimum(double arrivals, double slow, double optimum) {
        TwoServers servers = new TwoServers(arrivals, slow);
        for (long seed : new long[] {1, 2, 3}) {
            boolean[] starts = policy(trained(arrivals, slow, seed));

            double turnaround = servers.meanTurnaround(queue -> starts[Math.min(queue, LONGEST_ASKED)]);
            assertThat(turnaround / optimum).as("turnaround over the optimum, seed %d", seed).isBetween(0.999, 1.02);
        }
    }
}
