package org.hybridscheduler.simulation.experiment;

/**
 * One run of all strategies.
 *
 * @param workload name of the workload
 * @param load arrival rate over the cluster's capacity
 * @param seed of every random stream
 */
public record Cell(String workload, double load, long seed) {
}
