package org.hybridscheduler.scheduling;

/** What a strategy sees of its own cluster. Devices are numbered from 0: the CPU workers first, then the GPUs. */
public interface ClusterView {

    /** Simulated seconds since the run began. */
    double now();

    /** The number of devices. */
    int devices();

    DeviceKind kind(int device);

    /** Whether the device runs nothing. */
    boolean idle(int device);

    /** The task that the device runs, or {@code null} when idle. */
    Task running(int device);

    /** Simulated time at which the running task started; NaN when idle. */
    double runningSince(int device);

    /** Tasks bound to the device that have not started. */
    int queueLength(int device);

    /** Ready tasks of the whole cluster that have not started, bound to a device or not. */
    int waiting();

    /** Whether the device has the memory for this fraction of the task; CPUs always have. */
    boolean fits(Task task, int device, double fraction);
}
