package org.hybridscheduler.scheduling.learning;

import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Task;

/** Predicts run times; immutable, so that it can be swapped in while others read. */
public interface RuntimeModel {

    /** Whether it has seen enough of this kind of device to say anything about it. */
    boolean knows(DeviceKind kind);

    /**
     * The predicted run time of a task on a kind of device.
     *
     * @throws IllegalStateException where the model does not know that kind
     */
    RuntimeEstimate predict(Task task, DeviceKind kind);

    /** The same as if nothing were known of the task's group: for those who find out about groups themselves. */
    default RuntimeEstimate predictWithoutGroup(Task task, DeviceKind kind) {
        return predict(task, kind);
    }
}
