package org.hybridscheduler.observability.metrics;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.hybridscheduler.observability.tracing.TraceIds;

/** Measures every request to the application, static files included; web.xml puts it before all other filters. */
public class HttpMetricsFilter extends HttpFilter {

    @Inject
    transient HttpMetrics metrics;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long start = System.nanoTime();
        boolean returned = false;
        metrics.arrived();
        try {
            chain.doFilter(request, response);
            returned = true;
        } finally {
            if (returned && request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new Completion(request, response, start));
            } else {
                // What the chain threw becomes a 500 only after this filter.
                left(request, returned ? response.getStatus() : 500, start);
            }
        }
    }

    private void left(HttpServletRequest request, int status, long start) {
        TraceIds noted = (TraceIds) request.getAttribute(RouteFilter.TRACE);
        metrics.left(new HttpMetrics.Served(request.getMethod(), path(request),
                (String) request.getAttribute(RouteFilter.ROUTE), status, System.nanoTime() - start,
                Optional.ofNullable(noted).or(TraceIds::sampled)));
    }

    /** Decoded, within the application, whichever servlet it leads to. */
    private static String path(HttpServletRequest request) {
        return request.getPathInfo() == null ? request.getServletPath()
                : request.getServletPath() + request.getPathInfo();
    }

    private final class Completion implements AsyncListener {

        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private final long start;

        private Completion(HttpServletRequest request, HttpServletResponse response, long start) {
            this.request = request;
            this.response = response;
            this.start = start;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            left(request, response.getStatus(), start);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // Completion follows.
        }

        @Override
        public void onError(AsyncEvent event) {
            // Completion follows.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
