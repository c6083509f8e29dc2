package org.hybridscheduler.history.control;

import java.time.OffsetDateTime;

/** A task with its hindsight, as the training data show it; null where a figure is unknown. */
public record TrainingRow(long taskId, Double size, Double computeIntensity, Double memoryRequired,
        Double memoryPerSize, Double computeToMemory, double optimalGpuFraction, double optimalTime,
        OffsetDateTime createdAt) {
}
