package org.hybridscheduler.simulation.engine;

import java.util.List;

/**
 * Event: every strategy is done with these tasks.
 *
 * @param inFlight tasks that arrived and that some strategy is not done with
 */
public record TasksResolved(long runId, List<TaskOutcome> outcomes, int inFlight) {

    public TasksResolved {
        outcomes = List.copyOf(outcomes);
    }
}
