package org.hybridscheduler.workload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Task;

/**
 * Certified lower bounds on the makespan: no schedule of these tasks on this cluster, whole or split, is over sooner.
 * They hold where all tasks run, none is rejected, and run times include their transfers.
 */
public final class MakespanBound {

    private static final Comparator<Arrival> MOST_ACCELERATED_FIRST = Comparator.comparingDouble(
            (Arrival arrival) -> arrival.actual().gpuSeconds() / arrival.actual().cpuSeconds());

    private MakespanBound() {
    }

    /** The largest of the bounds, in simulated seconds. */
    public static double of(List<Arrival> arrivals, ClusterSpec cluster) {
        return Math.max(area(arrivals, cluster), criticalPath(arrivals, cluster));
    }

    /**
     * The work that there is from the first arrival on, spread evenly over all devices: the minimum over the shares x
     * of tasks on GPUs of {@code max(sum (1-x) c / CPUs, sum x g / GPUs)}, a fractional knapsack as in
     * {@link Capacity}. At most that share of a task goes to GPUs which fits their memory.
     */
    public static double area(List<Arrival> arrivals, ClusterSpec cluster) {
        double begin = arrivals.stream().mapToDouble(arrival -> arrival.task().arrivalSeconds()).min().orElse(0);
        if (cluster.cpus() == 0) {
            return begin + arrivals.stream().mapToDouble(each -> each.actual().gpuSeconds()).sum() / cluster.gpus();
        }
        double cpuWork = arrivals.stream().mapToDouble(arrival -> arrival.actual().cpuSeconds()).sum();
        if (cluster.gpus() == 0) {
            return begin + cpuWork / cluster.cpus();
        }
        List<Arrival> sorted = new ArrayList<>(arrivals);
        sorted.sort(MOST_ACCELERATED_FIRST);
        double gpuWork = 0;
        for (Arrival arrival : sorted) {
            double c = arrival.actual().cpuSeconds();
            double g = arrival.actual().gpuSeconds();
            double balance = (cpuWork * cluster.gpus() - gpuWork * cluster.cpus())
                    / (c * cluster.gpus() + g * cluster.cpus());
            double share = largestFraction(arrival.task().memoryMb(), cluster);
            if (balance < share) {
                return begin + (gpuWork + balance * g) / cluster.gpus();
            }
            cpuWork -= share * c;
            gpuWork += share * g;
        }
        return begin + Math.max(cpuWork / cluster.cpus(), gpuWork / cluster.gpus());
    }

    /**
     * The longest chain of tasks that need each other, each from its arrival on and in its shortest time. A parent that
     * is not among the tasks counts as finished.
     *
     * @param arrivals parents before their children
     */
    public static double criticalPath(List<Arrival> arrivals, ClusterSpec cluster) {
        Map<Long, Double> finishes = new HashMap<>();
        double latest = 0;
        for (Arrival arrival : arrivals) {
            Task task = arrival.task();
            double start = task.arrivalSeconds();
            for (long parent : task.parents()) {
                start = Math.max(start, finishes.getOrDefault(parent, 0.0));
            }
            double finish = start + shortestSeconds(arrival.actual(), task.memoryMb(), cluster);
            finishes.put(task.id(), finish);
            latest = Math.max(latest, finish);
        }
        return latest;
    }

    /** The shortest time of any placement, split or not, that the cluster offers a task. */
    public static double shortestSeconds(RunTimes times, double memoryMb, ClusterSpec cluster) {
        if (cluster.gpus() == 0) {
            return times.cpuSeconds();
        }
        if (cluster.cpus() == 0) {
            return times.gpuSeconds();
        }
        double whole = cluster.fits(DeviceKind.GPU, memoryMb) ? times.fastestDeviceSeconds() : times.cpuSeconds();
        return Math.min(whole, times.seconds(Math.min(times.bestGpuFraction(), largestFraction(memoryMb, cluster))));
    }

    private static double largestFraction(double memoryMb, ClusterSpec cluster) {
        return cluster.fits(DeviceKind.GPU, memoryMb) ? 1 : cluster.gpuMemoryMb() / memoryMb;
    }
}
