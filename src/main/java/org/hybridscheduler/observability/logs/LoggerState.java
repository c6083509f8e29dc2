package org.hybridscheduler.observability.logs;

import java.time.Instant;
import java.util.logging.Level;

/**
 * How a logger stands.
 *
 * @param level its own level, null where it goes by its parent's
 * @param effectiveLevel the level that decides
 * @param expiresAt when its former level returns; null where it was not changed
 */
public record LoggerState(String name, String level, String effectiveLevel, Instant expiresAt) {

    static String name(Level level) {
        return level.equals(Level.OFF) ? "OFF" : LogEntry.level(level).name();
    }
}
