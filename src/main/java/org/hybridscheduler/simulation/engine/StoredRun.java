package org.hybridscheduler.simulation.engine;

import java.time.Instant;
import java.util.Objects;

/**
 * A run as the store knows it, with the counts of exactly those tasks whose results it holds.
 *
 * @param id the run's number
 * @param specification the specification's text, as given to {@link RunStore#begin}
 * @param hash of the specification
 * @param state as last told
 * @param firstTaskId id of the run's first task: ids of tasks are unique among all runs
 * @param startedAt wall-clock time of the beginning
 * @param completed the places of the stream whose tasks are stored
 * @param totals over the stored tasks
 */
public record StoredRun(long id, String specification, String hash, RunState state, long firstTaskId,
        Instant startedAt, CompletedSequences completed, RunTotals.Figures totals) {

    public StoredRun {
        Objects.requireNonNull(specification, "specification");
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(completed, "completed");
        Objects.requireNonNull(totals, "totals");
    }
}
