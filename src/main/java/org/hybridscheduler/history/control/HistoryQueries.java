package org.hybridscheduler.history.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.hybridscheduler.evaluation.StrategyTotals;
import org.hybridscheduler.history.entity.SchedulerTotalsRow;

/** What clients ask of the history, as projections: no entity is managed or copied. */
@ApplicationScoped
@Transactional
public class HistoryQueries {

    private static final int TIMEOUT_MILLIS = 5000;

    @PersistenceContext(unitName = "history")
    EntityManager entities;

    /** The latest tasks, newest first, at most {@code limit}. */
    @DatabaseQuery(operation = "select", table = "task")
    public List<TrainingRow> trainingRows(int limit) {
        return bounded(entities.createQuery("""
                select new org.hybridscheduler.history.control.TrainingRow(t.taskId, t.size, t.computeIntensity,
                    t.memoryRequired, t.memoryPerSize, t.computeToMemory, t.optimalGpuFraction, t.optimalTime,
                    t.createdAt)
                from TaskRow t order by t.id desc""", TrainingRow.class)).setMaxResults(limit).getResultList();
    }

    /** The latest tasks, newest first, at most {@code limit}. */
    @DatabaseQuery(operation = "select", table = "task")
    public List<ComparedTask> comparedTasks(int limit) {
        return bounded(entities.createQuery("""
                select new org.hybridscheduler.history.control.ComparedTask(t.id, t.taskId, t.runId, t.size,
                    t.computeIntensity, t.memoryRequired, t.createdAt)
                from TaskRow t order by t.id desc""", ComparedTask.class)).setMaxResults(limit).getResultList();
    }

    /** The results of the tasks between two rows, both included. */
    @DatabaseQuery(operation = "select", table = "result")
    public List<ComparedResult> comparedResults(long firstId, long lastId) {
        return bounded(entities.createQuery("""
                select new org.hybridscheduler.history.control.ComparedResult(r.task.id, r.scheduler, r.turnaround,
                    r.waiting, r.energy, r.cost, r.gpuFraction, r.rejected, r.won)
                from ResultRow r where r.task.id between :first and :last
                order by r.task.id, r.scheduler""", ComparedResult.class))
                .setParameter("first", firstId).setParameter("last", lastId).getResultList();
    }

    /** The number of the run that began last. */
    @DatabaseQuery(operation = "select", table = "run")
    public Optional<Long> latestRun() {
        return Optional.ofNullable(
                bounded(entities.createQuery("select max(r.id) from RunRow r", Long.class)).getSingleResult());
    }

    /** A strategy's totals in a run, if it is in that run. */
    @DatabaseQuery(operation = "select", table = "scheduler_totals")
    public Optional<StrategyTotals.Figures> totals(long runId, String scheduler) {
        return bounded(entities.createQuery(
                "select s from SchedulerTotalsRow s where s.runId = :run and s.scheduler = :scheduler",
                SchedulerTotalsRow.class)).setParameter("run", runId).setParameter("scheduler", scheduler)
                .getResultStream().findFirst().map(SchedulerTotalsRow::figures);
    }

    private static <T> TypedQuery<T> bounded(TypedQuery<T> query) {
        return query.setHint("jakarta.persistence.query.timeout", TIMEOUT_MILLIS);
    }
}
