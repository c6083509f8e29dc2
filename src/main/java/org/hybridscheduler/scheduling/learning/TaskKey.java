package org.hybridscheduler.scheduling.learning;

import java.util.Arrays;
import java.util.Objects;
import org.hybridscheduler.scheduling.Task;

/** What makes a task the same as an earlier one, as far as a strategy can see: all but its id, arrival and parents. */
final class TaskKey {

    private final Task task;
    private final int hash;

    TaskKey(Task task) {
        this.task = task;
        hash = ((Arrays.hashCode(task.features()) * 31 + Objects.hashCode(task.group())) * 31
                + Double.hashCode(task.transferBytes())) * 31 + Double.hashCode(task.memoryMb());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TaskKey key && key.hash == hash && Arrays.equals(key.task.features(), task.features())
                && Objects.equals(key.task.group(), task.group())
                && Double.compare(key.task.transferBytes(), task.transferBytes()) == 0
                && Double.compare(key.task.memoryMb(), task.memoryMb()) == 0;
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
