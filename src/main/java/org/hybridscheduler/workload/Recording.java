package org.hybridscheduler.workload;

import java.util.List;

/**
 * Tasks that were read from a log of another format.
 *
 * @param featureNames names of their features
 * @param tasks in the order in which a recorded workload has them
 * @param leftOut entries of the log that are no fault but no task either: jobs that never ran
 */
public record Recording(List<String> featureNames, List<RecordedTask> tasks, long leftOut) {
}
