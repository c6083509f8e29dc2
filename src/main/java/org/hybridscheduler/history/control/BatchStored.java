package org.hybridscheduler.history.control;

/**
 * Fired after a batch was committed.
 *
 * @param tasks in the batch
 * @param seconds that the transaction took, the attempts that failed before it not counted
 */
public record BatchStored(int tasks, double seconds) {
}
