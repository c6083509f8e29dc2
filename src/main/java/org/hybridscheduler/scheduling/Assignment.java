package org.hybridscheduler.scheduling;

import java.util.Objects;

/** A late-binding strategy's word that this task starts now, there. */
public record Assignment(Task task, Placement placement) {

    public Assignment {
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(placement, "placement");
    }
}
