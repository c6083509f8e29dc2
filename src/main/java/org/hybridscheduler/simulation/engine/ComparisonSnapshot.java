package org.hybridscheduler.simulation.engine;

import java.util.List;
import java.util.Map;
import org.hybridscheduler.scheduling.ModelStatus;

/**
 * A run at one moment: immutable, for readers on other threads.
 *
 * @param runId the run's number
 * @param specification what the run is
 * @param featureNames names of the tasks' features, in their order; empty before the first task arrived since the process
 *     started
 * @param totals over the tasks that every strategy is done with
 * @param clusters each strategy's cluster; empty before the first task arrived since the process started
 * @param arrived tasks of the run that arrived
 * @param inFlight of these, the ones that some strategy is not done with
 * @param simulatedSeconds simulated time of the latest arrival
 * @param latest the last task that every strategy was done with, or {@code null} before there was one
 * @param coldStartRules the rule that a strategy goes by while it has no data, by strategy; only of those without data
 * @param models how a strategy's model is, by strategy; only of those with a model
 * @param delegates the rule that decides for a strategy, by strategy; only of those that let one
 */
public record ComparisonSnapshot(long runId, RunSpecification specification, List<String> featureNames,
        RunTotals.Figures totals, List<ClusterStatus> clusters, long arrived, int inFlight, double simulatedSeconds,
        TaskOutcome latest, Map<String, String> coldStartRules, Map<String, ModelStatus> models,
        Map<String, String> delegates) {

    public ComparisonSnapshot {
        featureNames = List.copyOf(featureNames);
        clusters = List.copyOf(clusters);
        coldStartRules = Map.copyOf(coldStartRules);
        models = Map.copyOf(models);
        delegates = Map.copyOf(delegates);
    }
}
