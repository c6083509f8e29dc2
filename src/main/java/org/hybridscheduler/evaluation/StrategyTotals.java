package org.hybridscheduler.evaluation;

import java.util.Objects;

/** Running totals of one strategy over the tasks of one run. Not thread-safe. */
public final class StrategyTotals {

    private long finished;
    private long rejected;
    private long wins;
    private double turnaround;
    private double shortestTurnaround = Double.NaN;
    private double longestTurnaround = Double.NaN;
    private double waiting;
    private double boundedSlowdown;
    private double energy;
    private double cost;
    private double cpuBusy;
    private double gpuBusy;
    private double makespan;
    private final QuantileSketch turnarounds;
    private final GroupSlowdowns groups;

    public StrategyTotals() {
        turnarounds = new QuantileSketch();
        groups = new GroupSlowdowns();
    }

    /** Goes on from figures that were stored. */
    public StrategyTotals(Figures figures) {
        finished = figures.finished();
        rejected = figures.rejected();
        wins = figures.wins();
        turnaround = figures.totalTurnaround();
        shortestTurnaround = figures.shortestTurnaround();
        longestTurnaround = figures.longestTurnaround();
        waiting = figures.totalWaiting();
        boundedSlowdown = figures.totalBoundedSlowdown();
        energy = figures.taskEnergy();
        cost = figures.totalCost();
        cpuBusy = figures.cpuBusySeconds();
        gpuBusy = figures.gpuBusySeconds();
        makespan = figures.makespan();
        turnarounds = figures.turnarounds().copy();
        groups = figures.groups().copy();
    }

    /**
     * What one finished task adds.
     *
     * @param group of the task, or {@code null}
     * @param turnaround seconds from arrival to finish
     * @param waiting seconds from arrival to start
     * @param boundedSlowdown at least 1
     * @param energy joules drawn by the devices while they worked on it
     * @param cost US dollars
     * @param cpuBusy seconds that a CPU worked on it
     * @param gpuBusy seconds that a GPU worked on it
     * @param finish simulated time at which it finished
     */
    public record FinishedTask(String group, double turnaround, double waiting, double boundedSlowdown, double energy,
            double cost, double cpuBusy, double gpuBusy, double finish) {
    }

    /** Counts a finished task; {@code won}: no other strategy finished it sooner. */
    public void finished(FinishedTask task, boolean won) {
        finished++;
        if (won) {
            wins++;
        }
        turnaround += task.turnaround();
        shortestTurnaround = finished == 1 ? task.turnaround() : Math.min(shortestTurnaround, task.turnaround());
        longestTurnaround = finished == 1 ? task.turnaround() : Math.max(longestTurnaround, task.turnaround());
        waiting += task.waiting();
        boundedSlowdown += task.boundedSlowdown();
        energy += task.energy();
        cost += task.cost();
        cpuBusy += task.cpuBusy();
        gpuBusy += task.gpuBusy();
        makespan = Math.max(makespan, task.finish());
        turnarounds.add(task.turnaround());
        groups.add(task.group(), task.boundedSlowdown());
    }

    /** Counts a task that the strategy's cluster turned away. */
    public void rejected() {
        rejected++;
    }

    /** The figures as they are now, detached from what follows. */
    public Figures figures() {
        return new Figures(finished, rejected, wins, turnaround, shortestTurnaround, longestTurnaround, waiting,
                boundedSlowdown, energy, cost, cpuBusy, gpuBusy, makespan, turnarounds.copy(), groups.copy());
    }

    /**
     * Totals at one moment. Means and quantiles are NaN while no task has finished.
     *
     * @param totalTurnaround seconds, summed over finished tasks
     * @param shortestTurnaround seconds, NaN before the first
     * @param longestTurnaround seconds, NaN before the first
     * @param totalWaiting seconds, summed
     * @param totalBoundedSlowdown summed
     * @param taskEnergy joules drawn by devices while they worked on tasks
     * @param totalCost US dollars
     * @param cpuBusySeconds seconds that CPUs worked
     * @param gpuBusySeconds seconds that GPUs worked
     * @param makespan simulated time of the latest finish, 0 before the first
     * @param turnarounds distribution of the turnaround times
     * @param groups how each group of tasks fared
     */
    public record Figures(long finished, long rejected, long wins, double totalTurnaround, double shortestTurnaround,
            double longestTurnaround, double totalWaiting, double totalBoundedSlowdown, double taskEnergy,
            double totalCost, double cpuBusySeconds, double gpuBusySeconds, double makespan,
            QuantileSketch turnarounds, GroupSlowdowns groups) {

        public Figures {
            Objects.requireNonNull(turnarounds, "turnarounds");
            Objects.requireNonNull(groups, "groups");
        }

        public double meanTurnaround() {
            return mean(totalTurnaround);
        }

        public double meanWaiting() {
            return mean(totalWaiting);
        }

        public double meanBoundedSlowdown() {
            return mean(totalBoundedSlowdown);
        }

        /** The turnaround time that the given share, 0 to 1, of the finished tasks does not exceed. */
        public double turnaroundQuantile(double share) {
            return turnarounds.quantile(share);
        }

        /** Finished tasks for each simulated second until the latest finish; NaN before the first. */
        public double throughput() {
            return finished == 0 ? Double.NaN : finished / makespan;
        }

        /** How alike groups of tasks fared, see {@link GroupSlowdowns#jainIndex}. */
        public double fairness() {
            return groups.jainIndex();
        }

        private double mean(double total) {
            return finished == 0 ? Double.NaN : total / finished;
        }
    }
}
