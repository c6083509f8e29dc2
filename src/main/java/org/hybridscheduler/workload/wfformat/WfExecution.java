package org.hybridscheduler.workload.wfformat;

/**
 * How one task was run.
 *
 * @param runSeconds measured run time, at least 0
 * @param memoryBytes the most memory that it held, 0 where unknown
 */
record WfExecution(double runSeconds, double memoryBytes) {
}
