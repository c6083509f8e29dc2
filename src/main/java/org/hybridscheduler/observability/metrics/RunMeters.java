package org.hybridscheduler.observability.metrics;

import java.util.List;
import org.hybridscheduler.simulation.engine.TaskOutcome;
import org.hybridscheduler.simulation.engine.TasksResolved;

/**
 * The meters of one run's strategies.
 *
 * @param strategies in the run's order
 */
record RunMeters(long runId, List<String> strategies, List<StrategyMeters> meters) {

    /** Those of the run that the event tells of. */
    static RunMeters of(TasksResolved event, Meters meters) {
        List<String> strategies = event.specification().strategies();
        return new RunMeters(event.runId(), strategies, strategies.stream().map(strategy ->
                new StrategyMeters(meters, strategy, event.specification().cluster())).toList());
    }

    void add(TasksResolved event) {
        for (int i = 0; i < strategies.size(); i++) {
            int strategy = i;
            List<TaskOutcome> tasks = event.outcomes();
            if (!tasks.isEmpty()) {
                meters.get(i).add(tasks.stream().map(task -> task.outcomes().get(strategy)).toList());
            }
            meters.get(i).decided(event.decisionNanos().getOrDefault(strategies.get(i), new long[0]));
        }
    }
}
