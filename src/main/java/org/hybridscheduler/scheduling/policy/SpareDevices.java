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
 * A central queue that plans anew whenever a device is free: the shortest task first (Smith 1956), each where it is expected
 * to finish earliest (Ibarra and Kim 1977). Where that is no device of its faster kind, starting it is a matter of opinion:
 * it is left to the caller as an {@link Offer}, and the tasks behind are planned as if it waited.
 */
final class SpareDevices {

    /** Tasks planned at one decision: those behind would not be started by it anyway, or very rarely. */
    private static final int LOOK_AHEAD = 32;

    /** A split holds two devices, so it has to be this much faster than the better of them alone. */
    private static final double WORTHWHILE_SPLIT = 0.8;

    /** A waiting task, how long it is expected to take, and on which kind of device it is faster. */
    record Entry(Task task, RunTimes expected, DeviceKind faster) {

        double seconds(DeviceKind kind) {
            return kind == DeviceKind.CPU ? expected.cpuSeconds() : expected.gpuSeconds();
        }
    }

    /**
     * A start on an idle device of the slower kind.
     *
     * @param lossSeconds by how much later the task is expected to finish there than if it waited; below 0 where earlier
     */
    record Offer(Entry entry, int device, double lossSeconds) {
    }

    private final List<Entry> waiting = new ArrayList<>();
    private final int[] count = new int[DeviceKind.values().length];
    private final double[] freeAt;
    private final boolean[] idle;
    private Offer offer;
    private Entry started;

    SpareDevices(int devices) {
        freeAt = new double[devices];
        idle = new boolean[devices];
    }

    /** How many wait that are faster on this kind of device. */
    int waiting(DeviceKind faster) {
        return count[faster.ordinal()];
    }

    /** Takes a task with its expected times; tasks of equal length stay in their order. */
    Entry add(Task task, RunTimes expected, DeviceKind faster) {
        Entry entry = new Entry(task, expected, faster);
        double key = entry.seconds(faster);
        int low = 0;
        int high = waiting.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            Entry other = waiting.get(middle);
            if (other.seconds(other.faster) <= key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        waiting.add(low, entry);
        count[faster.ordinal()]++;
        return entry;
    }

    private void remove(Entry entry) {
        waiting.remove(entry);
        count[entry.faster.ordinal()]--;
    }

    /**
     * The next task to start, no longer queued; {@code null} where none of those planned finishes earliest on an idle device
     * of its faster kind. Then {@link #offer} is up to date.
     *
     * @param busyUntil when each device is expected to be free; not a number where it is idle, positive infinity where it is
     *     down
     */
    Assignment next(ClusterView cluster, double[] busyUntil) {
        for (int device = 0; device < freeAt.length; device++) {
            idle[device] = Double.isNaN(busyUntil[device]);
            freeAt[device] = idle[device] ? cluster.now() : busyUntil[device];
        }
        offer = null;
        int planned = Math.min(waiting.size(), LOOK_AHEAD);
        for (int i = 0; i < planned; i++) {
            Entry entry = waiting.get(i);
            int spare = -1;
            int busy = -1;
            double spareFinish = Double.POSITIVE_INFINITY;
            double busyFinish = Double.POSITIVE_INFINITY;
            for (int device = 0; device < freeAt.length; device++) {
                double finish = freeAt[device] + seconds(entry, device, cluster);
                if (idle[device] ? finish < spareFinish : finish < busyFinish) {
                    if (!cluster.fits(entry.task, device, 1)) {
                        continue;
                    }
                    if (idle[device]) {
                        spare = device;
                        spareFinish = finish;
                    } else {
                        busy = device;
                        busyFinish = finish;
                    }
                }
            }
            if (spare >= 0 && (busy < 0 || cluster.kind(spare) == entry.faster && spareFinish <= busyFinish)) {
                return start(entry, spare, cluster);
            }
            if (busy >= 0) {
                if (spare >= 0 && (offer == null || spareFinish - busyFinish < offer.lossSeconds)) {
                    offer = new Offer(entry, spare, spareFinish - busyFinish);
                }
                freeAt[busy] = busyFinish;
            }
        }
        return null;
    }

    /** Of the starts that are a matter of opinion the one that loses least; {@code null} where there is none. */
    Offer offer() {
        return offer;
    }

    /** Starts it; the task is no longer queued. */
    Assignment accept(Offer accepted, ClusterView cluster) {
        return start(accepted.entry, accepted.device, cluster);
    }

    /** What was started last. */
    Entry started() {
        return started;
    }

    private static double seconds(Entry entry, int device, ClusterView cluster) {
        return Math.max(0, entry.seconds(cluster.kind(device)) + cluster.transferSeconds(entry.task, device));
    }

    private Assignment start(Entry entry, int device, ClusterView cluster) {
        remove(entry);
        started = entry;
        DeviceKind kind = cluster.kind(device);
        if (waiting.isEmpty()) {
            double fraction = entry.expected.bestGpuFraction();
            int partner = idleDevice(kind == DeviceKind.CPU ? DeviceKind.GPU : DeviceKind.CPU, cluster);
            int gpu = kind == DeviceKind.GPU ? device : partner;
            if (partner >= 0 && fraction > 0 && cluster.fits(entry.task, gpu, fraction)
                    && entry.expected.bestSeconds() < WORTHWHILE_SPLIT * entry.expected.fastestDeviceSeconds()) {
                return new Assignment(entry.task, Placement.split(kind == DeviceKind.CPU ? device : partner, gpu, fraction));
            }
        }
        return new Assignment(entry.task, Placement.on(kind, device));
    }

    private int idleDevice(DeviceKind kind, ClusterView cluster) {
        for (int device = 0; device < idle.length; device++) {
            if (idle[device] && cluster.kind(device) == kind) {
                return device;
            }
        }
        return -1;
    }
}
