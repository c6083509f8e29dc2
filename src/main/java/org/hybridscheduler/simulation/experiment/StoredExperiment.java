package org.hybridscheduler.simulation.experiment;

import java.time.Instant;
import java.util.Objects;

/**
 * An experiment as the store knows it.
 *
 * @param hash of the specification
 * @param specification as JSON
 * @param cells of the specification
 * @param failedCells those that have no result
 * @param finishedAt wall-clock time of its end; {@code null} before
 * @param failure why it failed, or {@code null}
 */
public record StoredExperiment(long id, String hash, String specification, ExperimentState state, int cells,
        int failedCells, Instant createdAt, Instant finishedAt, String failure) {

    public StoredExperiment {
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(specification, "specification");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    /** The same in another state. */
    public StoredExperiment in(ExperimentState other) {
        return new StoredExperiment(id, hash, specification, other, cells, failedCells, createdAt, finishedAt, failure);
    }
}
