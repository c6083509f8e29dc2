package org.hybridscheduler.observability.logs;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hybridscheduler.observability.metrics.Meters;
import org.hybridscheduler.observability.metrics.Metric;

/**
 * Listens to all that this process logs while the application runs, and holds the latest of it. What the server prints
 * without java.util.logging, most of its own messages, does not pass here.
 */
@ApplicationScoped
public class LogCapture {

    /** The levels of a record, finest first. */
    static final List<Level> LEVELS = List.of(Level.TRACE, Level.DEBUG, Level.INFO, Level.WARNING, Level.ERROR);

    private static final int MAX_SIZE = 100_000;
    private static final Logger ROOT = Logger.getLogger("");

    @Inject
    @ConfigProperty(name = "logs.ring.size")
    int size;

    @Inject
    Meters meters;

    @Inject
    Instance<FailureListener> listeners;

    private LogRing ring;
    private RingHandler handler;
    private Optional<RecordFields> fields = Optional.empty();

    /** First of all observers, so that what the others log is heard. */
    void begin(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) Startup event) {
        ring.capacity();
    }

    @PostConstruct
    void start() {
        if (size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException("logs.ring.size is " + size + ", expected 1 to " + MAX_SIZE);
        }
        ring = new LogRing(size);
        Map<Level, Meters.Count> counts = new EnumMap<>(Level.class);
        LEVELS.forEach(level -> counts.put(level,
                meters.counter(Metric.LOG_RECORDS, level.name().toLowerCase(Locale.ROOT))));
        handler = new RingHandler(ring, level -> counts.get(level).increment(), listeners.stream().toList());
        fields = RecordFields.begin();
        ROOT.addHandler(handler);
    }

    /** The root logger outlives the application: a handler left there would keep all its classes. */
    @PreDestroy
    void stop() {
        ROOT.removeHandler(handler);
        fields.ifPresent(RecordFields::close);
    }

    /** The latest entries that match, the newest last. */
    List<LogEntry> latest(int most, Predicate<LogEntry> matching) {
        return ring.latest(most, matching);
    }

    int capacity() {
        return ring.capacity();
    }
}
