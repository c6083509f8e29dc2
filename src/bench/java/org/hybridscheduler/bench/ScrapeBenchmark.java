package org.hybridscheduler.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hybridscheduler.observability.exposition.Gzip;
import org.hybridscheduler.observability.exposition.PrometheusText;
import org.hybridscheduler.observability.exposition.TextFormat;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One scrape of 5,000 series, as Prometheus counts them: 200 timers of 18 lines, every bucket with an exemplar, 1,000
 * counters and 400 gauges. Read and written; what the server measures of itself (some 60 series) is not in it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ScrapeBenchmark {

    private static final int TIMERS = 200;
    private static final int COUNTERS = 1000;
    private static final int GAUGES = 400;
    private static final int SERIES = 5000;

    @Param({"PROMETHEUS", "OPEN_METRICS"})
    public TextFormat format;

    private final RegisteredMeters meters = new RegisteredMeters(new InMemoryRegistry().registry(), Clock.systemUTC());

    @Setup
    public void fill() {
        Optional<TraceIds> trace =
                Optional.of(new TraceIds("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"));
        List<Double> bounds = Metric.HTTP_REQUEST_DURATION.declaration().buckets();
        for (int i = 0; i < TIMERS; i++) {
            Meters.Distribution duration = meters.histogram(Metric.HTTP_REQUEST_DURATION, "GET", "/api/route/" + i);
            bounds.forEach(bound -> duration.record(bound * 0.97, trace));
            duration.record(7.3, trace);
        }
        for (int i = 0; i < COUNTERS; i++) {
            meters.counter(Metric.HTTP_REQUESTS, "GET", "/api/route/" + i, "200").add(1_000 + i);
        }
        for (int i = 0; i < GAUGES; i++) {
            double value = i / 7.0;
            meters.gauge(Metric.SIMULATION_DEVICE_UTILIZATION, () -> value, "strategy_" + i, "gpu_0");
        }
        long lines = PrometheusText.of(meters.families()).lines().filter(line -> !line.startsWith("#")).count();
        if (lines != SERIES) {
            throw new IllegalStateException("The page has " + lines + " series, not " + SERIES
                    + ". Maybe the buckets of http_request_duration_seconds have changed?");
        }
    }

    @Benchmark
    public long plain() throws IOException {
        Counting out = new Counting();
        PrometheusText.write(meters.families(), format, out);
        return out.bytes;
    }

    @Benchmark
    public long zipped() throws IOException {
        Counting out = new Counting();
        try (Gzip zip = new Gzip(out)) {
            PrometheusText.write(meters.families(), format, zip);
        }
        return out.bytes;
    }

    /** Where the bytes would go to the network. */
    private static final class Counting extends OutputStream {

        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] some, int offset, int length) {
            bytes += length;
        }
    }
}
