package org.hybridscheduler.scheduling;

/** Binds a task to a device's own first-come first-served queue as soon as the task is ready. */
public interface EarlyBinding extends SchedulingStrategy {

    /**
     * Chooses the device, busy or idle. A split task starts when both its devices have come to it.
     *
     * @return a placement that {@link ClusterView#fits fits}
     */
    Placement place(Task task, ClusterView cluster);
}
