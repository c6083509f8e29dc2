package org.hybridscheduler.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hybridscheduler.simulation.engine.Comparison;
import org.hybridscheduler.simulation.engine.DecisionListener;
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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Tasks per second through the engine with one strategy, all figures counted, from the first arrival to the last finish. Tasks are generated
 * beforehand; a model is trained on the same thread, so its training counts.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 4, time = 3)
// One core: no collector works beside the benchmark's thread.
@Fork(value = 2, jvmArgsAppend = {"-Xmx1g", "-XX:+UseSerialGC"})
public class EngineBenchmark {

    private static final int TASKS = 100_000;

    @Param({"round_robin", "random", "greedy", "rl_agent", "oracle", "hybrid_ml"})
    public String strategy;

    /** Whether anybody listens to the decisions: {@code timed} costs two looks at the clock each. */
    @Param("unheard")
    public String decisions;

    private DefaultRun run;
    private List<Arrival> arrivals;

    @Setup
    public void generate() {
        run = new DefaultRun();
        arrivals = run.arrivals(TASKS);
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public RunTotals.Figures tasks(Blackhole hears) {
        RunTotals totals = new RunTotals(List.of(strategy));
        Comparison comparison = run.comparison(arrivals,
                Map.of(strategy, run.strategy(strategy, Runnable::run, Map.of())), listener(hears));
        while (comparison.step()) {
            if (comparison.arrived() % DefaultRun.BURST == 0) {
                comparison.takeOutcomes().forEach(totals::add);
            }
        }
        comparison.drain();
        comparison.takeOutcomes().forEach(totals::add);
        return totals.figures();
    }

    private DecisionListener listener(Blackhole hears) {
        return switch (decisions) {
            case "unheard" -> DecisionListener.NONE;
            case "timed" -> new DecisionListener() {
                @Override
                public long nanoTime() {
                    return System.nanoTime();
                }

                @Override
                public void decided(long nanos) {
                    hears.consume(nanos);
                }
            };
            default -> throw new IllegalArgumentException("decisions is " + decisions + ", expected unheard or timed");
        };
    }
}
