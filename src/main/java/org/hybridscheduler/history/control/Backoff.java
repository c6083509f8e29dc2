package org.hybridscheduler.history.control;

import java.time.Duration;

/** How long to wait before trying again: twice as long each time, up to a limit. */
record Backoff(Duration first, Duration longest) {

    /** The wait after so many failures in a row, at least 1. */
    Duration after(int failures) {
        long factor = 1L << Math.min(failures - 1, 30);
        long millis = Math.min(first.toMillis() * factor, longest.toMillis());
        return Duration.ofMillis(millis);
    }
}
