package org.hybridscheduler.history.control;

/** Event: the writer tried to store a batch. */
public sealed interface BatchEvent permits BatchStored, BatchFailed {

    /** Tasks in the batch. */
    int tasks();
}
