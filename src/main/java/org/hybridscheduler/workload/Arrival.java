package org.hybridscheduler.workload;

import java.util.Objects;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Task;

/**
 * A task that arrives, with the truth about it.
 *
 * @param task what strategies see
 * @param actual what it will take on each kind of device, noise included: the same for every strategy
 */
public record Arrival(Task task, RunTimes actual) {

    public Arrival {
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(actual, "actual");
    }
}
