package org.hybridscheduler.history.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hybridscheduler.history.entity.ExperimentReportRow;
import org.hybridscheduler.history.entity.ExperimentRow;
import org.hybridscheduler.simulation.experiment.ExperimentState;
import org.hybridscheduler.simulation.experiment.StoredExperiment;
import org.hybridscheduler.simulation.experiment.report.Reports;

/** Experiments in the database. One that was removed meanwhile is passed over. */
@ApplicationScoped
@Transactional
public class ExperimentRepository {

    @PersistenceContext(unitName = "history")
    EntityManager entities;

    /** Adds an experiment and removes all but the newest {@code keep}. */
    @DatabaseQuery(operation = "insert", table = "experiment")
    public StoredExperiment add(String hash, String specification, int cells, Instant createdAt, int keep) {
        ExperimentRow row = new ExperimentRow(hash, specification, cells, createdAt);
        entities.persist(row);
        entities.flush();
        List<Long> newest = entities.createQuery("select e.id from ExperimentRow e order by e.id desc", Long.class)
                .setFirstResult(keep - 1).setMaxResults(1).getResultList();
        if (!newest.isEmpty()) {
            entities.createQuery("delete from ExperimentReportRow r where r.experimentId < :oldest")
                    .setParameter("oldest", newest.get(0)).executeUpdate();
            entities.createQuery("delete from ExperimentRow e where e.id < :oldest")
                    .setParameter("oldest", newest.get(0)).executeUpdate();
        }
        return row.stored();
    }

    /** Notes that it runs. */
    @DatabaseQuery(operation = "update", table = "experiment")
    public void running(long id) {
        row(id).ifPresent(ExperimentRow::run);
    }

    /** Notes how it ended; a finished one has reports, others {@code null}. */
    @DatabaseQuery(operation = "update", table = "experiment")
    public void ended(long id, ExperimentState state, int failedCells, String failure, Reports reports,
            Instant finishedAt) {
        row(id).ifPresent(row -> {
            row.end(state, failedCells, failure, finishedAt);
            if (reports != null) {
                for (Reports.Format format : Reports.Format.values()) {
                    entities.persist(new ExperimentReportRow(id, format, reports.in(format)));
                }
            }
        });
    }

    @DatabaseQuery(operation = "select", table = "experiment")
    public Optional<StoredExperiment> find(long id) {
        return row(id).map(ExperimentRow::stored);
    }

    /** The latest ones, newest first. */
    @DatabaseQuery(operation = "select", table = "experiment")
    public List<StoredExperiment> latest(int limit) {
        return entities.createQuery("select e from ExperimentRow e order by e.id desc", ExperimentRow.class)
                .setMaxResults(limit).getResultStream().map(ExperimentRow::stored).toList();
    }

    @DatabaseQuery(operation = "select", table = "experiment_report")
    public Optional<String> report(long id, Reports.Format format) {
        return entities.createQuery("""
                select r.body from ExperimentReportRow r where r.experimentId = :id and r.format = :format""", String.class)
                .setParameter("id", id).setParameter("format", format).getResultStream().findFirst();
    }

    /** Removes an experiment with its reports; answers whether there was one. */
    @DatabaseQuery(operation = "delete", table = "experiment")
    public boolean remove(long id) {
        entities.createQuery("delete from ExperimentReportRow r where r.experimentId = :id").setParameter("id", id)
                .executeUpdate();
        return entities.createQuery("delete from ExperimentRow e where e.id = :id").setParameter("id", id)
                .executeUpdate() > 0;
    }

    private Optional<ExperimentRow> row(long id) {
        return Optional.ofNullable(entities.find(ExperimentRow.class, id));
    }
}
