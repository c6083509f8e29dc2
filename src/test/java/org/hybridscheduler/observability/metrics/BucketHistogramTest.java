package org.hybridscheduler.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.hybridscheduler.observability.metrics.MetricFamily.Bucket;
import org.hybridscheduler.observability.metrics.MetricFamily.Histogram;
import org.hybridscheduler.observability.tracing.TraceIds;
import org.junit.jupiter.api.Test;

class BucketHistogramTest {

    private static final Instant NOW = Instant.parse("2026-11-23T11:22:33.123Z");
    private static final TraceIds TRACE = new TraceIds("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331");

    private final BucketHistogram histogram =
            new BucketHistogram(List.of(0.0001, 0.001), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void reading_recordedDurations_areCumulativeAndInSeconds() {
        histogram.recordNanos(99_999);
        histogram.recordNanos(100_000);
        histogram.recordNanos(100_001);
        histogram.record(2);

        Histogram reading = histogram.reading();

        assertThat(reading.buckets()).extracting(bucket -> bucket.atMost().text(), Bucket::count)
                .containsExactly(tuple("0.0001", 2L), tuple("0.001", 3L), tuple("+Inf", 4L));
        assertThat(reading.count()).isEqualTo(4);
        assertThat(reading.sum()).isCloseTo(2.0003, within(1e-9));
    }

    @Test
    void record_withinASampledSpan_keepsItsIdsInItsBucketAlone() {
        inSpan(TraceFlags.getSampled(), () -> histogram.record(0.0005));

        assertThat(histogram.reading().buckets()).extracting(Bucket::exemplar)
                .containsExactly(null, new Exemplar(TRACE, 0.0005, NOW), null);
    }

    @Test
    void record_withinASpanThatIsNotSampledOrNone_keepsNothing() {
        inSpan(TraceFlags.getDefault(), () -> histogram.record(0.0005));
        histogram.record(0.0005);

        assertThat(histogram.reading().count()).isEqualTo(2);
        assertThat(histogram.reading().buckets()).extracting(Bucket::exemplar).containsOnlyNulls();
    }

    private static void inSpan(TraceFlags flags, Runnable work) {
        Span span = Span.wrap(SpanContext.create(TRACE.traceId(), TRACE.spanId(), flags, TraceState.getDefault()));
        try (Scope scope = span.makeCurrent()) {
            assertThat(scope).isNotNull();
            work.run();
        }
    }
}
