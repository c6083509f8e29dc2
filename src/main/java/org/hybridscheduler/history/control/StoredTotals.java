package org.hybridscheduler.history.control;

import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridscheduler.evaluation.StrategyTotals;
import org.hybridscheduler.history.entity.RunRow;
import org.hybridscheduler.history.entity.SchedulerTotalsRow;
import org.hybridscheduler.simulation.engine.RunTotals;

/** The totals of a run as the database has them. */
final class StoredTotals {

    private StoredTotals() {
    }

    /** One row for each strategy, in the run's order. */
    static List<SchedulerTotalsRow> rows(EntityManager entities, long runId) {
        return entities.createQuery("select s from SchedulerTotalsRow s where s.runId = :run order by s.ordinal",
                SchedulerTotalsRow.class).setParameter("run", runId).getResultList();
    }

    static RunTotals.Figures of(EntityManager entities, RunRow run) {
        Map<String, StrategyTotals.Figures> strategies = new LinkedHashMap<>();
        rows(entities, run.id()).forEach(row -> strategies.put(row.scheduler(), row.figures()));
        return new RunTotals.Figures(run.countedTasks(), run.totalLowerBound(), strategies);
    }
}
