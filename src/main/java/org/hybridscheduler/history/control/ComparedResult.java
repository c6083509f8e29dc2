package org.hybridscheduler.history.control;

/** One strategy's result for the task of a row; the figures are null where it was rejected. */
public record ComparedResult(long id, String scheduler, Double turnaround, Double waiting, Double energy, Double cost,
        Double gpuFraction, boolean rejected, boolean won) {
}
