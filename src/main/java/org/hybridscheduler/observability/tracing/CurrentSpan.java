package org.hybridscheduler.observability.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import org.hybridscheduler.Tracing;

/** A span of OpenTelemetry that is its thread's current one until it is closed. */
record CurrentSpan(Span span, Scope scope) implements Tracing.Span {

    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    /** Begins a span on this thread; of nothing while tracing is off. */
    static Tracing.Span begin(SpanBuilder builder) {
        Span span = builder.startSpan();
        // One that is not sampled becomes the current one, too: what happens within it is not sampled either.
        return span.getSpanContext().isValid() ? new CurrentSpan(span, span.makeCurrent()) : Tracing.Span.NONE;
    }

    @Override
    public Tracing.Span with(String attribute, String value) {
        span.setAttribute(attribute, value);
        return this;
    }

    @Override
    public Tracing.Span with(String attribute, long value) {
        span.setAttribute(attribute, value);
        return this;
    }

    /** Tells the cause's class alone: its text may hold an address with a password, or what a person sent. */
    @Override
    public void failed(Throwable cause) {
        span.setStatus(StatusCode.ERROR).setAttribute(ERROR_TYPE, cause.getClass().getName());
    }

    @Override
    public void close() {
        scope.close();
        span.end();
    }
}
