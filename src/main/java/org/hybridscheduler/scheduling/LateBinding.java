package org.hybridscheduler.scheduling;

/** Keeps ready tasks in a central queue of its own and binds one when a device is free for it. */
public interface LateBinding extends SchedulingStrategy {

    /** Takes a ready task into the central queue. */
    void enqueue(Task task, ClusterView cluster);

    /**
     * Names the next task to start now. Called after all that happens at one moment, arrivals included, while a
     * device is idle and tasks wait, until it answers {@code null}.
     *
     * @return a queued task, no longer queued from now on, on idle devices that fit; or {@code null} to wait
     */
    Assignment dispatch(ClusterView cluster);
}
