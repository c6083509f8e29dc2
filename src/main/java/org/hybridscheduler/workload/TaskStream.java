package org.hybridscheduler.workload;

/** The tasks of one run, in the order of their arrival. */
public interface TaskStream {

    /** The next task, or {@code null} after the last one. Arrival times never go back. */
    Arrival next();
}
