package org.hybridscheduler.scheduling;

/** What a strategy sees of its own cluster. Devices are numbered from 0: the CPU workers first, then the GPUs. */
public interface ClusterView {

    /** Simulated seconds since the run began. */
    double now();

    /** The number of devices. */
    int devices();

    DeviceKind kind(int device);

    /** Whether the device is up and runs nothing. */
    boolean idle(int device);

    /** Whether the device has not failed, or is repaired. */
    boolean up(int device);

    /** The task that the device runs, or {@code null} when idle. */
    Task running(int device);

    /** Simulated time at which the running task started; NaN when idle. */
    double runningSince(int device);

    /** Tasks bound to the device that have not started. */
    int queueLength(int device);

    /** Ready tasks of the whole cluster that have not started, bound to a device or not. */
    int waiting();

    /**
     * Simulated seconds that moving the task's input to the device would take beyond what its run time on that device
     * includes; negative where input that its run time includes is there already; 0 where transfers are {@link
     * Transfers#INCLUDED}.
     */
    double transferSeconds(Task task, int device);

    /** Whether the device has the memory for this fraction of the task; CPUs always have. */
    boolean fits(Task task, int device, double fraction);
}
