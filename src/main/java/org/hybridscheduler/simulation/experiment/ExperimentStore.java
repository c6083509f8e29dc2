package org.hybridscheduler.simulation.experiment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hybridscheduler.simulation.experiment.report.Reports;

/**
 * Where experiments and their reports are kept. Each method throws {@link
 * org.hybridscheduler.simulation.engine.RunStoreException} when the store is out of reach.
 */
public interface ExperimentStore {

    /**
     * Adds an experiment that is queued, and removes the oldest ones.
     *
     * @param hash of the specification
     * @param specification as JSON
     * @param keep how many there may be with the new one, at least 1
     */
    StoredExperiment add(String hash, String specification, int cells, Instant createdAt, int keep);

    /** Notes that it runs. */
    void running(long id);

    /** Notes that it finished, with its reports. */
    void finished(long id, int failedCells, Reports reports, Instant finishedAt);

    /** Notes that it ended without a result: cancelled, or failed, then with the reason, else {@code null}. */
    void ended(long id, ExperimentState state, String failure, Instant finishedAt);

    Optional<StoredExperiment> find(long id);

    /** The latest ones, newest first. */
    List<StoredExperiment> latest(int limit);

    /** A report of an experiment that finished. */
    Optional<String> report(long id, Reports.Format format);

    /** Removes an experiment with its reports; answers whether there was one. */
    boolean remove(long id);
}
