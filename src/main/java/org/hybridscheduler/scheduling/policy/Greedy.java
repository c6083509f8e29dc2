package org.hybridscheduler.scheduling.policy;

import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.EarlyBinding;
import org.hybridscheduler.scheduling.Knowledge;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.Task;

/**
 * Gives each task to the kind of device that is faster for its compute intensity, by the roofline argument: above some
 * operations per byte the GPU's arithmetic outweighs the way over the link. Ignores queues.
 */
@Strategy(name = "greedy", kind = "heuristic", knowledge = Knowledge.NONE,
        description = "Each task goes to the kind of device that is faster for its compute intensity, queues ignored; "
                + "a task of unknown intensity goes to a GPU.",
        parameters = @Strategy.Parameter(name = "gpu_intensity", defaultValue = 4, min = 0, max = 1e6,
                description = "Compute intensity, in operations per byte, from which the GPU counts as the faster device"))
public final class Greedy implements EarlyBinding {

    private final double gpuIntensity;
    private final int feature;
    private final int[] nextOfKind = new int[DeviceKind.values().length];

    public Greedy(StrategyContext context) {
        gpuIntensity = context.parameter("gpu_intensity");
        feature = context.featureNames().indexOf("compute_intensity");
    }

    @Override
    public Placement place(Task task, ClusterView cluster) {
        double intensity = feature < 0 ? Double.NaN : task.features()[feature];
        DeviceKind faster = intensity < gpuIntensity ? DeviceKind.CPU : DeviceKind.GPU;
        int device = nextOf(faster, task, cluster);
        if (device < 0) {
            device = nextOf(faster == DeviceKind.CPU ? DeviceKind.GPU : DeviceKind.CPU, task, cluster);
        }
        return Placement.on(cluster.kind(device), device);
    }

    /** The next device of the kind in turn, or -1 where none has the memory. */
    private int nextOf(DeviceKind kind, Task task, ClusterView cluster) {
        int from = nextOfKind[kind.ordinal()];
        for (int i = 0; i < cluster.devices(); i++) {
            int device = (from + i) % cluster.devices();
            if (cluster.kind(device) == kind && cluster.fits(task, device, 1)) {
                nextOfKind[kind.ordinal()] = (device + 1) % cluster.devices();
                return device;
            }
        }
        return -1;
    }
}
