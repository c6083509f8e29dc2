package org.hybridscheduler.observability.recordings;

import java.time.Instant;

/**
 * A recording as clients see it.
 *
 * @param state      {@code running}, {@code done} or {@code failed}
 * @param finishedAt null while it runs
 * @param sizeBytes  of the file; null unless it is done
 * @param failure    why there is no file; null unless it failed
 */
public record RecordingReport(String id, String state, Instant startedAt, Instant finishedAt, long durationSeconds,
        String settings, Long sizeBytes, String failure) {
}
