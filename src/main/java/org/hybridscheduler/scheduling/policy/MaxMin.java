package org.hybridscheduler.scheduling.policy;

import org.hybridscheduler.scheduling.Knowledge;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.StrategyContext;

/**
 * Max-min: the task whose earliest finish is the latest is mapped first, so that no long task is left at the end. O. H.
 * Ibarra, C. E. Kim, JACM 24(2), 1977, algorithm E; named so in Maheswaran and others (1999).
 */
@Strategy(name = "max_min", kind = "heuristic", knowledge = Knowledge.CLAIRVOYANT,
        description = "Maps waiting tasks anew whenever a device is free: "
                + "the task whose earliest finish is the latest is mapped first.",
        parameters = @Strategy.Parameter(name = "window", defaultValue = 128, min = 1, max = 10_000,
                description = "Longest-waiting tasks that are mapped at each decision"))
public final class MaxMin extends BatchMode {

    public MaxMin(StrategyContext context) {
        super(context);
    }

    @Override
    double urgency(double finish, double next) {
        return finish;
    }
}
