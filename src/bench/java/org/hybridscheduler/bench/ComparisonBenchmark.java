package org.hybridscheduler.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.hybridscheduler.scheduling.SchedulingStrategy;
import org.hybridscheduler.simulation.engine.Comparison;
import org.hybridscheduler.simulation.engine.RunTotals;
import org.hybridscheduler.workload.Arrival;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Tasks per second through all strategies, totals included: the live loop without store, observers and pace. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = "-Xmx1g")
public class ComparisonBenchmark {

    private static final int TASKS = 20_000;
    private static final String LEARNED = "hybrid_ml";

    /** Where models are trained: on the loop's own thread, or on a second one as in the server. */
    @Param({"inline", "second_thread"})
    public String trainer;

    /** Finished tasks from one training to the next. */
    @Param({"50", "1000"})
    public int retrainEvery;

    private final DefaultRun run = new DefaultRun();
    private List<Arrival> arrivals;
    private ExecutorService secondThread;
    private Executor executor;

    @Setup
    public void generate() {
        arrivals = run.arrivals(TASKS);
        secondThread = Executors.newSingleThreadExecutor();
        executor = switch (trainer) {
            case "inline" -> Runnable::run;
            case "second_thread" -> secondThread;
            default -> throw new IllegalArgumentException("trainer is " + trainer
                    + ", expected inline or second_thread");
        };
    }

    @TearDown
    public void close() {
        secondThread.shutdown();
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public RunTotals.Figures tasks() {
        Comparison comparison = run.comparison(arrivals, strategies());
        RunTotals totals = new RunTotals(run.strategies());
        while (comparison.step()) {
            if (comparison.arrived() % DefaultRun.BURST == 0) {
                comparison.takeOutcomes().forEach(totals::add);
            }
        }
        comparison.drain();
        comparison.takeOutcomes().forEach(totals::add);
        return totals.figures();
    }

    private Map<String, SchedulingStrategy> strategies() {
        Map<String, SchedulingStrategy> strategies = new LinkedHashMap<>();
        for (String name : run.strategies()) {
            strategies.put(name, run.strategy(name, executor,
                    name.equals(LEARNED) ? Map.of("retrain_every", (double) retrainEvery) : Map.of()));
        }
        return strategies;
    }
}
