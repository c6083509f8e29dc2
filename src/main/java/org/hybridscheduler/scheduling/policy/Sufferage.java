package org.hybridscheduler.scheduling.policy;

import org.hybridscheduler.scheduling.Knowledge;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.StrategyContext;

/**
 * Sufferage: the task that would suffer most if it did not get its best device is mapped first. Maheswaran and others
 * (1999); one task a step, as H. Casanova, A. Legrand, D. Zagorodnov, F. Berman, "Heuristics for scheduling parameter
 * sweep applications in grid environments", HCW 2000, state it.
 */
@Strategy(name = "sufferage", kind = "heuristic", knowledge = Knowledge.CLAIRVOYANT,
        description = "Maps waiting tasks anew whenever a device is free: "
                + "the task that would suffer most from its second best device is mapped first.",
        parameters = @Strategy.Parameter(name = "window", defaultValue = 128, min = 1, max = 10_000,
                description = "Longest-waiting tasks that are mapped at each decision"))
public final class Sufferage extends BatchMode {

    public Sufferage(StrategyContext context) {
        super(context);
    }

    @Override
    double urgency(double finish, double next) {
        return next - finish;
    }
}
