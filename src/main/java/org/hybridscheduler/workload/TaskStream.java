package org.hybridscheduler.workload;

/** The tasks of one run, in the order of their arrival. */
public interface TaskStream {

    /** The next task, or {@code null} after the last one. Arrival times never go back. */
    Arrival next();

    /**
     * No task to come has a parent with a smaller id: what is known of tasks before it can be forgotten. {@link
     * Long#MAX_VALUE} where no task to come has a parent at all.
     */
    default long oldestParent() {
        return Long.MIN_VALUE;
    }
}
