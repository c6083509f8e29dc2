package org.hybridscheduler.history.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hybridscheduler.evaluation.QuantileSketch;
import org.hybridscheduler.history.entity.RunRow;
import org.hybridscheduler.history.entity.SchedulerTotalsRow;
import org.hybridscheduler.simulation.engine.RunState;
import org.hybridscheduler.simulation.engine.RunTotals;
import org.hybridscheduler.simulation.engine.StoredRun;

/** Runs in the database. */
@ApplicationScoped
@Transactional
public class RunRepository {

    @PersistenceContext(unitName = "history")
    EntityManager entities;

    /** Adds a run; its first task's id follows the last one that the run before it has stored. */
    @DatabaseQuery(operation = "insert", table = "run")
    public StoredRun begin(String specification, String hash, List<String> strategies, List<String> features,
            Instant startedAt) {
        long firstTaskId = latestRow().map(run -> run.firstTaskId() + run.completed().next()).orElse(1L);
        RunRow run = new RunRow(specification, hash, features, firstTaskId, startedAt);
        entities.persist(run);
        RunTotals.Figures nothing = new RunTotals(strategies).figures();
        nothing.strategies().forEach((name, figures) ->
                entities.persist(new SchedulerTotalsRow(run.id(), name, strategies.indexOf(name), figures)));
        return stored(run, nothing);
    }

    /** The run that began last, if there ever was one. */
    @DatabaseQuery(operation = "select", table = "run")
    public Optional<StoredRun> latest() {
        return latestRow().map(run -> stored(run, StoredTotals.of(entities, run)));
    }

    /** Notes a run's state. */
    @DatabaseQuery(operation = "update", table = "run")
    public void changed(long runId, RunState state) {
        entities.createQuery("update RunRow r set r.state = :state where r.id = :run")
                .setParameter("state", state).setParameter("run", runId).executeUpdate();
    }

    /** Deletes every task and result and sets every total to nothing; the runs stay. Returns the rows deleted. */
    @DatabaseQuery(operation = "delete", table = "result")
    public long clear() {
        // First the runs: their locks let a batch that is being written end, and its successor see a new version.
        entities.createQuery("update RunRow r set r.version = r.version + 1, r.countedTasks = 0,"
                + " r.totalLowerBound = 0").executeUpdate();
        long rows = entities.createQuery("delete from ResultRow r").executeUpdate();
        rows += entities.createQuery("delete from TaskRow t").executeUpdate();
        entities.createQuery("""
                update SchedulerTotalsRow s set s.finished = 0, s.rejected = 0, s.wins = 0, s.totalTurnaround = 0,
                    s.shortestTurnaround = null, s.longestTurnaround = null, s.totalWaiting = 0,
                    s.totalBoundedSlowdown = 0, s.taskEnergy = 0, s.totalCost = 0, s.cpuBusySeconds = 0,
                    s.gpuBusySeconds = 0, s.makespan = 0, s.turnarounds = :none,
                    s.groupSlowdowns = null""")
                .setParameter("none", new QuantileSketch().toBytes()).executeUpdate();
        return rows;
    }

    private Optional<RunRow> latestRow() {
        return entities.createQuery("select r from RunRow r order by r.id desc", RunRow.class)
                .setMaxResults(1).getResultStream().findFirst();
    }

    private static StoredRun stored(RunRow run, RunTotals.Figures totals) {
        return new StoredRun(run.id(), run.specification(), run.hash(), run.state(), run.firstTaskId(),
                run.startedAt(), run.completed(), totals);
    }
}
