package org.hybridscheduler.history.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.hybridscheduler.history.entity.ResultRow;
import org.hybridscheduler.history.entity.RunRow;
import org.hybridscheduler.history.entity.TaskRow;
import org.hybridscheduler.simulation.engine.Outcome;
import org.hybridscheduler.simulation.engine.TaskOutcome;

/** Outcomes in the database. */
@ApplicationScoped
@Transactional
public class JpaOutcomeStore implements OutcomeStore {

    @PersistenceContext(unitName = "history")
    EntityManager entities;

    @Override
    @DatabaseQuery(operation = "select", table = "run")
    public RunLedger ledger(long runId) {
        RunRow run = entities.find(RunRow.class, runId);
        if (run == null) {
            throw new IllegalArgumentException("No run " + runId + ". Maybe the database was replaced meanwhile?");
        }
        return new RunLedger(runId, run.version(), run.features(), run.completed(),
                StoredTotals.of(entities, run));
    }

    @Override
    @DatabaseQuery(operation = "insert", table = "result")
    public boolean store(RunLedger before, RunLedger after, List<TaskOutcome> outcomes, Instant createdAt) {
        // The lock lets a batch whose commit is still on its way, or a clearing, end first: then the version tells.
        RunRow run = entities.find(RunRow.class, before.runId(), LockModeType.PESSIMISTIC_WRITE);
        if (run == null || run.version() != before.version()) {
            return false;
        }
        for (TaskOutcome outcome : outcomes) {
            TaskRow task = new TaskRow(before.runId(), before.features(), outcome, createdAt);
            entities.persist(task);
            for (Outcome result : outcome.outcomes()) {
                entities.persist(new ResultRow(task, result, outcome.won(result)));
            }
        }
        run.advance(after.completed(), after.totals().tasks(), after.totals().totalLowerBound());
        StoredTotals.rows(entities, run.id())
                .forEach(row -> row.replace(after.totals().strategies().get(row.scheduler())));
        return true;
    }

    @Override
    @DatabaseQuery(operation = "select", table = "task")
    public long countTasks() {
        return entities.createQuery("select count(t) from TaskRow t", Long.class).getSingleResult();
    }

    @Override
    @DatabaseQuery(operation = "delete", table = "result")
    public int deleteOldest(int tasks) {
        List<Long> oldest = entities.createQuery("select t.id from TaskRow t order by t.id", Long.class)
                .setMaxResults(tasks).getResultList();
        if (oldest.isEmpty()) {
            return 0;
        }
        long last = oldest.get(oldest.size() - 1);
        entities.createQuery("delete from ResultRow r where r.task.id <= :last")
                .setParameter("last", last).executeUpdate();
        return entities.createQuery("delete from TaskRow t where t.id <= :last")
                .setParameter("last", last).executeUpdate();
    }
}
