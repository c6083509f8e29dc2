package org.hybridscheduler.simulation.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridscheduler.scheduling.ModelLearning;
import org.hybridscheduler.scheduling.SchedulingStrategy;
import org.hybridscheduler.simulation.engine.Comparison;
import org.hybridscheduler.simulation.engine.RunSpecification;
import org.hybridscheduler.simulation.engine.RunTotals;

/** A run that is ready to go. */
record PreparedRun(RunSpecification specification, Comparison comparison, Map<String, SchedulingStrategy> strategies,
        DecisionTimes decisions, RunTotals totals, List<String> featureNames) {

    /** Those of the strategies that learn a model, by name, in the run's order. */
    Map<String, ModelLearning> modelLearners() {
        Map<String, ModelLearning> learners = new LinkedHashMap<>();
        strategies.forEach((name, strategy) -> {
            if (strategy instanceof ModelLearning learner) {
                learners.put(name, learner);
            }
        });
        return learners;
    }
}
