package org.hybridscheduler.observability.logs;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.hybridscheduler.CorrelationId;
import org.hybridscheduler.LogSafe;
import org.hybridscheduler.Redaction;
import org.hybridscheduler.observability.tracing.TraceIds;

/**
 * A log record as it is kept: formatted, without secrets, of bounded size.
 *
 * @param message at most {@value #MAX_TEXT} characters
 * @param correlationId of the request that the thread served, null where it served none
 * @param traceId of the thread's span, null outside of one
 * @param spanId of the thread's span, null outside of one
 * @param exception null where none was logged
 */
public record LogEntry(Instant timestamp, Level level, String logger, String thread, String message,
        String correlationId, String traceId, String spanId, Failure exception) {

    /** The longest text that is kept, in characters. */
    static final int MAX_TEXT = 8192;
    static final int MAX_STACK_LINES = 40;

    private static final int MAX_STACK_LINE = 300;
    private static final int MAX_NAME = 256;
    // Redacting costs time by length; what is behind this is not looked at, nor kept.
    private static final int MAX_READ = 4 * MAX_TEXT;
    private static final Formatter FORMATTER = new SimpleFormatter();

    /**
     * An exception as it was logged.
     *
     * @param stack its frames and causes, innermost frame first, at most {@value #MAX_STACK_LINES} lines
     */
    public record Failure(String type, String message, List<String> stack) {

        static Failure of(Throwable logged) {
            Throwable failure = LogSafe.original(logged);
            String message = failure.getMessage();
            List<String> stack = new ArrayList<>();
            Throwable cause = failure;
            for (int depth = 0; cause != null && stack.size() < MAX_STACK_LINES && depth < MAX_STACK_LINES; depth++) {
                if (cause != failure) {
                    stack.add("Caused by: " + cause);
                }
                // The outermost failure may fill what it needs, causes share the rest: theirs are the telling frames.
                int most = cause.getCause() == null ? MAX_STACK_LINES : MAX_STACK_LINES / 4;
                Stream.of(cause.getStackTrace()).limit(most).forEach(frame -> stack.add("at " + frame));
                cause = cause.getCause();
            }
            return new Failure(text(failure.getClass().getName(), MAX_NAME),
                    message == null ? null : text(message, MAX_TEXT),
                    stack.stream().limit(MAX_STACK_LINES).map(line -> text(line, MAX_STACK_LINE)).toList());
        }
    }

    /** The record, logged by the present thread. */
    static LogEntry of(LogRecord logged) {
        Optional<TraceIds> trace = TraceIds.current();
        Throwable thrown = logged.getThrown();
        String message = FORMATTER.formatMessage(logged);
        String logger = logged.getLoggerName();
        return new LogEntry(logged.getInstant(), level(logged.getLevel()),
                logger == null ? "" : text(logger, MAX_NAME), text(Thread.currentThread().getName(), MAX_NAME),
                message == null ? "" : text(message, MAX_TEXT), CorrelationId.current().orElse(null),
                trace.map(TraceIds::traceId).orElse(null), trace.map(TraceIds::spanId).orElse(null),
                thrown == null ? null : Failure.of(thrown));
    }

    /** The level below or at which java.util.logging has this one; TRACE where it is finer still. */
    static Level level(java.util.logging.Level level) {
        for (Level candidate : List.of(Level.ERROR, Level.WARNING, Level.INFO, Level.DEBUG)) {
            if (level.intValue() >= candidate.getSeverity()) {
                return candidate;
            }
        }
        return Level.TRACE;
    }

    /** Whether its logger, message, ids or exception hold the text, in capitals or not. */
    boolean contains(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        Stream<String> told = Stream.of(logger, message, thread, correlationId, traceId);
        Stream<String> failed = exception == null ? Stream.empty()
                : Stream.concat(Stream.of(exception.type(), exception.message()), exception.stack().stream());
        return Stream.concat(told, failed)
                .anyMatch(part -> part != null && part.toLowerCase(Locale.ROOT).contains(wanted));
    }

    /** What is kept of a text: without secrets, at most so many characters. */
    public static String text(String text, int most) {
        String read = text.length() <= MAX_READ ? text : text.substring(0, MAX_READ);
        String redacted = Redaction.of(read);
        return redacted.length() <= most ? redacted : redacted.substring(0, most - 3) + "...";
    }
}
