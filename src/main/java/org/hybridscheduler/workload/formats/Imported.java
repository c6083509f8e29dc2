package org.hybridscheduler.workload.formats;

import java.util.List;
import java.util.Optional;
import org.hybridscheduler.workload.ArrivalTrace;
import org.hybridscheduler.workload.RecordedWorkload;

/**
 * What was read: tasks, or arrival times alone.
 *
 * @param tasks empty where the log has run times for one kind of device and no speed-up was given
 * @param arrivals the arrival times, where there are no tasks
 * @param skippedLines how many lines could not be used and were left out
 * @param badLines what was wrong with the first of them
 * @param leftOut entries that are no fault but no task either: jobs that never ran
 */
public record Imported(Optional<RecordedWorkload> tasks, Optional<ArrivalTrace> arrivals, long skippedLines,
        List<String> badLines, long leftOut) {
}
