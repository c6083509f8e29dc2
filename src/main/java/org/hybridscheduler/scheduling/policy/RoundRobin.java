package org.hybridscheduler.scheduling.policy;

import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.EarlyBinding;
import org.hybridscheduler.scheduling.Knowledge;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.Task;

/** Gives each task to the next device in turn, whatever it is. */
@Strategy(name = "round_robin", kind = "baseline", knowledge = Knowledge.NONE,
        description = "Each task goes to the next device in turn; devices without the memory for it are passed over.")
public final class RoundRobin implements EarlyBinding {

    private int next;

    public RoundRobin(StrategyContext context) {
        // It needs nothing: the cluster it sees when it places is all that it goes by.
    }

    @Override
    public Placement place(Task task, ClusterView cluster) {
        int device = next;
        while (!cluster.fits(task, device, 1)) {
            device = (device + 1) % cluster.devices();
        }
        next = (device + 1) % cluster.devices();
        return Placement.on(cluster.kind(device), device);
    }
}
