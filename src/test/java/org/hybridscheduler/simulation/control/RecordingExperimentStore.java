package org.hybridscheduler.simulation.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hybridscheduler.simulation.engine.RunStoreException;
import org.hybridscheduler.simulation.experiment.ExperimentState;
import org.hybridscheduler.simulation.experiment.ExperimentStore;
import org.hybridscheduler.simulation.experiment.StoredExperiment;
import org.hybridscheduler.simulation.experiment.report.Reports;

/** A store in memory that can be out of reach. */
final class RecordingExperimentStore implements ExperimentStore {

    private final TreeMap<Long, StoredExperiment> experiments = new TreeMap<>(Collections.reverseOrder());
    private final Map<Long, Reports> reports = new TreeMap<>();
    private int failures;

    /** Lets so many notes fail. */
    synchronized void fail(int times) {
        failures = times;
    }

    private void reach() {
        if (failures > 0) {
            failures--;
            throw new RunStoreException("out of reach", null);
        }
    }

    @Override
    public synchronized StoredExperiment add(String hash, String specification, int cells, Instant createdAt, int keep) {
        long id = experiments.size() + 1;
        experiments.put(id, new StoredExperiment(id, hash, specification, ExperimentState.QUEUED, cells, 0, createdAt,
                null, null));
        return experiments.get(id);
    }

    @Override
    public synchronized void running(long id) {
        reach();
        experiments.computeIfPresent(id, (key, one) -> one.in(ExperimentState.RUNNING));
    }

    @Override
    public synchronized void finished(long id, int failedCells, Reports result, Instant finishedAt) {
        reach();
        reports.put(id, result);
        end(id, ExperimentState.FINISHED, failedCells, null, finishedAt);
    }

    @Override
    public synchronized void ended(long id, ExperimentState state, String failure, Instant finishedAt) {
        reach();
        end(id, state, 0, failure, finishedAt);
    }

    private void end(long id, ExperimentState state, int failedCells, String failure, Instant finishedAt) {
        experiments.computeIfPresent(id, (key, one) -> new StoredExperiment(id, one.hash(), one.specification(), state,
                one.cells(), failedCells, one.createdAt(), finishedAt, failure));
    }

    @Override
    public synchronized Optional<StoredExperiment> find(long id) {
        return Optional.ofNullable(experiments.get(id));
    }

    @Override
    public synchronized List<StoredExperiment> latest(int limit) {
        return new ArrayList<>(experiments.values()).stream().limit(limit).toList();
    }

    @Override
    public synchronized Optional<String> report(long id, Reports.Format format) {
        return Optional.ofNullable(reports.get(id)).map(each -> each.in(format));
    }

    @Override
    public synchronized boolean remove(long id) {
        return experiments.remove(id) != null;
    }
}
