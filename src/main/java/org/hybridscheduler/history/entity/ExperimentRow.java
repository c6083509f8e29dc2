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
import org.hybridscheduler.simulation.experiment.ExperimentState;
import org.hybridscheduler.simulation.experiment.StoredExperiment;

/** An experiment; its reports are rows of their own. */
@Entity
@Table(name = "experiment")
public class ExperimentRow {

    @Id
    @SequenceGenerator(name = "experiment", sequenceName = "experiment_sequence", allocationSize = 1)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "experiment")
    private long id;
    private String hash;
    private String specification;
    @Enumerated(EnumType.STRING)
    private ExperimentState state;
    private int cells;
    @Column(name = "failed_cells")
    private int failedCells;
    @Column(name = "created_at")
    private OffsetDateTime createdAt;
    @Column(name = "finished_at")
    private OffsetDateTime finishedAt;
    private String failure;

    protected ExperimentRow() {
    }

    /** An experiment that is queued. */
    public ExperimentRow(String hash, String specification, int cells, Instant createdAt) {
        this.hash = hash;
        this.specification = specification;
        this.state = ExperimentState.QUEUED;
        this.cells = cells;
        this.createdAt = createdAt.atOffset(ZoneOffset.UTC);
    }

    /** Notes that it runs. */
    public void run() {
        state = ExperimentState.RUNNING;
    }

    /** Notes how it ended; {@code failure} is null where it did not fail. */
    public void end(ExperimentState state, int failedCells, String failure, Instant finishedAt) {
        this.state = state;
        this.failedCells = failedCells;
        this.failure = failure;
        this.finishedAt = finishedAt.atOffset(ZoneOffset.UTC);
    }

    /** The experiment as those outside know it. */
    public StoredExperiment stored() {
        return new StoredExperiment(id, hash, specification, state, cells, failedCells, createdAt.toInstant(),
                finishedAt == null ? null : finishedAt.toInstant(), failure);
    }

    public long id() {
        return id;
    }
}
