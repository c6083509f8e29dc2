package org.hybridscheduler.observability.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnmatchedRequestFilterTest {

    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    @Test
    void filter_spanNamedAfterAPath_losesIt() {
        Span request = TELEMETRY.getOpenTelemetry().getTracer("test").spanBuilder("GET /invented/123").startSpan();
        try (Scope scope = request.makeCurrent()) {
            new UnmatchedRequestFilter().filter(null);
        }
        request.end();

        SpanData named = TELEMETRY.getSpans().get(0);
        assertThat(named.getName()).isEqualTo("unmatched");
        assertThat(named.getAttributes().asMap())
                .isEqualTo(Attributes.of(AttributeKey.stringKey("http.route"), "unmatched").asMap());
    }
}
