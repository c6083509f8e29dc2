package org.hybridscheduler.scheduling.policy;

import java.util.ArrayList;
import java.util.List;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Task;

/**
 * A central queue that plans anew whenever a device is free: the shortest task first, or the longest, each where it is
 * expected to finish earliest. A task whose place is a busy device waits for it, and those behind it are planned as if
 * it were there already; nothing is bound before it starts, so a wrong estimate costs one task, not all behind it.
 *
 * <p>Shortest first is the order of least mean turnaround on one machine (Smith 1956); earliest finish is the placement
 * rule of list scheduling on unrelated machines (Ibarra and Kim 1977). Longest first is for the makespan (LPT; Graham
 * 1969). Where a CPU and a GPU are free for the only
 * waiting task, it is split over both if that is expected to pay.
 */
final class EarliestFinishQueue {

    /** Tasks planned at one decision: those behind would not be started by it anyway, or very rarely. */
    private static final int LOOK_AHEAD = 64;

    /** A split holds two devices, so it has to be this much faster than the better of them alone. */
    private static final double WORTHWHILE_SPLIT = 0.8;

    /** How long a running task is still expected to take, in seconds, at least 0. */
    @FunctionalInterface
    interface RemainingTime {

        double seconds(Task running, double elapsedSeconds);
    }

    /** Which task is planned first, by its time on its faster kind of device. */
    enum Order {
        SHORTEST_FIRST, LONGEST_FIRST
    }

    /** A waiting task and how long it is expected to take; the least key is planned first. */
    private record Entry(Task task, RunTimes expected, double key) {
    }

    private final Order order;
    private final List<Entry> waiting = new ArrayList<>();
    private double[] freeAt = new double[0];

    EarliestFinishQueue() {
        this(Order.SHORTEST_FIRST);
    }

    EarliestFinishQueue(Order order) {
        this.order = order;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Takes a task with its expected times; tasks of equal length stay in their order. */
    void add(Task task, RunTimes expected) {
        double seconds = expected.fastestDeviceSeconds();
        Entry entry = new Entry(task, expected, order == Order.SHORTEST_FIRST ? seconds : -seconds);
        int low = 0;
        int high = waiting.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (waiting.get(middle).key <= entry.key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        waiting.add(low, entry);
    }

    /** The next task to start on an idle device, no longer queued; {@code null} where each does better to wait. */
    Assignment next(ClusterView cluster, RemainingTime remaining) {
        if (waiting.isEmpty()) {
            return null;
        }
        foreseeFreeDevices(cluster, remaining);
        int planned = Math.min(waiting.size(), LOOK_AHEAD);
        for (int i = 0; i < planned; i++) {
            Entry entry = waiting.get(i);
            int device = earliestFinish(entry, cluster);
            if (device >= 0 && cluster.idle(device)) {
                waiting.remove(i);
                return new Assignment(entry.task, placement(entry, device, cluster));
            }
            if (device >= 0) {
                freeAt[device] += seconds(entry, device, cluster);
            }
        }
        return null;
    }

    private void foreseeFreeDevices(ClusterView cluster, RemainingTime remaining) {
        if (freeAt.length != cluster.devices()) {
            freeAt = new double[cluster.devices()];
        }
        for (int device = 0; device < freeAt.length; device++) {
            freeAt[device] = cluster.idle(device) ? cluster.now()
                    : !cluster.up(device) ? Double.POSITIVE_INFINITY
                    : cluster.now() + remaining.seconds(cluster.running(device),
                            cluster.now() - cluster.runningSince(device));
        }
    }

    /** The device, or -1 where each that fits is down. */
    private int earliestFinish(Entry entry, ClusterView cluster) {
        int best = -1;
        double earliest = Double.POSITIVE_INFINITY;
        for (int device = 0; device < freeAt.length; device++) {
            double finish = freeAt[device] + seconds(entry, device, cluster);
            if (finish < earliest && cluster.fits(entry.task, device, 1)) {
                earliest = finish;
                best = device;
            }
        }
        return best;
    }

    private static double seconds(Entry entry, int device, ClusterView cluster) {
        double run = cluster.kind(device) == DeviceKind.CPU ? entry.expected.cpuSeconds() : entry.expected.gpuSeconds();
        return Math.max(0, run + cluster.transferSeconds(entry.task, device));
    }

    private Placement placement(Entry entry, int device, ClusterView cluster) {
        DeviceKind kind = cluster.kind(device);
        if (waiting.isEmpty()) {
            double fraction = entry.expected.bestGpuFraction();
            int partner = idleDevice(kind == DeviceKind.CPU ? DeviceKind.GPU : DeviceKind.CPU, cluster);
            int gpu = kind == DeviceKind.GPU ? device : partner;
            if (partner >= 0 && fraction > 0 && cluster.fits(entry.task, gpu, fraction)
                    && entry.expected.bestSeconds() < WORTHWHILE_SPLIT * entry.expected.fastestDeviceSeconds()) {
                return Placement.split(kind == DeviceKind.CPU ? device : partner, gpu, fraction);
            }
        }
        return Placement.on(kind, device);
    }

    private static int idleDevice(DeviceKind kind, ClusterView cluster) {
        for (int device = 0; device < cluster.devices(); device++) {
            if (cluster.kind(device) == kind && cluster.idle(device)) {
                return device;
            }
        }
        return -1;
    }
}
