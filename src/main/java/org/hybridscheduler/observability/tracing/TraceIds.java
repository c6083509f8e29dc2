package org.hybridscheduler.observability.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Optional;

/**
 * Where in which trace something happened, as W3C Trace Context writes it.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 */
public record TraceIds(String traceId, String spanId) {

    /** Those of this thread's span; empty outside of one, as always while tracing is off. */
    public static Optional<TraceIds> current() {
        return of(Span.current().getSpanContext(), false);
    }

    /** Those of this thread's span if it is sampled, and so can be looked up later. */
    public static Optional<TraceIds> sampled() {
        return of(Span.current().getSpanContext(), true);
    }

    private static Optional<TraceIds> of(SpanContext span, boolean sampledOnly) {
        return span.isValid() && (!sampledOnly || span.isSampled())
                ? Optional.of(new TraceIds(span.getTraceId(), span.getSpanId())) : Optional.empty();
    }
}
