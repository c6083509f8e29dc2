package org.hybridscheduler.history.control;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hybridscheduler.simulation.engine.CompletedSequences;
import org.hybridscheduler.simulation.engine.RunTotals;
import org.hybridscheduler.simulation.engine.TaskOutcome;

/**
 * How far one run is stored, as the database had it at one version. The parts are not changed once they are in here.
 *
 * @param runId the run's number
 * @param version of the run's row; another one there means that somebody else wrote since
 * @param features names of the tasks' features, in their order
 * @param completed the places of the stream that are stored
 * @param totals over the stored tasks, or those since the history was cleared
 */
record RunLedger(long runId, long version, List<String> features, CompletedSequences completed,
        RunTotals.Figures totals) {

    RunLedger {
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(completed, "completed");
        Objects.requireNonNull(totals, "totals");
    }

    /** Those of the outcomes that are not stored yet, each place once. */
    List<TaskOutcome> missing(List<TaskOutcome> outcomes) {
        Set<Long> places = new HashSet<>();
        return outcomes.stream()
                .filter(outcome -> !completed.contains(outcome.sequence()) && places.add(outcome.sequence()))
                .toList();
    }

    /** The ledger once these outcomes are stored too. */
    RunLedger with(List<TaskOutcome> outcomes) {
        CompletedSequences more = completed.copy();
        RunTotals sum = new RunTotals(totals);
        for (TaskOutcome outcome : outcomes) {
            more.add(outcome.sequence());
            sum.add(outcome);
        }
        return new RunLedger(runId, version + 1, features, more, sum.figures());
    }
}
