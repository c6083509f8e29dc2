package org.hybridscheduler.history.control;

/**
 * Event: an attempt to store a batch failed; it is tried again.
 *
 * @param tasks in the batch
 */
public record BatchFailed(int tasks) implements BatchEvent {
}
