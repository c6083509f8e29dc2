package org.hybridscheduler.scheduling.policy;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Task;

/**
 * A central queue that is in one order for CPUs and in another for GPUs; of equals the one that was added first. A task
 * is in the order of each kind whose memory it fits. O(log n) to add, to take and to look at the first.
 */
final class KindOrders {

    /** A waiting task in one kind's order. */
    record Entry(Task task, double key, long number) {
    }

    private static final Comparator<Entry> ORDER =
            Comparator.comparingDouble(Entry::key).thenComparingLong(Entry::number);

    private final ClusterSpec spec;
    private final Map<DeviceKind, NavigableSet<Entry>> orders = new EnumMap<>(DeviceKind.class);
    private final Map<DeviceKind, Map<Long, Entry>> entries = new EnumMap<>(DeviceKind.class);
    private long added;

    KindOrders(ClusterSpec spec) {
        this.spec = spec;
        for (DeviceKind kind : DeviceKind.values()) {
            orders.put(kind, new TreeSet<>(ORDER));
            entries.put(kind, new HashMap<>());
        }
    }

    /** The task with the lowest key is the first of its kind of device. */
    void add(Task task, double cpuKey, double gpuKey) {
        add(task, DeviceKind.CPU, cpuKey);
        add(task, DeviceKind.GPU, gpuKey);
        added++;
    }

    private void add(Task task, DeviceKind kind, double key) {
        if (spec.fits(kind, task.memoryMb())) {
            Entry entry = new Entry(task, key, added);
            orders.get(kind).add(entry);
            entries.get(kind).put(task.id(), entry);
        }
    }

    /** The first task for this kind of device, or {@code null}. */
    Entry first(DeviceKind kind) {
        NavigableSet<Entry> order = orders.get(kind);
        return order.isEmpty() ? null : order.first();
    }

    void remove(Task task) {
        for (DeviceKind kind : DeviceKind.values()) {
            Entry entry = entries.get(kind).remove(task.id());
            if (entry != null) {
                orders.get(kind).remove(entry);
            }
        }
    }
}
