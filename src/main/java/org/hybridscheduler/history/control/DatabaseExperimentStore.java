package org.hybridscheduler.history.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hybridscheduler.simulation.experiment.ExperimentState;
import org.hybridscheduler.simulation.experiment.ExperimentStore;
import org.hybridscheduler.simulation.experiment.StoredExperiment;
import org.hybridscheduler.simulation.experiment.report.Reports;

/** Keeps experiments in the database, once it is there. */
@ApplicationScoped
public class DatabaseExperimentStore implements ExperimentStore {

    @Inject
    DatabaseGate gate;

    @Inject
    ExperimentRepository experiments;

    @Override
    public StoredExperiment add(String hash, String specification, int cells, Instant createdAt, int keep) {
        return gate.call("add an experiment", () -> experiments.add(hash, specification, cells, createdAt, keep));
    }

    @Override
    public void running(long id) {
        gate.call("note that experiment " + id + " runs", () -> {
            experiments.running(id);
            return null;
        });
    }

    @Override
    public void finished(long id, int failedCells, Reports reports, Instant finishedAt) {
        ended(id, ExperimentState.FINISHED, failedCells, null, reports, finishedAt);
    }

    @Override
    public void ended(long id, ExperimentState state, String failure, Instant finishedAt) {
        ended(id, state, 0, failure, null, finishedAt);
    }

    private void ended(long id, ExperimentState state, int failedCells, String failure, Reports reports,
            Instant finishedAt) {
        gate.call("note that experiment " + id + " is " + state.word(), () -> {
            experiments.ended(id, state, failedCells, failure, reports, finishedAt);
            return null;
        });
    }

    @Override
    public Optional<StoredExperiment> find(long id) {
        return gate.call("read experiment " + id, () -> experiments.find(id));
    }

    @Override
    public List<StoredExperiment> latest(int limit) {
        return gate.call("read the latest experiments", () -> experiments.latest(limit));
    }

    @Override
    public Optional<String> report(long id, Reports.Format format) {
        return gate.call("read a report of experiment " + id, () -> experiments.report(id, format));
    }

    @Override
    public boolean remove(long id) {
        return gate.call("remove experiment " + id, () -> experiments.remove(id));
    }
}
