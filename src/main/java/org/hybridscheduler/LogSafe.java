package org.hybridscheduler;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Makes fit for the log what holds a client's or a remote server's own text: one line, so that nobody writes a record
 * of the log but who logs, and without secrets. The server's console prints messages as they are.
 */
public final class LogSafe {

    private LogSafe() {
    }

    /** The text without secrets, in one line: a control character is written as Java's source has it. */
    public static String of(String text) {
        String redacted = Redaction.of(text);
        return redacted.chars().anyMatch(LogSafe::breaksLine) ? escaped(redacted) : redacted;
    }

    /**
     * The failure itself where all messages of its chain are safe; else a stand-in that prints like it, but safely.
     *
     * @param failure null stays null
     */
    public static Throwable of(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        return isSafe(failure, seen) ? failure : standIn(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** The failure that a stand-in stands for; any other failure itself. */
    public static Throwable original(Throwable logged) {
        return logged instanceof StandIn standIn ? standIn.original : logged;
    }

    private static boolean isSafe(Throwable failure, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return true;
        }
        String text = failure.toString();
        if (!of(text).equals(text) || !isSafe(failure.getCause(), seen)) {
            return false;
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (!isSafe(suppressed, seen)) {
                return false;
            }
        }
        return true;
    }

    private static Throwable standIn(Throwable failure, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return null;
        }
        StandIn standIn = new StandIn(failure, standIn(failure.getCause(), seen));
        for (Throwable suppressed : failure.getSuppressed()) {
            Throwable other = standIn(suppressed, seen);
            if (other != null) {
                standIn.addSuppressed(other);
            }
        }
        return standIn;
    }

    private static boolean breaksLine(int c) {
        return Character.isISOControl(c) && c != '\t' || c == '\u2028' || c == '\u2029';
    }

    private static String escaped(String text) {
        StringBuilder line = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            switch (c) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                default -> {
                    if (breaksLine(c)) {
                        line.append(String.format("\\u%04x", c));
                    } else {
                        line.append((char) c);
                    }
                }
            }
        });
        return line.toString();
    }

    /** Prints as its original does, in safe lines. */
    private static final class StandIn extends Throwable {

        private final transient Throwable original;

        StandIn(Throwable original, Throwable cause) {
            super(original.getMessage() == null ? null : LogSafe.of(original.getMessage()), cause);
            this.original = original;
            setStackTrace(original.getStackTrace());
        }

        @Override
        public String toString() {
            return LogSafe.of(original.toString());
        }
    }
}
