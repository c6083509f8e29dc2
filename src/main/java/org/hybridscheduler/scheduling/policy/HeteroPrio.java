package org.hybridscheduler.scheduling.policy;

import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Knowledge;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.StrategyContext;

/**
 * A central queue in the order of acceleration, CPU time over GPU time: GPUs take tasks from its most accelerated end,
 * CPUs from the other. E. Agullo, B. Bramas, O. Coulaud, E. Darve, M. Messner, T. Takahashi, "Task-based FMM for
 * heterogeneous architectures", CCPE 28(9), 2016; bounds in O. Beaumont, L. Eyraud-Dubois, S. Kumar, "Approximation
 * proofs of a fast and efficient list scheduling algorithm", IPDPS 2017. These bounds need spoliation, an idle device
 * that restarts what another one runs too slowly; here nothing is preempted, so they do not hold.
 */
@Strategy(name = "hetero_prio", kind = "heuristic", knowledge = Knowledge.CLAIRVOYANT,
        description = "An idle GPU takes the waiting task that it accelerates most, an idle CPU the one that a GPU "
                + "accelerates least.")
public final class HeteroPrio extends KindOrderedPolicy {

    public HeteroPrio(StrategyContext context) {
        super(context);
    }

    @Override
    double key(RunTimes times, DeviceKind kind) {
        return kind == DeviceKind.CPU ? times.cpuSeconds() / times.gpuSeconds()
                : times.gpuSeconds() / times.cpuSeconds();
    }

    /** A lone task goes to the kind that is faster for it. */
    @Override
    boolean gpuFirst(double cpuKey, double gpuKey) {
        return gpuKey < cpuKey;
    }
}
