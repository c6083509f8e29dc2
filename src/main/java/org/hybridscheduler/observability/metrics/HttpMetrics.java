package org.hybridscheduler.observability.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.hybridscheduler.observability.tracing.TraceIds;

/** Counts and times requests. Nothing that a client sends can become a series of its own. */
@ApplicationScoped
public class HttpMetrics {

    private final Meters meters;
    private final AtomicInteger inFlight = new AtomicInteger();

    /** For the container's proxy only. */
    protected HttpMetrics() {
        this(null);
    }

    @Inject
    HttpMetrics(Meters meters) {
        this.meters = meters;
    }

    /**
     * A request that was answered.
     *
     * @param route template of the resource method that served it, null where none did
     * @param trace the sampled trace in which it was served
     */
    record Served(String method, String path, String route, int status, long nanos, Optional<TraceIds> trace) {
    }

    /** At the start: what is not there yet cannot be seen to move. */
    void begin(@Observes Startup event) {
        meters.gauge(Metric.HTTP_REQUESTS_IN_FLIGHT, inFlight::get);
        HttpLabels.REASONS.forEach(reason -> meters.counter(Metric.HTTP_REQUESTS_REJECTED, reason));
    }

    void arrived() {
        inFlight.incrementAndGet();
    }

    void left(Served request) {
        inFlight.decrementAndGet();
        String method = HttpLabels.method(request.method());
        String endpoint = request.route() == null
                ? HttpLabels.unrouted(method, request.path(), request.status()) : request.route();
        meters.histogram(Metric.HTTP_REQUEST_DURATION, method, endpoint)
                .record(request.nanos() / 1e9, request.trace());
        meters.counter(Metric.HTTP_REQUESTS, method, endpoint, Integer.toString(request.status())).increment();
        HttpLabels.rejection(request.status())
                .ifPresent(reason -> meters.counter(Metric.HTTP_REQUESTS_REJECTED, reason).increment());
    }
}
