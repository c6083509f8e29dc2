package org.hybridscheduler.simulation.boundary;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hybridscheduler.simulation.control.LiveSimulation.Phase;
import org.hybridscheduler.simulation.control.LiveSimulation.Status;
import org.hybridscheduler.simulation.engine.ComparisonSnapshot;

/** {@code GET /api/status} on the wire; what is not known is null. */
public record StatusView(boolean isRunning, boolean isPaused, String phase, Long runId, long tasksProcessed,
        long tasksInFlight, Map<String, SchedulerView> metrics, Instant lastRetrainAt, String workload,
        Double paceTasksPerSecond, String failure) {

    /** One strategy's totals: turnaround times in seconds. */
    public record SchedulerView(double totalTime, long tasks, Double avgTime, Double minTime, Double maxTime,
            double totalEnergy, double totalCost, long wins, long rejected) {
    }

    static StatusView of(Status status) {
        Optional<ComparisonSnapshot> comparison = status.comparison();
        Map<String, SchedulerView> metrics = new LinkedHashMap<>();
        comparison.ifPresent(run -> run.totals().strategies().forEach((name, totals) -> metrics.put(name,
                new SchedulerView(totals.totalTurnaround(), totals.finished(), Known.orNull(totals.meanTurnaround()),
                        Known.orNull(totals.shortestTurnaround()), Known.orNull(totals.longestTurnaround()),
                        totals.taskEnergy(), totals.totalCost(), totals.wins(), totals.rejected()))));
        Phase phase = status.phase();
        return new StatusView(phase == Phase.RUNNING || phase == Phase.PAUSED, phase == Phase.PAUSED,
                phase.word(), comparison.map(ComparisonSnapshot::runId).orElse(null),
                status.tasksProcessed(),
                comparison.map(run -> Math.max(0, run.arrived() - status.tasksProcessed())).orElse(0L), metrics,
                status.lastRetrainAt().orElse(null), comparison.map(run -> run.specification().workload()).orElse(null),
                comparison.isPresent() ? status.paceTasksPerSecond() : null, status.failure().orElse(null));
    }
}
