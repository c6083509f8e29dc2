package org.hybridscheduler.simulation.engine;

import java.util.Objects;
import org.hybridscheduler.scheduling.Placement;

/**
 * How one task fared on one strategy's cluster.
 *
 * @param strategy the strategy's name
 * @param placement where it ran, or {@code null} when it was rejected; then every figure is NaN
 * @param startSeconds simulated time of the start
 * @param finishSeconds simulated time of the finish
 * @param turnaroundSeconds from arrival to finish
 * @param waitingSeconds from arrival to start
 * @param boundedSlowdown turnaround over the task's time on its faster device, that time taken as 10 ms at least; at
 *     least 1 (Feitelson and others, JSSPP 1997)
 * @param cpuSeconds that a CPU worked on it
 * @param gpuSeconds that a GPU worked on it
 * @param energyJoules drawn by its devices while they worked on it
 * @param costUsd of the devices for as long as it held them
 */
public record Outcome(String strategy, Placement placement, double startSeconds, double finishSeconds,
        double turnaroundSeconds, double waitingSeconds, double boundedSlowdown, double cpuSeconds, double gpuSeconds,
        double energyJoules, double costUsd) {

    public Outcome {
        Objects.requireNonNull(strategy, "strategy");
    }

    /** A task that the cluster turned away. */
    static Outcome rejected(String strategy) {
        double none = Double.NaN;
        return new Outcome(strategy, null, none, none, none, none, none, none, none, none, none);
    }

    public boolean rejected() {
        return placement == null;
    }
}
