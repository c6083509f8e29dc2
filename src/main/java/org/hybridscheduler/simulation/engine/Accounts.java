package org.hybridscheduler.simulation.engine;

import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.Placement;

/** What tasks took, drew and cost on one cluster. What a failure made worthless is part of it. */
final class Accounts {

    private static final double SLOWDOWN_FLOOR_SECONDS = 0.010;

    private final String strategy;
    private final ClusterSpec spec;
    private long losses;
    private double lostSeconds;

    Accounts(String strategy, ClusterSpec spec) {
        this.strategy = strategy;
        this.spec = spec;
    }

    /** Charges what a failure at this time makes worthless. */
    void lost(Job job, double now) {
        double held = now - job.startSeconds;
        double cpu = Math.min(held, job.cpuShareSeconds);
        double gpu = Math.min(held, job.gpuShareSeconds);
        job.losses++;
        job.lostCpuSeconds += cpu;
        job.lostGpuSeconds += gpu;
        job.lostUsd += costUsd(job.placement, held);
        losses++;
        lostSeconds += job.placement.isSplit() ? 2 * held : held;
    }

    Outcome finished(Job job, double now) {
        double cpuSeconds = job.cpuShareSeconds + job.lostCpuSeconds;
        double gpuSeconds = job.gpuShareSeconds + job.lostGpuSeconds;
        double turnaround = now - job.task.arrivalSeconds();
        double reference = Math.max(job.times.fastestDeviceSeconds(), SLOWDOWN_FLOOR_SECONDS);
        return new Outcome(strategy, job.placement, job.startSeconds, now, turnaround,
                job.startSeconds - job.task.arrivalSeconds(), Math.max(1, turnaround / reference), cpuSeconds, gpuSeconds,
                cpuSeconds * spec.cpuPower().activeWatts() + gpuSeconds * spec.gpuPower().activeWatts(),
                costUsd(job.placement, now - job.startSeconds) + job.lostUsd);
    }

    private double costUsd(Placement placement, double heldSeconds) {
        return (placement.cpu() >= 0 ? heldSeconds * spec.cpuUsdPerSecond() : 0)
                + (placement.gpu() >= 0 ? heldSeconds * spec.gpuUsdPerSecond() : 0);
    }

    /** Attempts that a failure ended. */
    long losses() {
        return losses;
    }

    /** Device seconds of those attempts. */
    double lostSeconds() {
        return lostSeconds;
    }
}
