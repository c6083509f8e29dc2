package org.hybridscheduler.workload.philly;

import java.util.ArrayList;
import java.util.List;
import org.hybridscheduler.workload.GpuSpeedup;
import org.hybridscheduler.workload.RecordedTask;
import org.hybridscheduler.workload.Recording;

/**
 * Makes tasks of the trace's jobs. A job is one task: one GPU of a simulated cluster stands for those that the job held,
 * so its GPU time is its duration. Its CPU time is that times the given speed-up. Jobs that never ran (no duration, or
 * no GPU) are left out.
 */
public final class PhillyTasks {

    private static final List<String> FEATURES = List.of("gpus");

    private PhillyTasks() {
    }

    /** The tasks, in the order of their submission; none where no job ran. */
    public static Recording of(List<PhillyJob> jobs, GpuSpeedup speedup) {
        List<RecordedTask> tasks = new ArrayList<>();
        for (PhillyJob job : jobs) {
            if (job.durationSeconds() > 0 && job.gpus() > 0) {
                tasks.add(new RecordedTask(speedup.cpuSecondsOfGpu(job.durationSeconds()),
                        Math.max(job.durationSeconds(), RecordedTask.MIN_SECONDS), job.submitSeconds(),
                        job.cluster().isEmpty() ? null : job.cluster(), 0, 0, 0, new double[] {job.gpus()},
                        RecordedTask.NO_PARENTS));
            }
        }
        return new Recording(FEATURES, tasks, jobs.size() - tasks.size());
    }

    /** The times at which the jobs were submitted, in their order. */
    public static double[] arrivals(List<PhillyJob> jobs) {
        return jobs.stream().mapToDouble(PhillyJob::submitSeconds).toArray();
    }
}
