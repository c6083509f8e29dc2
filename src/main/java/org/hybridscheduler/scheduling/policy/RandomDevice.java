package org.hybridscheduler.scheduling.policy;

import java.util.random.RandomGenerator;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.EarlyBinding;
import org.hybridscheduler.scheduling.Knowledge;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.Task;

/** Gives each task to a device drawn at random. */
@Strategy(name = "random", kind = "baseline", knowledge = Knowledge.NONE,
        description = "Each task goes to a device drawn at random, all with the memory for it being equally likely.")
public final class RandomDevice implements EarlyBinding {

    private final RandomGenerator random;

    public RandomDevice(StrategyContext context) {
        random = context.random();
    }

    @Override
    public Placement place(Task task, ClusterView cluster) {
        int device;
        do {
            device = random.nextInt(cluster.devices());
        } while (!cluster.fits(task, device, 1));
        return Placement.on(cluster.kind(device), device);
    }
}
