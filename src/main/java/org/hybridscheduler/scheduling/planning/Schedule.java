package org.hybridscheduler.scheduling.planning;

/**
 * A plan: where and when each task of a graph runs. The arrays are shared: not to be changed.
 *
 * @param devices by task
 * @param starts by task
 * @param finishes by task
 */
public record Schedule(int[] devices, double[] starts, double[] finishes) {

    /** The latest finish, 0 where there is no task. */
    public double makespan() {
        double latest = 0;
        for (double finish : finishes) {
            latest = Math.max(latest, finish);
        }
        return latest;
    }
}
