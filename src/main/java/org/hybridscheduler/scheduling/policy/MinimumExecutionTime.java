package org.hybridscheduler.scheduling.policy;

import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.EarlyBinding;
import org.hybridscheduler.scheduling.Knowledge;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.Task;

/**
 * Each task goes to the device that runs it in the least time, however much waits there. Devices that are as fast as
 * each other, which those of a kind are, share by the number of their tasks. MET in M. Maheswaran, S. Ali, H. J.
 * Siegel, D. Hensgen, R. F. Freund, "Dynamic mapping of a class of independent tasks onto heterogeneous computing
 * systems", JPDC 59(2), 1999. O(devices) a task.
 */
@Strategy(name = "met", kind = "heuristic", knowledge = Knowledge.CLAIRVOYANT,
        description = "Each task goes to the device that runs it in the least time, queues ignored.")
public final class MinimumExecutionTime extends InformedPolicy implements EarlyBinding {

    public MinimumExecutionTime(StrategyContext context) {
        super(context);
    }

    @Override
    public Placement place(Task task, ClusterView cluster) {
        return give(task, CheapestDevice.of(task, cluster, device -> holdSeconds(task, device, cluster),
                device -> CheapestDevice.tasksAt(device, cluster)), cluster);
    }
}
