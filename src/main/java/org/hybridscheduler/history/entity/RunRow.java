package org.hybridscheduler.history.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.hybridscheduler.simulation.engine.CompletedSequences;
import org.hybridscheduler.simulation.engine.RunState;

/** A run and how far it is stored. */
@Entity
@Table(name = "run")
public class RunRow {

    private static final String BETWEEN_FEATURES = "\n";

    @Id
    @SequenceGenerator(name = "run", sequenceName = "run_sequence", allocationSize = 1)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "run")
    private long id;
    private String specification;
    private String hash;
    private String features;
    @Enumerated(EnumType.STRING)
    private RunState state;
    @Column(name = "first_task_id")
    private long firstTaskId;
    @Column(name = "started_at")
    private OffsetDateTime startedAt;
    private long version;
    private String completed;
    @Column(name = "counted_tasks")
    private long countedTasks;
    @Column(name = "total_lower_bound")
    private double totalLowerBound;

    protected RunRow() {
    }

    /** A run that begins; {@code features} are the names of its tasks' features, in their order. */
    public RunRow(String specification, String hash, List<String> features, long firstTaskId, Instant startedAt) {
        this.specification = specification;
        this.hash = hash;
        this.features = String.join(BETWEEN_FEATURES, features);
        this.state = RunState.RUNNING;
        this.firstTaskId = firstTaskId;
        this.startedAt = startedAt.atOffset(ZoneOffset.UTC);
        this.completed = new CompletedSequences().toString();
    }

    /** Notes how far the run is stored, and that it changed. */
    public void advance(CompletedSequences completed, long countedTasks, double totalLowerBound) {
        version++;
        this.completed = completed.toString();
        this.countedTasks = countedTasks;
        this.totalLowerBound = totalLowerBound;
    }

    public long id() {
        return id;
    }

    public String specification() {
        return specification;
    }

    public String hash() {
        return hash;
    }

    public List<String> features() {
        return List.of(features.split(BETWEEN_FEATURES));
    }

    public RunState state() {
        return state;
    }

    public long firstTaskId() {
        return firstTaskId;
    }

    public Instant startedAt() {
        return startedAt.toInstant();
    }

    /** Changes with each batch and each clearing. */
    public long version() {
        return version;
    }

    public CompletedSequences completed() {
        return CompletedSequences.parse(completed);
    }

    /** The tasks that the run's totals count. */
    public long countedTasks() {
        return countedTasks;
    }

    /** Seconds, summed over the counted tasks. */
    public double totalLowerBound() {
        return totalLowerBound;
    }
}
