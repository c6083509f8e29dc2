package org.hybridscheduler.observability.errors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hybridscheduler.observability.logs.FailureListener;
import org.hybridscheduler.observability.logs.LogEntry;
import org.hybridscheduler.observability.metrics.Meters;
import org.hybridscheduler.observability.metrics.Metric;
import org.hybridscheduler.observability.tracing.TraceIds;

/**
 * Groups the failures that nobody expected: those that the application's own loggers report at level ERROR. Libraries
 * log at that level what the application expects and answers, a Redis that is away for one.
 */
@ApplicationScoped
public class ErrorTracker implements FailureListener {

    /** The most groups kept; further ones share one. */
    static final int MAX_GROUPS = 100;

    private static final String OWN = "org.hybridscheduler";
    private static final String OTHER = "other";
    private static final int REMEMBERED = 512;
    private static final int MAX_MESSAGE = 1000;

    private record Key(String type, String origin) {
    }

    private final ReportedErrors reported = new ReportedErrors(REMEMBERED);
    private final Map<Key, ErrorGroup> groups = new LinkedHashMap<>();
    private final Meters meters;
    private final Supplier<Optional<TraceIds>> trace;

    /** For the container's proxy only. */
    protected ErrorTracker() {
        this(null);
    }

    @Inject
    ErrorTracker(Meters meters) {
        this(meters, TraceIds::sampled);
    }

    /** @param trace the present one, if it can be looked up later */
    ErrorTracker(Meters meters, Supplier<Optional<TraceIds>> trace) {
        this.meters = meters;
        this.trace = trace;
    }

    @Override
    public void failed(Throwable failure, LogEntry logged) {
        if (logged.logger().equals(OWN) || logged.logger().startsWith(OWN + ".")) {
            Cause cause = Cause.of(failure);
            if (count(cause, logged)) {
                meters.counter(Metric.ERRORS, cause.root().getClass().getName()).increment();
            }
        }
    }

    private synchronized boolean count(Cause cause, LogEntry logged) {
        if (!reported.add(cause)) {
            return false;
        }
        Key key = new Key(cause.root().getClass().getName(), cause.origin());
        if (!groups.containsKey(key) && groups.size() >= MAX_GROUPS) {
            key = new Key(OTHER, OTHER);
        }
        ErrorGroup one = new ErrorGroup(key.type(), key.origin(), 1, logged.timestamp(), logged.timestamp(),
                message(cause.root()), trace.get().map(TraceIds::traceId).orElse(null), logged.correlationId());
        groups.merge(key, one, ErrorGroup::and);
        return true;
    }

    private static String message(Throwable root) {
        String message = root.getMessage();
        return message == null ? null : LogEntry.text(message, MAX_MESSAGE);
    }

    /** Every group, the one seen last first. */
    public synchronized List<ErrorGroup> groups() {
        return groups.values().stream().sorted(Comparator.comparing(ErrorGroup::lastSeen).reversed()).toList();
    }
}
