package org.hybridscheduler.scheduling;

/**
 * What became visible when a task finished: bandit feedback, only what the executing device showed.
 *
 * @param task the task
 * @param placement where it ran
 * @param readySeconds simulated time at which its parents were done
 * @param startSeconds simulated time at which it started
 * @param finishSeconds simulated time at which it finished
 * @param cpuSeconds the observed time of the whole task on a CPU (of a split: its share's time, scaled up), NaN where
 *     no CPU ran it
 * @param gpuSeconds the same for a GPU; as run times are given, with the transfer of the whole input from host memory,
 *     whatever of it was moved
 */
public record Completion(Task task, Placement placement, double readySeconds, double startSeconds, double finishSeconds,
        double cpuSeconds, double gpuSeconds) {

    /** Seconds from arrival to finish. */
    public double turnaroundSeconds() {
        return finishSeconds - task.arrivalSeconds();
    }
}
