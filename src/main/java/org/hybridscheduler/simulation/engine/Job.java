package org.hybridscheduler.simulation.engine;

import java.util.List;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Task;

/** A task on one cluster, from arrival until it has finished. */
final class Job {

    final Task task;
    final RunTimes times;
    /** Parents that have not finished yet. */
    int openParents;
    /** Jobs that wait for this one, in order of arrival; null while there are none. */
    List<Job> children;
    double readySeconds = Double.NaN;
    double startSeconds;
    /** Null while it waits for its parents or in a central queue. */
    Placement placement;
    /** Whether a copy engine has brought its input to the GPU that it is bound to. */
    boolean inputArrived;
    /** What its CPU and its GPU work on it, transfers that hold them included, from its start on. */
    double cpuShareSeconds;
    double gpuShareSeconds;
    /** How often a device failed under it, and what those attempts took. */
    int losses;
    double lostCpuSeconds;
    double lostGpuSeconds;
    double lostUsd;

    Job(Task task, RunTimes times) {
        this.task = task;
        this.times = times;
    }

    /** MB that it holds on its GPU. */
    double gpuMemoryMb() {
        return task.memoryMb() * placement.gpuFraction();
    }
}
