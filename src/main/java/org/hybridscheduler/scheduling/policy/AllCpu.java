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
 * What one kind of device alone would give: the CPU with the shortest queue, a GPU only where no CPU is up. A
 * static baseline. O(devices) a task.
 */
@Strategy(name = "all_cpu", kind = "baseline", knowledge = Knowledge.NONE,
        description = "Each task goes to the CPU with the shortest queue, to another kind of device only where none "
                + "can run it.")
public final class AllCpu implements EarlyBinding {

    public AllCpu(StrategyContext context) {
        // The kind of device and the lengths of the queues are all that it goes by.
    }

    @Override
    public Placement place(Task task, ClusterView cluster) {
        int device = CheapestDevice.of(task, cluster, each -> cluster.kind(each) == DeviceKind.CPU ? 0 : 1,
                each -> CheapestDevice.tasksAt(each, cluster));
        return Placement.on(cluster.kind(device), device);
    }
}
