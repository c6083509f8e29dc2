package org.hybridscheduler.observability.logs;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.hybridscheduler.LogSafe;

/** Keeps what is logged, counts it, and tells of failures. Whatever it logs itself is left out. */
final class RingHandler extends Handler {

    private final LogRing ring;
    private final Consumer<Level> counts;
    private final List<FailureListener> listeners;
    private final ThreadLocal<Boolean> handling = new ThreadLocal<>();

    /** @param counts is told the level of each record */
    RingHandler(LogRing ring, Consumer<Level> counts, List<FailureListener> listeners) {
        this.ring = ring;
        this.counts = counts;
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void publish(LogRecord logged) {
        if (logged == null || !isLoggable(logged) || handling.get() != null) {
            return;
        }
        handling.set(true);
        try {
            keep(logged);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            // Who logs is not to fail for it, whatever a parameter's toString() or a listener does.
            reportError(null, new IllegalStateException("A log record could not be kept", e),
                    ErrorManager.GENERIC_FAILURE);
        } finally {
            handling.remove();
        }
    }

    private void keep(LogRecord logged) {
        counts.accept(LogEntry.level(logged.getLevel()));
        LogEntry entry = LogEntry.of(logged);
        ring.add(entry);
        if (entry.level() == Level.ERROR && logged.getThrown() != null) {
            Throwable failure = LogSafe.original(logged.getThrown());
            listeners.forEach(listener -> listener.failed(failure, entry));
        }
    }

    @Override
    public void flush() {
        // Nothing is buffered.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
