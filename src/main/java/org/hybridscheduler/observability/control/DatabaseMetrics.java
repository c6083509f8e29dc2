package org.hybridscheduler.observability.control;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Tag;

/** Times queries by what they do to which table. */
@ApplicationScoped
public class DatabaseMetrics {

    private static final int MAX_SERIES = 100;

    private record Query(String operation, String table) {
    }

    @Inject
    DurationMetrics durations;

    private BoundedMeters<Query, DurationMetrics.Series> timers;

    @PostConstruct
    void start() {
        timers = new BoundedMeters<>(MAX_SERIES, new Query("other", "other"), query -> durations.series(
                "database_query_duration_seconds", "Time of one query or batch, with its wait for a connection",
                new Tag("operation", query.operation()), new Tag("table", query.table())));
    }

    /** @param nanos time it took */
    void record(String operation, String table, long nanos) {
        timers.get(new Query(operation, table)).record(nanos);
    }
}
