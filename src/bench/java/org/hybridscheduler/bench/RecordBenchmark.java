package org.hybridscheduler.bench;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hybridscheduler.observability.metrics.InMemoryRegistry;
import org.hybridscheduler.observability.metrics.Meters;
import org.hybridscheduler.observability.metrics.Metric;
import org.hybridscheduler.observability.metrics.RegisteredMeters;
import org.hybridscheduler.observability.tracing.TraceIds;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One observation of a histogram: told that there is no trace, looking for one in vain, within a sampled one. */
@State(org.openjdk.jmh.annotations.Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RecordBenchmark {

    private static final double SECONDS = 0.003;

    private final Meters.Distribution histogram = new RegisteredMeters(new InMemoryRegistry().registry(),
            Clock.systemUTC()).histogram(Metric.CACHE_OPERATION_DURATION, "get", "training_data", "memory");

    @Param({"none", "sampled"})
    public String trace;

    private Scope scope;

    @Setup
    public void begin() {
        SpanContext context = SpanContext.create("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331",
                TraceFlags.getSampled(), TraceState.getDefault());
        scope = trace.equals("sampled") ? Span.wrap(context).makeCurrent() : Scope.noop();
    }

    @TearDown
    public void end() {
        scope.close();
    }

    @Benchmark
    public void withoutLooking() {
        histogram.record(SECONDS, Optional.<TraceIds>empty());
    }

    @Benchmark
    public void record() {
        histogram.record(SECONDS);
    }
}
