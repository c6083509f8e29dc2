package org.hybridscheduler.scheduling.policy;

import org.hybridscheduler.scheduling.Knowledge;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.StrategyContext;

/**
 * Min-min: the task of the earliest finish is mapped first. O. H. Ibarra, C. E. Kim, JACM 24(2), 1977, algorithm D;
 * named so in Maheswaran and others (1999). Long tasks can wait for ever under load.
 */
@Strategy(name = "min_min", kind = "heuristic", knowledge = Knowledge.CLAIRVOYANT,
        description = "Maps waiting tasks anew whenever a device is free: "
                + "the task that can finish first is mapped first.",
        parameters = @Strategy.Parameter(name = "window", defaultValue = 128, min = 1, max = 10_000,
                description = "Longest-waiting tasks that are mapped at each decision"))
public final class MinMin extends BatchMode {

    public MinMin(StrategyContext context) {
        super(context);
    }

    @Override
    double urgency(double finish, double next) {
        return -finish;
    }
}
