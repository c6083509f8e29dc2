package org.hybridscheduler.simulation.experiment.report;

import java.util.List;
import org.hybridscheduler.evaluation.StrategyTotals;
import org.hybridscheduler.simulation.experiment.CellResult.Utilization;

/** A figure of one strategy in one cell, declared once for JSON and CSV; NaN where it is not known. */
record Column(String name, Value value) {

    /** Where the figure comes from. */
    @FunctionalInterface
    interface Value {

        double of(StrategyTotals.Figures figures, Utilization utilization);
    }

    /** Seconds, joules of devices at work, US dollars, shares of the time, Jain's index over groups of tasks. */
    static final List<Column> ALL = List.of(
            new Column("finished", (figures, busy) -> figures.finished()),
            new Column("rejected", (figures, busy) -> figures.rejected()),
            new Column("wins", (figures, busy) -> figures.wins()),
            new Column("mean_turnaround", (figures, busy) -> figures.meanTurnaround()),
            new Column("p50", (figures, busy) -> figures.turnaroundQuantile(0.5)),
            new Column("p95", (figures, busy) -> figures.turnaroundQuantile(0.95)),
            new Column("p99", (figures, busy) -> figures.turnaroundQuantile(0.99)),
            new Column("max_turnaround", (figures, busy) -> figures.longestTurnaround()),
            new Column("mean_waiting", (figures, busy) -> figures.meanWaiting()),
            new Column("mean_bounded_slowdown", (figures, busy) -> figures.meanBoundedSlowdown()),
            new Column("fairness", (figures, busy) -> figures.fairness()),
            new Column("makespan", (figures, busy) -> figures.makespan()),
            new Column("cpu_utilization", (figures, busy) -> busy.cpu()),
            new Column("gpu_utilization", (figures, busy) -> busy.gpu()),
            new Column("task_energy", (figures, busy) -> figures.taskEnergy()),
            new Column("total_cost", (figures, busy) -> figures.totalCost()));
}
