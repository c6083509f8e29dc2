package org.hybridscheduler.simulation.engine;

import java.util.List;
import java.util.Map;

/**
 * Event: what happened in a run since the one before.
 *
 * @param specification what the run is
 * @param outcomes tasks that every strategy is done with by now
 * @param inFlight tasks that arrived and that some strategy is not done with
 * @param decisionNanos wall-clock time of each decision, by strategy, as {@link DecisionListener} counts them. The
 *     arrays are shared: not to be changed
 */
public record TasksResolved(long runId, RunSpecification specification, List<TaskOutcome> outcomes, int inFlight,
        Map<String, long[]> decisionNanos) {

    public TasksResolved {
        outcomes = List.copyOf(outcomes);
        decisionNanos = Map.copyOf(decisionNanos);
    }
}
