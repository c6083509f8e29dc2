package org.hybridscheduler.observability.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hybridscheduler.Tracing;

/** Shows each query within a sampled span, by OpenTelemetry's conventions for databases. */
@ApplicationScoped
public class DatabaseSpans {

    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("db.operation.name");
    private static final AttributeKey<String> TABLE = AttributeKey.stringKey("db.collection.name");
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");

    private final Tracer tracer;
    private final String system;

    /** For the container's proxy only. */
    protected DatabaseSpans() {
        this(null, Optional.empty());
    }

    /** @param url the database's address, if the server tells it */
    @Inject
    DatabaseSpans(Tracer tracer, @ConfigProperty(name = "DB_URL") Optional<String> url) {
        this.tracer = tracer;
        this.system = url.map(DatabaseSpans::system).orElse("other_sql");
    }

    private static String system(String url) {
        if (url.startsWith("jdbc:h2:")) {
            return "h2database";
        }
        return url.startsWith("jdbc:postgresql:") ? "postgresql" : "other_sql";
    }

    /** Begins the span of a query, of nothing where this thread is in no sampled span. */
    public Tracing.Span begin(String operation, String table) {
        if (!Span.current().isRecording()) {
            return Tracing.Span.NONE;
        }
        String verb = operation.toUpperCase(Locale.ROOT);
        return CurrentSpan.begin(tracer.spanBuilder(verb + " " + table).setSpanKind(SpanKind.CLIENT)
                .setAttribute(OPERATION, verb).setAttribute(TABLE, table).setAttribute(SYSTEM, system));
    }
}
