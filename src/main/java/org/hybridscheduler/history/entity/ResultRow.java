package org.hybridscheduler.history.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.Objects;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.simulation.engine.Outcome;

/** How one task fared with one strategy; every figure is NULL where it was rejected. */
@Entity
@Table(name = "result")
@IdClass(ResultRow.Key.class)
public class ResultRow {

    /** The primary key. */
    public static class Key {

        private long task;
        private String scheduler;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.task == task && Objects.equals(key.scheduler, scheduler);
        }

        @Override
        public int hashCode() {
            return Objects.hash(task, scheduler);
        }
    }

    // A relation, not a number: it tells EclipseLink to insert tasks before their results.
    @Id
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "task")
    private TaskRow task;
    @Id
    private String scheduler;
    private boolean rejected;
    private boolean won;
    private Integer cpu;
    private Integer gpu;
    @Column(name = "gpu_fraction")
    private Double gpuFraction;
    @Column(name = "start_seconds")
    private Double startSeconds;
    @Column(name = "finish_seconds")
    private Double finishSeconds;
    private Double turnaround;
    private Double waiting;
    @Column(name = "bounded_slowdown")
    private Double boundedSlowdown;
    @Column(name = "cpu_seconds")
    private Double cpuSeconds;
    @Column(name = "gpu_seconds")
    private Double gpuSeconds;
    private Double energy;
    private Double cost;

    protected ResultRow() {
    }

    /** The row of an outcome; {@code won}: no other strategy finished the task sooner. */
    public ResultRow(TaskRow task, Outcome outcome, boolean won) {
        this.task = task;
        this.won = won;
        scheduler = outcome.strategy();
        rejected = outcome.rejected();
        startSeconds = Unknown.toNull(outcome.startSeconds());
        finishSeconds = Unknown.toNull(outcome.finishSeconds());
        turnaround = Unknown.toNull(outcome.turnaroundSeconds());
        waiting = Unknown.toNull(outcome.waitingSeconds());
        boundedSlowdown = Unknown.toNull(outcome.boundedSlowdown());
        cpuSeconds = Unknown.toNull(outcome.cpuSeconds());
        gpuSeconds = Unknown.toNull(outcome.gpuSeconds());
        energy = Unknown.toNull(outcome.energyJoules());
        cost = Unknown.toNull(outcome.costUsd());
        if (outcome.placement() != null) {
            place(outcome.placement());
        }
    }

    private void place(Placement placement) {
        cpu = placement.cpu() < 0 ? null : Integer.valueOf(placement.cpu());
        gpu = placement.gpu() < 0 ? null : Integer.valueOf(placement.gpu());
        gpuFraction = placement.gpuFraction();
    }
}
