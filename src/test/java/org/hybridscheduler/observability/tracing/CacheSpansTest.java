package org.hybridscheduler.observability.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CacheSpansTest {

    private static final int CALLS = 10_000;
    private static final Instant NOW = Instant.parse("2026-11-23T11:22:33.123456789Z");

    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    private final Tracer tracer = TELEMETRY.getOpenTelemetry().getTracer("test");
    private final CacheSpans spans = new CacheSpans(tracer, Clock.fixed(NOW, ZoneOffset.UTC));
    private final LongConsumer hits = spans.operations("get", "hit", "training_data", "redis");

    private SpanData shownWithinARequest(LongConsumer operation, long nanos) {
        Span request = tracer.spanBuilder("request").startSpan();
        try (Scope scope = request.makeCurrent()) {
            operation.accept(nanos);
        }
        SpanData shown = TELEMETRY.getSpans().get(0);
        assertThat(shown.getParentSpanContext()).isEqualTo(request.getSpanContext());
        return shown;
    }

    @Test
    void operation_withinASampledSpan_isItsChildWithTheTimeItTook() {
        SpanData hit = shownWithinARequest(hits, 1500);

        long end = TimeUnit.SECONDS.toNanos(NOW.getEpochSecond()) + NOW.getNano();
        assertThat(hit.getName()).isEqualTo("cache.get training_data");
        assertThat(hit.getStartEpochNanos()).isEqualTo(end - 1500);
        assertThat(hit.getEndEpochNanos()).isEqualTo(end);
        assertThat(hit.getAttributes().asMap()).isEqualTo(Attributes.of(
                AttributeKey.stringKey("cache.operation"), "get",
                AttributeKey.stringKey("cache.result"), "hit",
                AttributeKey.stringKey("cache.namespace"), "training_data",
                AttributeKey.stringKey("cache.backend"), "redis").asMap());
        assertThat(hit.getStatus()).isEqualTo(StatusData.unset());
    }

    @Test
    void operation_failed_isAnError() {
        SpanData failed = shownWithinARequest(spans.operations("get", "error", "training_data", "redis"), 1);

        assertThat(failed.getStatus()).isEqualTo(StatusData.error());
    }

    @Test
    void operation_outsideOfASpan_makesAndAllocatesNothing() {
        assertThat(bytesOf(hits)).isLessThan(CALLS);
        assertThat(TELEMETRY.getSpans()).isEmpty();
    }

    @Test
    void operation_withinASpanThatIsNotSampled_makesAndAllocatesNothing() {
        try (SdkTracerProvider never = SdkTracerProvider.builder().setSampler(Sampler.alwaysOff()).build();
                Scope scope = never.get("test").spanBuilder("request").startSpan().makeCurrent()) {
            assertThat(Span.current().getSpanContext().isValid()).isTrue();
            assertThat(bytesOf(hits)).isLessThan(CALLS);
        }
        assertThat(TELEMETRY.getSpans()).isEmpty();
    }

    /** What this thread allocates in {@link #CALLS} calls. */
    private static long bytesOf(LongConsumer operation) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        operation.accept(1);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            operation.accept(i);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
