package org.hybridscheduler.scheduling;

/**
 * A strategy that is told how long each task takes on average, but not by how much this run of it deviates: what a table
 * of measured kernel times gives. It is declared {@link Knowledge#CLAIRVOYANT}, since what it is told is true.
 */
public interface Informed extends SchedulingStrategy {

    /** Tells the mean run times, noise left out; called when the task arrives, before it is ready. */
    void inform(Task task, RunTimes mean);
}
