package org.hybridscheduler.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Percentage;
import org.hybridscheduler.scheduling.RunTimes;
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
        SplittableRandom arrivals = new SplittableRandom(seed);
        SplittableRandom services = new SplittableRandom(seed + 1_000);
        double[] sums = new double[3];
        ClusterSimulation simulation = new ClusterSimulation("fcfs", new FirstComeFirstServed(),
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

    @Test
    void meanWaiting_hyperexponentialService_isPollaczekKhinchine() {
        double rho = 0.6;
        double slowShare = 0.1;
        double slowMean = 5;
        double fastMean = (1 - slowShare * slowMean) / (1 - slowShare);
        double secondMoment = 2 * (slowShare * slowMean * slowMean + (1 - slowShare) * fastMean * fastMean);
        assertMeanWaiting(1, rho, random -> Double.MIN_NORMAL + random.nextExponential()
                * (random.nextDouble() < slowShare ? slowMean : fastMean), rho * secondMoment / (2 * (1 - rho)));
    }
}
