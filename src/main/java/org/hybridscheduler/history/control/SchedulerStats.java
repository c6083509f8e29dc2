package org.hybridscheduler.history.control;

import java.util.Optional;
import org.hybridscheduler.evaluation.StrategyTotals;

/**
 * A strategy's aggregates over the latest run; a time is null while no task has finished.
 *
 * @param count finished tasks
 * @param avgTime seconds from arrival to finish, like the other times
 * @param totalEnergy joules
 * @param totalCost US dollars
 * @param runId the latest run, null before the first
 */
public record SchedulerStats(String schedulerName, long count, Double avgTime, Double minTime, Double maxTime,
        Double p50Time, Double p95Time, double totalEnergy, double totalCost, long wins, long rejected, Long runId) {

    static SchedulerStats of(String scheduler, Optional<Long> runId, StrategyTotals.Figures figures) {
        return new SchedulerStats(scheduler, figures.finished(), known(figures.meanTurnaround()),
                known(figures.shortestTurnaround()), known(figures.longestTurnaround()),
                known(figures.turnaroundQuantile(0.5)), known(figures.turnaroundQuantile(0.95)), figures.taskEnergy(),
                figures.totalCost(), figures.wins(), figures.rejected(), runId.orElse(null));
    }

    private static Double known(double figure) {
        return Double.isNaN(figure) ? null : figure;
    }
}
