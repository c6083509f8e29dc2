package org.hybridscheduler.history.control;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.hybridscheduler.LogSafe;

/** Logs a failure that repeats once for each cause, then once a minute, and its end. Thread-safe. */
public final class FailureLog {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final System.Logger log;
    private final Clock clock;
    private String cause;
    private Instant logged;
    private long failures;

    public FailureLog(System.Logger log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Notes a failure of what {@code message} tells. */
    public synchronized void failed(String message, Throwable failure) {
        failures++;
        Instant now = clock.instant();
        String sort = sortOf(failure);
        if (!sort.equals(cause) || !now.isBefore(logged.plus(PERIOD))) {
            cause = sort;
            logged = now;
            log.log(Level.WARNING, message + " (failures so far: " + failures + ")", LogSafe.of(failure));
        }
    }

    /** Notes that it works, which is worth a line after failures. */
    public synchronized void worked(String message) {
        if (failures > 0) {
            log.log(Level.INFO, message + " after " + failures + " failures");
            failures = 0;
            cause = null;
        }
    }

    /** The classes down to the root: messages name times and connections, and so differ each time. */
    private static String sortOf(Throwable failure) {
        StringBuilder sort = new StringBuilder();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            sort.append(t.getClass().getName()).append(' ');
        }
        return sort.toString();
    }
}
