package org.hybridscheduler.scheduling.learning;

import java.util.Objects;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Task;

/**
 * One observed run: the task took this long on a device of this kind.
 *
 * @param seconds of the whole task, more than 0
 */
public record Observation(Task task, DeviceKind kind, double seconds) {

    public Observation {
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(kind, "kind");
        if (!(seconds > 0 && seconds < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("seconds is " + seconds + ", expected a finite number above 0");
        }
    }
}
