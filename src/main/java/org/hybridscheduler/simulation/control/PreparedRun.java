package org.hybridscheduler.simulation.control;

import java.util.List;
import java.util.Map;
import org.hybridscheduler.scheduling.SchedulingStrategy;
import org.hybridscheduler.simulation.engine.Comparison;
import org.hybridscheduler.simulation.engine.RunSpecification;
import org.hybridscheduler.simulation.engine.RunTotals;

/** A run that is ready to go. */
record PreparedRun(RunSpecification specification, Comparison comparison, Map<String, SchedulingStrategy> strategies,
        DecisionTimes decisions, RunTotals totals, List<String> featureNames) {
}
