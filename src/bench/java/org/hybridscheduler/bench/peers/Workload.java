package org.hybridscheduler.bench.peers;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * The workload on which the engine and its peers are compared: Poisson arrivals, exponential service of mean 10 s, eight
 * servers, load 0.7. The same numbers for all that run on the JVM.
 */
final class Workload {

    static final int SERVERS = 8;
    static final double MEAN_SECONDS = 10;
    static final double LOAD = 0.7;

    private final double[] arrivals;
    private final double[] seconds;

    private Workload(int tasks) {
        SplittableRandom random = new SplittableRandom(42);
        arrivals = new double[tasks];
        seconds = new double[tasks];
        double now = 0;
        for (int i = 0; i < tasks; i++) {
            now += random.nextExponential() * MEAN_SECONDS / (LOAD * SERVERS);
            arrivals[i] = now;
            seconds[i] = 1e-3 + random.nextExponential() * MEAN_SECONDS;
        }
    }

    int tasks() {
        return arrivals.length;
    }

    double arrival(int task) {
        return arrivals[task];
    }

    double seconds(int task) {
        return seconds[task];
    }

    /** Simulates it again and again and prints the best round: tasks per second of this thread's CPU time. */
    static void measure(String name, String[] arguments, ToDoubleFunction<Workload> meanTurnaround) {
        Workload workload = new Workload(Integer.parseInt(arguments[0]));
        int rounds = Integer.parseInt(arguments[1]);
        double best = Double.POSITIVE_INFINITY;
        double mean = Double.NaN;
        for (int round = 0; round < rounds; round++) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            mean = meanTurnaround.applyAsDouble(workload);
            best = Math.min(best, (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9);
        }
        System.out.printf(Locale.ROOT, "%-28s %10.0f tasks per CPU-second, mean turnaround %.3f s%n", name,
                workload.tasks() / best, mean);
    }
}
