package org.hybridscheduler.simulation.engine;

import java.util.Arrays;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.scheduling.Transfers;

/**
 * Where the input of tasks is, and what it takes to move it.
 *
 * <p>A recorded GPU time g holds the transfer of the whole input of b bytes from host memory, {@code min(b / B, g - a)}
 * over a link of bandwidth B. Where transfers are charged, only the share that is not on that GPU already is paid for,
 * so that a task without parents takes g as before. On a CPU, what is on GPUs only comes over the link at bandwidth B,
 * with the link's latency for each parent's output. Between GPUs data takes the link once.
 *
 * <p>Assumptions: the output of a task stays where it was produced (of a split task, as of one on a CPU, in host memory)
 * and wherever it was moved to, does not count as resident memory, and survives failures of the device. A split task
 * leaves no copy of its input behind, since it moves only part of it.
 */
final class Inputs {

    private static final int HOST = -1;
    private static final int SWEEP = 1024;

    private final ClusterSpec spec;
    private final boolean charged;
    /** Of tasks whose output is not in host memory alone. */
    private TaskTable<Output> outputs = new TaskTable<>();
    private long oldest = Long.MIN_VALUE;
    /** Outputs beyond which it is worth a look at what is still needed. */
    private int enough = SWEEP;

    Inputs(ClusterSpec spec) {
        this.spec = spec;
        this.charged = spec.transfers() != Transfers.INCLUDED;
    }

    /** Seconds beyond what run times on this device include, for {@link
     * org.hybridscheduler.scheduling.ClusterView#transferSeconds}. */
    double extraSeconds(Task task, int device, double now) {
        if (!charged) {
            return 0;
        }
        return spec.kind(device) == DeviceKind.CPU ? toHostSeconds(task, now)
                : (0 - bytesOn(task, device, now)) / spec.linkBytesPerSecond();
    }

    /** Seconds that the job's CPU works, the transfer of its share of the input included. */
    double cpuShareSeconds(Job job, Placement placement, double now) {
        double fraction = placement.gpuFraction();
        if (placement.cpu() < 0) {
            return 0;
        }
        double computing = job.times.cpuShareSeconds(fraction);
        return charged ? computing + (1 - fraction) * toHostSeconds(job.task, now) : computing;
    }

    /** Seconds that the job's GPU works, the transfer of its share of the input included. */
    double gpuShareSeconds(Job job, Placement placement, double now) {
        double fraction = placement.gpuFraction();
        double whole = job.times.gpuShareSeconds(fraction);
        return charged && placement.gpu() >= 0
                ? whole - fraction * (includedSeconds(job) - transferSeconds(job, placement.gpu(), now)) : whole;
    }

    /** Seconds that the job computes on a GPU which has the whole input. */
    double kernelSeconds(Job job) {
        return job.times.gpuSeconds() - includedSeconds(job);
    }

    /** Seconds that the part of the input takes which is not on this GPU. */
    double transferSeconds(Job job, int gpu, double now) {
        double bytes = totalBytes(job.task);
        return bytes == 0 ? 0 : includedSeconds(job) * (1 - bytesOn(job.task, gpu, now) / bytes);
    }

    private double includedSeconds(Job job) {
        return includedSeconds(job.task, job.times, spec);
    }

    /** The part of a GPU time that is the transfer of the whole input from host memory. */
    static double includedSeconds(Task task, RunTimes times, ClusterSpec spec) {
        return Math.min(task.transferBytes() / spec.linkBytesPerSecond(), times.gpuSeconds() - times.gpuFixedSeconds());
    }

    private static double totalBytes(Task task) {
        double produced = 0;
        for (double bytes : task.parentBytes()) {
            produced += bytes;
        }
        return Math.max(produced, task.transferBytes());
    }

    private double bytesOn(Task task, int gpu, double now) {
        double bytes = 0;
        for (int i = 0; i < task.parents().length; i++) {
            Output output = outputs.get(task.parents()[i]);
            if (output != null && output.in(gpu, now)) {
                bytes += task.parentBytes()[i];
            }
        }
        return bytes;
    }

    private double toHostSeconds(Task task, double now) {
        double seconds = 0;
        for (int i = 0; i < task.parents().length; i++) {
            Output output = outputs.get(task.parents()[i]);
            if (output != null && task.parentBytes()[i] > 0 && !output.in(HOST, now)) {
                seconds += spec.linkLatencySeconds() + task.parentBytes()[i] / spec.linkBytesPerSecond();
            }
        }
        return seconds;
    }

    /** Notes that the job, which starts, brings its input to its device. */
    void moved(Job job, double now) {
        if (charged && !job.placement.isSplit()) {
            boolean onCpu = job.placement.cpu() >= 0;
            moved(job, now, onCpu ? toHostSeconds(job.task, now) : transferSeconds(job, job.placement.gpu(), now));
        }
    }

    /** Notes that the job's input will be at the device that it is bound to as a whole, after so many seconds. */
    void moved(Job job, double now, double seconds) {
        int memory = job.placement.gpu() >= 0 ? job.placement.gpu() : HOST;
        for (long parent : job.task.parents()) {
            Output output = outputs.get(parent);
            if (output != null) {
                output.moved(memory, now + seconds);
            } else if (memory != HOST) {
                Output inHost = new Output(HOST, Double.NEGATIVE_INFINITY);
                inHost.moved(memory, now + seconds);
                outputs.put(parent, inHost);
            }
        }
    }

    /** Notes where the job's output is. */
    void produced(Job job, double now) {
        if (charged && job.placement.gpuFraction() == 1 && (job.children != null || job.task.id() >= oldest)) {
            outputs.put(job.task.id(), new Output(job.placement.gpu(), now));
        }
    }

    /** No task to come has a parent with a smaller id: forgets what no task that has yet to start needs either. */
    void forgetBefore(long id, TaskTable<Job> inSystem) {
        oldest = id;
        if (outputs.size() <= enough) {
            return;
        }
        TaskTable<Output> needed = new TaskTable<>();
        outputs.forEach((task, output) -> {
            if (task >= id) {
                needed.put(task, output);
            }
        });
        inSystem.forEach((task, job) -> {
            for (long parent : job.task.parents()) {
                Output output = outputs.get(parent);
                if (output != null) {
                    needed.put(parent, output);
                }
            }
        });
        outputs = needed;
        enough = Math.max(SWEEP, 2 * needed.size());
    }

    int retained() {
        return outputs.size();
    }

    /** The memories that hold one task's output, and since when. */
    private static final class Output {

        private int[] memories = new int[2];
        private double[] since = new double[2];
        private int count;

        Output(int memory, double from) {
            moved(memory, from);
        }

        boolean in(int memory, double now) {
            for (int i = 0; i < count; i++) {
                if (memories[i] == memory) {
                    return since[i] <= now;
                }
            }
            return false;
        }

        void moved(int memory, double from) {
            for (int i = 0; i < count; i++) {
                if (memories[i] == memory) {
                    since[i] = Math.min(since[i], from);
                    return;
                }
            }
            if (count == memories.length) {
                memories = Arrays.copyOf(memories, 2 * count);
                since = Arrays.copyOf(since, 2 * count);
            }
            memories[count] = memory;
            since[count++] = from;
        }
    }
}
