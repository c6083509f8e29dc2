package org.hybridscheduler.scheduling.policy;

import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Knowledge;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.StrategyContext;

/**
 * Shortest job first from a central queue: of all pairs of a waiting task and an idle device, the one of the least run
 * time starts. W. E. Smith, "Various optimizers for single-stage production", Naval Research Logistics Quarterly 3,
 * 1956: optimal for the mean turnaround on one machine. It leaves no device idle, so that a task can land where it is
 * slow; and long tasks can wait for ever under load.
 */
@Strategy(name = "sjf", kind = "heuristic", knowledge = Knowledge.CLAIRVOYANT,
        description = "An idle device takes the waiting task that is shortest on it; of several, the shortest of all.")
public final class ShortestFirst extends KindOrderedPolicy {

    public ShortestFirst(StrategyContext context) {
        super(context);
    }

    @Override
    double key(RunTimes times, DeviceKind kind) {
        return kind == DeviceKind.CPU ? times.cpuSeconds() : times.gpuSeconds();
    }

    @Override
    boolean gpuFirst(double cpuKey, double gpuKey) {
        return gpuKey < cpuKey;
    }
}
