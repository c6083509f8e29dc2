package org.hybridscheduler.history.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.simulation.engine.TaskOutcome;

/** A task that every strategy of its run is done with. Ids grow in storing order. */
@Entity
@Table(name = "task")
public class TaskRow {

    @Id
    @SequenceGenerator(name = "task", sequenceName = "task_sequence", allocationSize = 1000)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "task")
    private long id;
    @Column(name = "run_id")
    private long runId;
    @Column(name = "sequence_number")
    private long sequenceNumber;
    @Column(name = "task_id")
    private long taskId;
    private Double size;
    @Column(name = "compute_intensity")
    private Double computeIntensity;
    @Column(name = "memory_required")
    private Double memoryRequired;
    @Column(name = "memory_per_size")
    private Double memoryPerSize;
    @Column(name = "compute_to_memory")
    private Double computeToMemory;
    @Column(name = "optimal_gpu_fraction")
    private double optimalGpuFraction;
    @Column(name = "optimal_time")
    private double optimalTime;
    @Column(name = "lower_bound")
    private double lowerBound;
    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    protected TaskRow() {
    }

    /** The row of a task whose features have the given names. */
    public TaskRow(long runId, List<String> features, TaskOutcome outcome, Instant createdAt) {
        Task task = outcome.task();
        this.runId = runId;
        sequenceNumber = outcome.sequence();
        taskId = task.id();
        size = feature(task, features.indexOf("size"));
        computeIntensity = feature(task, features.indexOf("compute_intensity"));
        memoryRequired = task.memoryMb() == 0 ? null : Double.valueOf(task.memoryMb());
        memoryPerSize = ratio(memoryRequired, size);
        computeToMemory = ratio(computeIntensity, memoryRequired);
        optimalGpuFraction = outcome.actual().bestGpuFraction();
        optimalTime = outcome.actual().bestSeconds();
        lowerBound = outcome.lowerBoundSeconds();
        this.createdAt = createdAt.atOffset(ZoneOffset.UTC);
    }

    private static Double feature(Task task, int position) {
        return position < 0 ? null : Unknown.toNull(task.features()[position]);
    }

    private static Double ratio(Double dividend, Double divisor) {
        return dividend == null || divisor == null || divisor == 0 ? null : Double.valueOf(dividend / divisor);
    }
}
