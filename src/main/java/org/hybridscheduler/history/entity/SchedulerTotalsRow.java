package org.hybridscheduler.history.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.Objects;
import org.hybridscheduler.evaluation.GroupSlowdowns;
import org.hybridscheduler.evaluation.QuantileSketch;
import org.hybridscheduler.evaluation.StrategyTotals.Figures;

/** Totals of one strategy over the counted tasks of one run. */
@Entity
@Table(name = "scheduler_totals")
@IdClass(SchedulerTotalsRow.Key.class)
public class SchedulerTotalsRow {

    /** The primary key. */
    public static class Key {

        private long runId;
        private String scheduler;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.runId == runId && Objects.equals(key.scheduler, scheduler);
        }

        @Override
        public int hashCode() {
            return Objects.hash(runId, scheduler);
        }
    }

    @Id
    @Column(name = "run_id")
    private long runId;
    @Id
    private String scheduler;
    private int ordinal;
    private long finished;
    private long rejected;
    private long wins;
    @Column(name = "total_turnaround")
    private double totalTurnaround;
    @Column(name = "shortest_turnaround")
    private Double shortestTurnaround;
    @Column(name = "longest_turnaround")
    private Double longestTurnaround;
    @Column(name = "total_waiting")
    private double totalWaiting;
    @Column(name = "total_bounded_slowdown")
    private double totalBoundedSlowdown;
    @Column(name = "task_energy")
    private double taskEnergy;
    @Column(name = "total_cost")
    private double totalCost;
    @Column(name = "cpu_busy_seconds")
    private double cpuBusySeconds;
    @Column(name = "gpu_busy_seconds")
    private double gpuBusySeconds;
    private double makespan;
    private byte[] turnarounds;
    /** Null where another version, which knew no groups, stored the row. */
    @Column(name = "group_slowdowns")
    private byte[] groupSlowdowns;

    protected SchedulerTotalsRow() {
    }

    /** The row of a strategy of a run, at its place among the run's strategies. */
    public SchedulerTotalsRow(long runId, String scheduler, int ordinal, Figures figures) {
        this.runId = runId;
        this.scheduler = scheduler;
        this.ordinal = ordinal;
        replace(figures);
    }

    /** Replaces every figure. */
    public final void replace(Figures figures) {
        finished = figures.finished();
        rejected = figures.rejected();
        wins = figures.wins();
        totalTurnaround = figures.totalTurnaround();
        shortestTurnaround = Unknown.toNull(figures.shortestTurnaround());
        longestTurnaround = Unknown.toNull(figures.longestTurnaround());
        totalWaiting = figures.totalWaiting();
        totalBoundedSlowdown = figures.totalBoundedSlowdown();
        taskEnergy = figures.taskEnergy();
        totalCost = figures.totalCost();
        cpuBusySeconds = figures.cpuBusySeconds();
        gpuBusySeconds = figures.gpuBusySeconds();
        makespan = figures.makespan();
        turnarounds = figures.turnarounds().toBytes();
        groupSlowdowns = figures.groups().toBytes();
    }

    public String scheduler() {
        return scheduler;
    }

    /** The figures as they were stored. */
    public Figures figures() {
        return new Figures(finished, rejected, wins, totalTurnaround, Unknown.toNaN(shortestTurnaround),
                Unknown.toNaN(longestTurnaround), totalWaiting, totalBoundedSlowdown, taskEnergy, totalCost,
                cpuBusySeconds, gpuBusySeconds, makespan, QuantileSketch.fromBytes(turnarounds),
                groupSlowdowns == null ? new GroupSlowdowns() : GroupSlowdowns.fromBytes(groupSlowdowns));
    }
}
