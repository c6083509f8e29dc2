package org.hybridscheduler.simulation.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridscheduler.evaluation.BinnedMeans;

/**
 * How much longer tasks took than with the oracle, as a run goes on: per strategy the mean, in seconds of turnaround, over
 * stretches of the tasks that every strategy is done with. A task that one of the two turned away counts in neither.
 * Empty in a run without the oracle. Not thread-safe.
 */
public final class RegretOverTime {

    private static final int FIRST_STRETCH = 50;

    private final Map<String, BinnedMeans> strategies = new LinkedHashMap<>();

    /** Starts with the tasks that come now. */
    public RegretOverTime(List<String> strategies) {
        if (strategies.contains(RunTotals.REFERENCE)) {
            strategies.stream().filter(name -> !name.equals(RunTotals.REFERENCE))
                    .forEach(name -> this.strategies.put(name, new BinnedMeans(FIRST_STRETCH)));
        }
    }

    /** Adds a task. */
    public void add(TaskOutcome task) {
        if (strategies.isEmpty()) {
            return;
        }
        double reference = task.outcomes().stream().filter(outcome -> outcome.strategy().equals(RunTotals.REFERENCE))
                .findFirst().orElseThrow().turnaroundSeconds();
        for (Outcome outcome : task.outcomes()) {
            BinnedMeans means = strategies.get(outcome.strategy());
            if (means != null) {
                means.add(outcome.turnaroundSeconds() - reference);
            }
        }
    }

    /** The stretches so far of a strategy; none of one that the run does not have. */
    public List<BinnedMeans.Point> of(String strategy) {
        BinnedMeans means = strategies.get(strategy);
        return means == null ? List.of() : means.points();
    }
}
