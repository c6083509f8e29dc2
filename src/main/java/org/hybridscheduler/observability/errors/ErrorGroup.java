package org.hybridscheduler.observability.errors;

import java.time.Instant;

/**
 * Failures of one type and origin.
 *
 * @param type class name of the root cause
 * @param origin where it arose: the first frame of the application's code, else the first of all
 * @param count how many there were, each counted once
 * @param message of the latest, without secrets; null if it had none
 * @param traceId of the latest whose trace was sampled, and so can be looked up; null before one was
 * @param correlationId of the latest, null outside of a request
 */
public record ErrorGroup(String type, String origin, long count, Instant firstSeen, Instant lastSeen, String message,
        String traceId, String correlationId) {

    /** With one more. */
    ErrorGroup and(ErrorGroup latest) {
        String sample = latest.traceId() == null ? traceId : latest.traceId();
        return new ErrorGroup(type, origin, count + latest.count(), firstSeen, latest.lastSeen(), latest.message(),
                sample, latest.correlationId());
    }
}
