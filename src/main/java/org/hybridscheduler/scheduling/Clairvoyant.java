package org.hybridscheduler.scheduling;

/** A strategy that is told each task's actual run times on arrival: no real scheduler could be. */
public interface Clairvoyant extends SchedulingStrategy {

    /** Reveals what the task will take, noise included; called when the task arrives, before it is ready. */
    void foresee(Task task, RunTimes actual);
}
