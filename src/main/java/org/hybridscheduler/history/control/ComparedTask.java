package org.hybridscheduler.history.control;

import java.time.OffsetDateTime;

/** A task of which the results are compared; {@code id} is the row's, {@code taskId} the one that clients know. */
public record ComparedTask(long id, long taskId, long runId, Double size, Double computeIntensity,
        Double memoryRequired, OffsetDateTime createdAt) {
}
