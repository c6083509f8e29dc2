package org.hybridscheduler.workload.philly;

/**
 * A job of the trace.
 *
 * @param submitSeconds since 1970 (UTC)
 * @param durationSeconds time that it held its GPUs, at least 0
 * @param gpus how many it held, at least 0
 * @param cluster the virtual cluster that it ran in
 */
public record PhillyJob(double submitSeconds, double durationSeconds, int gpus, String cluster) {
}
