package org.hybridscheduler.scheduling.policy;

import java.util.Comparator;
import java.util.TreeSet;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Task;

/**
 * Tasks that wait, in two orders, the shortest on a CPU first and the shortest on a GPU first; tasks of equal length in
 * the order of their ids. Sums up the work that is expected of each kind of device, if every task ran where it costs less.
 */
final class WaitingTasks {

    /**
     * A waiting task and what is expected of it.
     *
     * @param cpuSeconds on a CPU, positive infinity where it cannot run on one
     * @param gpuSeconds likewise
     * @param better the kind of device on which it costs less
     * @param cost what it costs there
     */
    record Entry(Task task, double cpuSeconds, double gpuSeconds, DeviceKind better, double cost) {

        double seconds(DeviceKind kind) {
            return kind == DeviceKind.CPU ? cpuSeconds : gpuSeconds;
        }
    }

    private final double[] costPerSecond;
    private final boolean[] present;
    private final ClusterSpec cluster;
    private final TreeSet<Entry> byCpu = new TreeSet<>(shortestFirst(DeviceKind.CPU));
    private final TreeSet<Entry> byGpu = new TreeSet<>(shortestFirst(DeviceKind.GPU));
    private final int[] count = new int[2];
    private final double[] seconds = new double[2];
    private final double[] cost = new double[2];

    WaitingTasks(ClusterSpec cluster, double cpuCostPerSecond, double gpuCostPerSecond) {
        this.cluster = cluster;
        costPerSecond = new double[] {cpuCostPerSecond, gpuCostPerSecond};
        present = new boolean[] {cluster.cpus() > 0, cluster.gpus() > 0};
    }

    private static Comparator<Entry> shortestFirst(DeviceKind kind) {
        return Comparator.comparingDouble((Entry entry) -> entry.seconds(kind))
                .thenComparingLong(entry -> entry.task().id());
    }

    private TreeSet<Entry> order(DeviceKind kind) {
        return kind == DeviceKind.CPU ? byCpu : byGpu;
    }

    void add(Task task, double cpuSeconds, double gpuSeconds) {
        double onCpu = present[0] ? cpuSeconds : Double.POSITIVE_INFINITY;
        double onGpu = present[1] && cluster.fits(DeviceKind.GPU, task.memoryMb()) ? gpuSeconds
                : Double.POSITIVE_INFINITY;
        double cpuCost = onCpu * costPerSecond[0];
        double gpuCost = onGpu * costPerSecond[1];
        Entry entry = new Entry(task, onCpu, onGpu, cpuCost < gpuCost ? DeviceKind.CPU : DeviceKind.GPU,
                Math.min(cpuCost, gpuCost));
        byCpu.add(entry);
        byGpu.add(entry);
        count(entry, 1);
    }

    void remove(Entry entry) {
        byCpu.remove(entry);
        byGpu.remove(entry);
        count(entry, -1);
    }

    private void count(Entry entry, int sign) {
        int kind = entry.better().ordinal();
        count[kind] += sign;
        // What rounding leaves of an empty sum would stay for ever.
        seconds[kind] = count[kind] == 0 ? 0 : seconds[kind] + sign * entry.seconds(entry.better());
        cost[kind] = count[kind] == 0 ? 0 : cost[kind] + sign * entry.cost();
    }

    int size() {
        return byCpu.size();
    }

    /** Tasks that cost less on this kind. */
    int count(DeviceKind kind) {
        return count[kind.ordinal()];
    }

    /** Seconds that these take there, in all. */
    double seconds(DeviceKind kind) {
        return seconds[kind.ordinal()];
    }

    /** What these cost there, in all. */
    double cost(DeviceKind kind) {
        return cost[kind.ordinal()];
    }

    /** The task that takes this device the least time; {@code null} where none fits it. */
    Entry shortest(int device, ClusterView view) {
        DeviceKind kind = view.kind(device);
        for (Entry entry : order(kind)) {
            if (entry.seconds(kind) == Double.POSITIVE_INFINITY) {
                return null;
            }
            if (view.fits(entry.task(), device, 1)) {
                return entry;
            }
        }
        return null;
    }

}
