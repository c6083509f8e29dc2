package org.hybridscheduler.scheduling.policy;

import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.EarlyBinding;
import org.hybridscheduler.scheduling.Knowledge;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.Task;

/**
 * Splits a task over a CPU and a GPU at the fraction at which both finish together, {@link RunTimes#bestGpuFraction},
 * where it finishes sooner by that than on any one device and while queues are short: a split holds two devices and
 * does more work in all, so under load it costs throughput. Else as {@link EarliestFinish}. The static partitioning of
 * C.-K. Luk, S. Hong, H. Kim, "Qilin: exploiting parallelism on heterogeneous multiprocessors with adaptive mapping",
 * MICRO 2009, with the condition on queues. O(devices) a task.
 */
@Strategy(name = "split", kind = "heuristic", knowledge = Knowledge.CLAIRVOYANT,
        description = "Splits a task over a CPU and a GPU where that finishes it sooner and queues are short; else "
                + "each task goes where it is expected to finish first.",
        parameters = @Strategy.Parameter(name = "longest_queue", defaultValue = 0, min = 0, max = 1e6,
                description = "Tasks that may wait in all while a task is still split, besides itself"))
public final class SplitTasks extends InformedPolicy implements EarlyBinding {

    private final double longestQueue;

    public SplitTasks(StrategyContext context) {
        super(context);
        longestQueue = context.parameter("longest_queue");
    }

    @Override
    public Placement place(Task task, ClusterView cluster) {
        int whole = CheapestDevice.of(task, cluster, device -> finishAt(task, device, cluster));
        if (cluster.waiting() - 1 <= longestQueue) {
            int cpu = earliestFree(DeviceKind.CPU, cluster);
            int gpu = earliestFree(DeviceKind.GPU, cluster);
            if (cpu >= 0 && gpu >= 0) {
                RunTimes times = withTransfers(task, cpu, gpu, cluster);
                double fraction = times.bestGpuFraction();
                double start = Math.max(freeAt(cpu, cluster), freeAt(gpu, cluster));
                if (fraction > 0 && fraction < 1 && cluster.fits(task, gpu, fraction)
                        && start + times.seconds(fraction) < finishAt(task, whole, cluster)) {
                    return give(task, Placement.split(cpu, gpu, fraction), times.seconds(fraction));
                }
            }
        }
        return give(task, whole, cluster);
    }

    private RunTimes withTransfers(Task task, int cpu, int gpu, ClusterView cluster) {
        RunTimes times = times(task);
        return times.scaled(positive(holdSeconds(task, cpu, cluster)) / times.cpuSeconds(),
                positive(holdSeconds(task, gpu, cluster)) / times.gpuSeconds());
    }

    /** Run times are more than 0, however much of them data that is there already saves. */
    private static double positive(double seconds) {
        return Math.max(seconds, 1e-9);
    }

    private int earliestFree(DeviceKind kind, ClusterView cluster) {
        int earliest = -1;
        for (int device = 0; device < cluster.devices(); device++) {
            if (cluster.kind(device) == kind && cluster.up(device)
                    && (earliest < 0 || freeAt(device, cluster) < freeAt(earliest, cluster))) {
                earliest = device;
            }
        }
        return earliest;
    }
}
