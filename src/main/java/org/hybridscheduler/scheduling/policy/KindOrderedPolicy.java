package org.hybridscheduler.scheduling.policy;

import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.LateBinding;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.Task;

/**
 * A central queue in one order for each kind of device; no device is idle while a task waits that fits it. Of the idle
 * devices of a kind the one to which the least data has to move takes the task. O(log n + devices) a decision.
 */
abstract class KindOrderedPolicy extends InformedPolicy implements LateBinding {

    private final KindOrders queue;

    KindOrderedPolicy(StrategyContext context) {
        super(context);
        queue = new KindOrders(spec());
    }

    /** The place of a task in the order of a kind of device: the lowest comes first. */
    abstract double key(RunTimes times, DeviceKind kind);

    /** Whether, with a first task for either kind and an idle device of each, the GPU decides first. */
    abstract boolean gpuFirst(double cpuKey, double gpuKey);

    @Override
    public final void enqueue(Task task, ClusterView cluster) {
        RunTimes times = times(task);
        queue.add(task, key(times, DeviceKind.CPU), key(times, DeviceKind.GPU));
    }

    @Override
    public final Assignment dispatch(ClusterView cluster) {
        KindOrders.Entry forCpu = queue.first(DeviceKind.CPU);
        KindOrders.Entry forGpu = queue.first(DeviceKind.GPU);
        int cpu = forCpu == null ? -1 : idle(DeviceKind.CPU, forCpu.task(), cluster);
        int gpu = forGpu == null ? -1 : idle(DeviceKind.GPU, forGpu.task(), cluster);
        if (cpu < 0 && gpu < 0) {
            return null;
        }
        boolean takesGpu = cpu < 0 || gpu >= 0 && gpuFirst(forCpu.key(), forGpu.key());
        Task task = takesGpu ? forGpu.task() : forCpu.task();
        queue.remove(task);
        return new Assignment(task, give(task, takesGpu ? gpu : cpu, cluster));
    }

    private static int idle(DeviceKind kind, Task task, ClusterView cluster) {
        int nearest = -1;
        for (int device = 0; device < cluster.devices(); device++) {
            if (cluster.kind(device) == kind && cluster.idle(device) && (nearest < 0
                    || cluster.transferSeconds(task, device) < cluster.transferSeconds(task, nearest))) {
                nearest = device;
            }
        }
        return nearest;
    }
}
