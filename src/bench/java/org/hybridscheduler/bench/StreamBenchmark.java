package org.hybridscheduler.bench;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.hybridscheduler.workload.Arrival;
import org.hybridscheduler.workload.RecordedTask;
import org.hybridscheduler.workload.RecordedWorkload;
import org.hybridscheduler.workload.StreamSpec;
import org.hybridscheduler.workload.StreamSpec.Draw;
import org.hybridscheduler.workload.TaskStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time to the next task of a stream: generated, or recorded (1,000 rows, replayed at load 0.8 with noise). */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class StreamBenchmark {

    private static final int ROWS = 1000;
    private static final double NOISE_CV = 0.1;

    @Param({"synthetic", "recorded_in_order", "recorded_random"})
    public String workload;

    private TaskStream stream;

    /** A new stream for each iteration, since its arrival times grow without end. */
    @Setup(Level.Iteration)
    public void open() {
        DefaultRun run = new DefaultRun();
        stream = switch (workload) {
            case "synthetic" -> run.stream();
            case "recorded_in_order" -> recorded(run, Draw.IN_ORDER);
            case "recorded_random" -> recorded(run, Draw.RANDOM);
            default -> throw new IllegalArgumentException("There is no stream " + workload);
        };
    }

    private static TaskStream recorded(DefaultRun run, Draw draw) {
        List<RecordedTask> rows = run.arrivals(ROWS).stream().map(StreamBenchmark::row).toList();
        return new RecordedWorkload("recorded", List.of("a", "b", "c", "d", "e"), rows).open(
                new StreamSpec(DefaultRun.SEED, draw, OptionalDouble.of(StreamSpec.DEFAULT_LOAD),
                        OptionalDouble.empty(), OptionalLong.of(Long.MAX_VALUE), 0), run.cluster());
    }

    private static RecordedTask row(Arrival arrival) {
        return new RecordedTask(arrival.actual().cpuSeconds(), arrival.actual().gpuSeconds(), Double.NaN, "kernel",
                arrival.task().transferBytes(), arrival.task().memoryMb(), NOISE_CV, arrival.task().features(),
                new int[0]);
    }

    @Benchmark
    public Arrival next() {
        return stream.next();
    }
}
