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
    double readySeconds;
    double startSeconds;
    Placement placement;

    Job(Task task, RunTimes times) {
        this.task = task;
        this.times = times;
    }
}
