package org.hybridscheduler.observability.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Map;
import org.hybridscheduler.Tracing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OpenTelemetryTracingTest {

    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    private final Tracer tracer = TELEMETRY.getOpenTelemetry().getTracer("test");
    private final OpenTelemetryTracing tracing = new OpenTelemetryTracing(tracer);

    private static SpanData exported(String name) {
        return TELEMETRY.getSpans().stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void begin_withinARequest_isItsChildAndTheCurrentSpanUntilClosed() {
        Span request = tracer.spanBuilder("request").startSpan();
        try (Scope scope = request.makeCurrent()) {
            try (Tracing.Span outer = tracing.begin("outer")) {
                try (Tracing.Span inner = tracing.begin("inner")) {
                    inner.with("rows", 3).with("table", "task");
                }
            }
            assertThat(Span.current()).isSameAs(request);
        }

        assertThat(exported("outer").getParentSpanContext()).isEqualTo(request.getSpanContext());
        assertThat(exported("inner").getParentSpanId()).isEqualTo(exported("outer").getSpanId());
        assertThat(exported("inner").getAttributes().asMap()).isEqualTo(Attributes.of(AttributeKey.longKey("rows"), 3L,
                AttributeKey.stringKey("table"), "task").asMap());
        assertThat(exported("inner").getStatus()).isEqualTo(StatusData.unset());
    }

    @Test
    void begin_outsideOfASpan_isATraceOfItsOwn() {
        try (Tracing.Span batch = tracing.begin("batch")) {
            assertThat(TraceIds.sampled()).isPresent();
        }

        assertThat(exported("batch").getParentSpanContext()).isEqualTo(SpanContext.getInvalid());
        assertThat(TraceIds.current()).isEmpty();
    }

    @Test
    void failed_causeWithASecretInItsText_tellsItsClassOnly() {
        try (Tracing.Span batch = tracing.begin("batch")) {
            batch.failed(new IllegalStateException("jdbc:x:?password=secret"));
        }

        SpanData batch = exported("batch");
        assertThat(batch.getStatus()).isEqualTo(StatusData.error());
        assertThat(batch.getAttributes().asMap())
                .isEqualTo(Map.of(AttributeKey.stringKey("error.type"), "java.lang.IllegalStateException"));
        assertThat(batch.getEvents()).isEmpty();
    }

    @Test
    void begin_tracingOff_isNothing() {
        OpenTelemetryTracing off = new OpenTelemetryTracing(TracerProvider.noop().get("test"));

        assertThat(off.begin("batch")).isSameAs(Tracing.Span.NONE);
    }

    /** Otherwise each query within a batch that is not sampled would begin a trace, and be asked anew. */
    @Test
    void begin_notSampled_isStillTheTraceOfWhatHappensWithin() {
        try (SdkTracerProvider never = SdkTracerProvider.builder().setSampler(Sampler.alwaysOff()).build();
                Tracing.Span batch = new OpenTelemetryTracing(never.get("test")).begin("batch")) {
            assertThat(TraceIds.sampled()).isEmpty();
            String trace = TraceIds.current().orElseThrow().traceId();
            try (Tracing.Span within = tracing.begin("within")) {
                assertThat(TraceIds.current().orElseThrow().traceId()).isEqualTo(trace);
            }
        }
        assertThat(TELEMETRY.getSpans()).extracting(SpanData::getName).doesNotContain("batch", "within");
    }
}
