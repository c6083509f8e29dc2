package org.hybridscheduler.history.control;

import java.time.Duration;

/**
 * Event: a batch was committed.
 *
 * @param tasks in the batch
 * @param took the attempt that succeeded, from the reading of the ledger to the commit
 * @param delay of its oldest task, from its entry into the buffer to the commit, failed attempts included
 */
public record BatchStored(int tasks, Duration took, Duration delay) implements BatchEvent {
}
