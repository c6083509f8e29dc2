package org.hybridscheduler.workload;

import java.util.Objects;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Task;

/**
 * A task that arrives, with the truth about it.
 *
 * @param task what strategies see
 * @param mean what it takes on each kind of device on average
 * @param actual what it will take on each kind of device, noise included: the same for every strategy
 */
public record Arrival(Task task, RunTimes mean, RunTimes actual) {

    public Arrival {
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(mean, "mean");
        Objects.requireNonNull(actual, "actual");
    }

    /** A task that takes exactly its mean times. */
    public Arrival(Task task, RunTimes actual) {
        this(task, actual, actual);
    }
}
