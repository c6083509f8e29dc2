package org.hybridscheduler.workload.swf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hybridscheduler.workload.GpuSpeedup;
import org.hybridscheduler.workload.RecordedTask;
import org.hybridscheduler.workload.Recording;

/**
 * Makes tasks of the jobs of a log. A job is one task: one CPU worker of a simulated cluster stands for the processors
 * that the job held, so its CPU time is its run time. Its GPU time is that over the given speed-up. Jobs that never ran
 * (a run time of 0 or unknown) are left out. The preceding job, where it is among the tasks, is the parent; think times
 * are not modelled.
 */
public final class SwfTasks {

    private static final List<String> FEATURES = List.of("processors", "requested_seconds");
    private static final double MB_PER_KB = 1.024e-3;

    private final GpuSpeedup speedup;
    private final List<RecordedTask> tasks = new ArrayList<>();
    private final Map<Long, Integer> rowOfJob = new HashMap<>();
    private final Map<String, String> groups = new HashMap<>();

    private SwfTasks(GpuSpeedup speedup) {
        this.speedup = speedup;
    }

    /** The tasks, in the order of their submission; none where no job ran. */
    public static Recording of(List<SwfJob> jobs, GpuSpeedup speedup) {
        SwfTasks converted = new SwfTasks(speedup);
        for (SwfJob job : jobs) {
            if (job.runSeconds() > 0) {
                converted.add(job);
            }
        }
        return new Recording(FEATURES, converted.tasks, jobs.size() - converted.tasks.size());
    }

    /** The times at which the jobs were submitted, in their order. */
    public static double[] arrivals(List<SwfJob> jobs) {
        return jobs.stream().mapToDouble(SwfJob::submitSeconds).toArray();
    }

    private void add(SwfJob job) {
        Integer parent = rowOfJob.get(job.precedingJob());
        rowOfJob.put(job.number(), tasks.size());
        double memoryMb = Math.max(0, job.memoryKb()) * Math.max(1, job.processors()) * MB_PER_KB;
        tasks.add(new RecordedTask(Math.max(job.runSeconds(), RecordedTask.MIN_SECONDS),
                speedup.gpuSecondsOfCpu(job.runSeconds()),
                job.submitSeconds(), group(job), 0, Math.min(memoryMb, RecordedTask.MAX_BYTES), 0,
                new double[] {known(job.processors()), known(job.requestedSeconds())},
                parent == null ? RecordedTask.NO_PARENTS : new int[] {parent}));
    }

    private static double known(double value) {
        return value >= 0 ? value : Double.NaN;
    }

    /** The executable; where the log does not tell it, the user, whose jobs are alike. */
    private String group(SwfJob job) {
        if (job.executable() < 0 && job.user() < 0) {
            return null;
        }
        String name = job.executable() >= 0 ? "executable_" + job.executable() : "user_" + job.user();
        String held = groups.putIfAbsent(name, name);
        return held == null ? name : held;
    }
}
