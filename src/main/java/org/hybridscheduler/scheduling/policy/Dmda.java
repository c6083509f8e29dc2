package org.hybridscheduler.scheduling.policy;

import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.EarlyBinding;
import org.hybridscheduler.scheduling.Knowledge;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.Task;

/**
 * StarPU's deque model, data aware: the device of least {@code alpha * finish + beta * transfer}, where the finish
 * counts run times alone and the transfer weighs for itself: data that moves costs others too. C. Augonnet, S.
 * Thibault, R. Namyst, P.-A. Wacrenier, "StarPU: a unified platform for task scheduling on heterogeneous multicore
 * architectures", CCPE 23(2), 2011; the weights as in StarPU's handbook. O(devices) a task.
 */
@Strategy(name = "dmda", kind = "heuristic", knowledge = Knowledge.CLAIRVOYANT,
        description = "Each task goes to the device of the least weighted sum of expected finish and data to move.",
        parameters = {
            @Strategy.Parameter(name = "alpha", defaultValue = 1, min = 0, max = 1000,
                    description = "Weight of the expected finish, in 1/s"),
            @Strategy.Parameter(name = "beta", defaultValue = 1, min = 0, max = 1000,
                    description = "Weight of the expected transfer, in 1/s")})
public final class Dmda extends InformedPolicy implements EarlyBinding {

    private final double alpha;
    private final double beta;

    public Dmda(StrategyContext context) {
        super(context);
        alpha = context.parameter("alpha");
        beta = context.parameter("beta");
    }

    @Override
    public Placement place(Task task, ClusterView cluster) {
        return give(task, CheapestDevice.of(task, cluster, device -> penalty(task, device, cluster)), cluster);
    }

    private double penalty(Task task, int device, ClusterView cluster) {
        double finish = freeAt(device, cluster) - cluster.now() + runSeconds(task, device);
        return alpha * finish + beta * cluster.transferSeconds(task, device);
    }
}
