package org.hybridscheduler.observability.tracing;

import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.hybridscheduler.Tracing;

/** Gives the application's work to the server's OpenTelemetry, which drops it while tracing is off. */
@ApplicationScoped
public class OpenTelemetryTracing implements Tracing {

    private final Tracer tracer;

    /** For the container's proxy only. */
    protected OpenTelemetryTracing() {
        this(null);
    }

    @Inject
    OpenTelemetryTracing(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public Span begin(String name) {
        return CurrentSpan.begin(tracer.spanBuilder(name));
    }
}
