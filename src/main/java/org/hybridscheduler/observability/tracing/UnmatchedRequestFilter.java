package org.hybridscheduler.observability.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/**
 * Names a request's span as the metrics do where no route serves it; where one does, the server names the span after
 * that a moment later. By itself the server takes a piece of the path, of which clients invent any number, or nothing.
 */
@Provider
@PreMatching
public class UnmatchedRequestFilter implements ContainerRequestFilter {

    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final String UNMATCHED = "unmatched";

    @Override
    public void filter(ContainerRequestContext request) {
        Span span = Span.current();
        if (span.isRecording()) {
            span.updateName(UNMATCHED).setAttribute(ROUTE, UNMATCHED);
        }
    }
}
