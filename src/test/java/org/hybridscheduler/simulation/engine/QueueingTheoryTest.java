package org.hybridscheduler.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Percentage;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.SchedulingStrategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.simulation.engine.TestTasks.FirstComeFirstServed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine against formulas that need no simulation. Ten runs give the standard error. */
class QueueingTheoryTest {

    private static final int RUNS = 10;
    private static final int TASKS = 200_000;

    /** Means and identities of one run. */
    private record Measured(double meanWaiting, double numberInSystem, double arrivalRate, double meanTurnaround,
            double utilization, double servicePerSecond) {
    }

    private static Measured run(long seed, int servers, double rate, ToDoubleFunction<RandomGenerator> service) {
        return run(new FirstComeFirstServed(), seed, servers, rate, service);
    }

    private static Measured run(SchedulingStrategy strategy, long seed, int servers, double rate,
            ToDoubleFunction<RandomGenerator> service) {
        SplittableRandom arrivals = new SplittableRandom(seed);
        SplittableRandom services = new SplittableRandom(seed + 1_000);
        double[] sums = new double[3];
        ClusterSimulation simulation = new ClusterSimulation("queues", strategy,
                TestTasks.cluster(servers, 0, 1_000_000), 0, (task, outcome) -> {
                    sums[0] += outcome.waitingSeconds();
                    sums[1] += outcome.turnaroundSeconds();
                    sums[2] = Math.max(sums[2], outcome.finishSeconds());
                }, DecisionListener.NONE, 0);
        double now = 0;
        double work = 0;
        for (int i = 0; i < TASKS; i++) {
            now += arrivals.nextExponential() / rate;
            double seconds = service.applyAsDouble(services);
            work += seconds;
            simulation.offer(TestTasks.arrival(i, now, new RunTimes(seconds, 1, 0), 0));
        }
        simulation.drain();
        double horizon = sums[2];
        double utilization = DoubleStream.of(simulation.status().utilization()).average().orElseThrow();
        return new Measured(sums[0] / TASKS, simulation.status().taskSeconds() / horizon, TASKS / horizon,
                sums[1] / TASKS, utilization, work / simulation.elapsedSeconds() / servers);
    }

    private static void assertMeanWaiting(int servers, double rate, ToDoubleFunction<RandomGenerator> service,
            double expected) {
        double sum = 0;
        double squares = 0;
        for (int run = 0; run < RUNS; run++) {
            Measured measured = run(17 + run, servers, rate, service);
            sum += measured.meanWaiting();
            squares += measured.meanWaiting() * measured.meanWaiting();
            assertThat(measured.numberInSystem()).as("Little's law, L = lambda W")
                    .isCloseTo(measured.arrivalRate() * measured.meanTurnaround(), within(1e-9));
            assertThat(measured.utilization()).as("utilisation = work / time")
                    .isCloseTo(measured.servicePerSecond(), within(1e-9));
        }
        double mean = sum / RUNS;
        double standardError = Math.sqrt((squares / RUNS - mean * mean) / (RUNS - 1));
        assertThat(Math.abs(mean - expected)).as("mean waiting %s against %s, standard error %s", mean, expected,
                standardError).isLessThan(Math.min(3 * standardError, 0.02 * expected));
    }

    private static Percentage within(double relative) {
        return Percentage.withPercentage(100 * relative);
    }

    /** Probability that an arrival waits in M/M/c with offered load a = lambda / mu (Erlang 1917). */
    private static double erlangC(int servers, double offered) {
        double blocking = 1;
        for (int n = 1; n <= servers; n++) {
            blocking = offered * blocking / (n + offered * blocking);
        }
        double rho = offered / servers;
        return blocking / (1 - rho + rho * blocking);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5", "1, 0.7", "3, 0.7", "8, 0.8"})
    void meanWaiting_exponentialService_isErlangC(int servers, double rho) {
        double rate = rho * servers;
        double expected = erlangC(servers, rate) / (servers - rate);
        assertMeanWaiting(servers, rate, random -> random.nextExponential() + Double.MIN_NORMAL, expected);
    }

    @Test
    void meanWaiting_constantService_isPollaczekKhinchine() {
        double rho = 0.7;
        assertMeanWaiting(1, rho, random -> 1, rho / (2 * (1 - rho)));
    }

    /** Two phases of balanced means, with a squared coefficient of variation of 4. */
    @Test
    void meanWaiting_hyperexponentialService_isPollaczekKhinchine() {
        double rho = 0.6;
        double squaredCv = 4;
        double fastShare = (1 + Math.sqrt((squaredCv - 1) / (squaredCv + 1))) / 2;
        assertMeanWaiting(1, rho, random -> Double.MIN_NORMAL + random.nextExponential()
                / (random.nextDouble() < fastShare ? 2 * fastShare : 2 * (1 - fastShare)),
                rho * (1 + squaredCv) / (2 * (1 - rho)));
    }

    private static double[] meanWaiting(String strategy, int servers, double rho) {
        StrategyRegistry registry = new StrategyRegistry();
        double[] means = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            StrategyContext context = new StrategyContext(TestTasks.cluster(servers, 0, 1_000_000), List.of(),
                    new SplittableRandom(90 + run), Runnable::run, registry.defaults(strategy));
            means[run] = run(registry.create(strategy, context), 17 + run, servers, rho * servers,
                    random -> random.nextExponential() + Double.MIN_NORMAL).meanWaiting();
        }
        return means;
    }

    /** Equal workers with queues of their own: a Poisson stream split at random is a Poisson stream for each. */
    @Test
    void meanWaiting_ownQueues_randomIsMM1AndRoundRobinIsLowerAndShortestQueueLowerStill() {
        double rho = 0.7;
        double mm1 = rho / (1 - rho);
        double[] random = meanWaiting("random", 4, rho);
        double[] roundRobin = meanWaiting("round_robin", 4, rho);
        double[] shortest = meanWaiting("jsq", 4, rho);

        double mean = DoubleStream.of(random).average().orElseThrow();
        double squares = DoubleStream.of(random).map(each -> (each - mean) * (each - mean)).sum();
        assertThat(Math.abs(mean - mm1)).as("mean waiting %s against %s", mean, mm1)
                .isLessThan(Math.min(3 * Math.sqrt(squares / RUNS / (RUNS - 1)), 0.02 * mm1));
        double mm4 = erlangC(4, 4 * rho) / (4 - 4 * rho);
        for (int run = 0; run < RUNS; run++) {
            assertThat(roundRobin[run]).isLessThan(0.8 * random[run]);
            assertThat(shortest[run]).isLessThan(0.6 * roundRobin[run]).isGreaterThan(mm4);
        }
    }
}
