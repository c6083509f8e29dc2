package org.hybridscheduler.observability.control;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Counts and times the requests to the application's port. */
@ApplicationScoped
public class HttpMetrics {

    private static final int MAX_ANSWERS = 1_000;
    private static final int MAX_ROUTES = 300;
    private static final Metadata REQUESTS = Metadata.builder().withName("http_requests_total")
            .withDescription("Requests by method, route and status").build();

    private record Route(String method, String endpoint) {
    }

    private record Answer(String method, String endpoint, int status) {
    }

    @Inject
    MetricRegistry registry;

    @Inject
    DurationMetrics durations;

    private BoundedMeters<Route, DurationMetrics.Series> timers;
    private BoundedMeters<Answer, Counter> counters;

    @PostConstruct
    void start() {
        timers = new BoundedMeters<>(MAX_ROUTES, new Route("other", "other"), route -> durations.series(
                "http_request_duration_seconds", "Time from the first filter to the end of the answer",
                new Tag("method", route.method()), new Tag("endpoint", route.endpoint())));
        counters = new BoundedMeters<>(MAX_ANSWERS, new Answer("other", "other", 0), answer -> registry.counter(
                REQUESTS, new Tag("method", answer.method()), new Tag("endpoint", answer.endpoint()),
                new Tag("status", Integer.toString(answer.status()))));
    }

    /**
     * Records one answered request.
     *
     * @param method   a bounded label, see {@link HttpLabels}
     * @param endpoint a bounded label, see {@link HttpLabels}
     * @param nanos    time it took
     */
    void record(String method, String endpoint, int status, long nanos) {
        timers.get(new Route(method, endpoint)).record(nanos);
        counters.get(new Answer(method, endpoint, status)).inc();
    }
}
