package org.hybridscheduler.scheduling;

/** A strategy that is told each task's actual run times on arrival: no real scheduler could be. */
public interface Clairvoyant {

    /** Reveals what the task will take, noise included; called before the task is ready. */
    void foresee(Task task, RunTimes actual);
}
