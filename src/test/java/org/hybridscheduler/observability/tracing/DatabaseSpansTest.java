package org.hybridscheduler.observability.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Optional;
import org.hybridscheduler.Tracing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseSpansTest {

    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    private final Tracer tracer = TELEMETRY.getOpenTelemetry().getTracer("test");

    @ParameterizedTest
    @CsvSource({"jdbc:h2:mem:history;MODE=LEGACY,h2database", "jdbc:postgresql://host/history,postgresql",
            "jdbc:mariadb://host/history,other_sql", ",other_sql"})
    void begin_withinASampledSpan_isItsChildByTheConventions(String url, String system) {
        Span request = tracer.spanBuilder("request").startSpan();
        try (Scope scope = request.makeCurrent();
                Tracing.Span query = new DatabaseSpans(tracer, Optional.ofNullable(url)).begin("select", "task")) {
            assertThat(Span.current()).isNotSameAs(request);
        }

        SpanData query = TELEMETRY.getSpans().get(0);
        assertThat(query.getName()).isEqualTo("SELECT task");
        assertThat(query.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(query.getParentSpanContext()).isEqualTo(request.getSpanContext());
        assertThat(query.getAttributes().asMap()).isEqualTo(Attributes.of(
                AttributeKey.stringKey("db.operation.name"), "SELECT",
                AttributeKey.stringKey("db.collection.name"), "task",
                AttributeKey.stringKey("db.system.name"), system).asMap());
    }

    @Test
    void begin_outsideOfASpan_isNothing() {
        assertThat(new DatabaseSpans(tracer, Optional.empty()).begin("select", "task"))
                .isSameAs(Tracing.Span.NONE);
    }
}
