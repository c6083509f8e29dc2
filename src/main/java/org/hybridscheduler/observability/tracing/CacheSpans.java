package org.hybridscheduler.observability.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.function.LongConsumer;

/**
 * Shows each cache operation within a sampled span as a span of its own, made when the operation is over: until then
 * nobody knows its result or who gave it. Outside of one, a look at the thread's context is all that it costs.
 */
@ApplicationScoped
public class CacheSpans {

    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("cache.operation");
    private static final AttributeKey<String> RESULT = AttributeKey.stringKey("cache.result");
    private static final AttributeKey<String> NAMESPACE = AttributeKey.stringKey("cache.namespace");
    private static final AttributeKey<String> BACKEND = AttributeKey.stringKey("cache.backend");

    private final Tracer tracer;
    private final Clock clock;

    /** For the container's proxy only. */
    protected CacheSpans() {
        this(null, null);
    }

    @Inject
    CacheSpans(Tracer tracer, Clock clock) {
        this.tracer = tracer;
        this.clock = clock;
    }

    /** What shows operations of one kind; it takes how long one took, in nanoseconds, when it is over. */
    public LongConsumer operations(String operation, String result, String namespace, String backend) {
        String name = "cache." + operation + " " + namespace;
        Attributes attributes = Attributes.of(OPERATION, operation, RESULT, result, NAMESPACE, namespace,
                BACKEND, backend);
        boolean failed = result.equals("error");
        return nanos -> {
            if (Span.current().isRecording()) {
                show(name, attributes, failed, nanos);
            }
        };
    }

    private void show(String name, Attributes attributes, boolean failed, long nanos) {
        Instant end = clock.instant();
        Span span = tracer.spanBuilder(name).setStartTimestamp(end.minusNanos(nanos)).setAllAttributes(attributes)
                .startSpan();
        if (failed) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end(end);
    }
}
