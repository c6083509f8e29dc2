package org.hybridscheduler.scheduling.policy;

import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.EarlyBinding;
import org.hybridscheduler.scheduling.Knowledge;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.Task;

/**
 * Minimum completion time: each task goes where, after all that has been given to the device, it is expected to finish
 * first. O. H. Ibarra, C. E. Kim, "Heuristic algorithms for scheduling independent tasks on nonidentical processors",
 * JACM 24(2), 1977; as MCT in Maheswaran and others (1999). O(devices) a task.
 */
@Strategy(name = "eft", kind = "heuristic", knowledge = Knowledge.CLAIRVOYANT,
        description = "Each task goes to the device on which it is expected to finish first, by mean run times, "
                + "transfers and what the device has been given before.")
public final class EarliestFinish extends InformedPolicy implements EarlyBinding {

    public EarliestFinish(StrategyContext context) {
        super(context);
    }

    @Override
    public Placement place(Task task, ClusterView cluster) {
        return give(task, CheapestDevice.of(task, cluster, device -> finishAt(task, device, cluster)), cluster);
    }
}
