package org.hybridscheduler.scheduling.policy;

import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.EarlyBinding;
import org.hybridscheduler.scheduling.Knowledge;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.Task;

/**
 * Join the shortest queue: the device with the fewest tasks, the one that it runs included, whatever they take. W.
 * Winston, "Optimality of the shortest line discipline", Journal of Applied Probability 14(1), 1977: optimal among
 * equal devices and exponential times, which a CPU and a GPU are not. O(devices) a task.
 */
@Strategy(name = "jsq", kind = "baseline", knowledge = Knowledge.NONE,
        description = "Each task joins the shortest queue, the running task counted; of equals the first device.")
public final class ShortestQueue implements EarlyBinding {

    public ShortestQueue(StrategyContext context) {
        // The lengths of the queues are all that it goes by.
    }

    @Override
    public Placement place(Task task, ClusterView cluster) {
        int device = CheapestDevice.of(task, cluster, each -> CheapestDevice.tasksAt(each, cluster));
        return Placement.on(cluster.kind(device), device);
    }
}
