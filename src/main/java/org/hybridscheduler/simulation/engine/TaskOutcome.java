package org.hybridscheduler.simulation.engine;

import java.util.List;
import java.util.Objects;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Task;

/**
 * A task that every strategy is done with.
 *
 * @param sequence its place in the run's stream, from 0
 * @param task what strategies saw
 * @param actual what it took on each kind of device; hindsight
 * @param lowerBoundSeconds no placement on this cluster could have finished it in less
 * @param outcomes one for each strategy of the run, in the run's order
 */
public record TaskOutcome(long sequence, Task task, RunTimes actual, double lowerBoundSeconds, List<Outcome> outcomes) {

    public TaskOutcome {
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(actual, "actual");
        outcomes = List.copyOf(outcomes);
    }

    /** Whether no other strategy finished the task sooner; a tie is won by each of those in it. */
    public boolean won(Outcome outcome) {
        if (outcome.rejected()) {
            return false;
        }
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i).turnaroundSeconds() < outcome.turnaroundSeconds()) {
                return false;
            }
        }
        return true;
    }
}
