package org.hybridscheduler.simulation.engine;

/**
 * One strategy's cluster at one moment.
 *
 * @param strategy the strategy's name
 * @param now its simulated time in seconds
 * @param queueLength tasks that wait, for a device or for their parents
 * @param inSystem tasks that wait or run
 * @param deviceQueues per device, tasks bound to it that wait for it, a split task at both of its devices; 0 where the
 *     strategy binds late. Shared: not to be changed
 * @param utilization per device, from 0 to 1, the share of the time since the cluster began in which a task held it; NaN
 *     before any time has passed. Shared: not to be changed
 * @param taskSeconds integral of the number of tasks in the system over the time since the cluster began
 * @param losses running tasks that a device's failure made start again since the cluster began
 * @param lostSeconds device seconds that went into them
 */
public record ClusterStatus(String strategy, double now, int queueLength, int inSystem, int[] deviceQueues,
        double[] utilization, double taskSeconds, long losses, double lostSeconds) {
}
