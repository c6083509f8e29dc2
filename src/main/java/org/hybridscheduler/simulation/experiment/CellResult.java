package org.hybridscheduler.simulation.experiment;

import java.util.Map;
import java.util.Objects;
import org.hybridscheduler.evaluation.StrategyTotals;
import org.hybridscheduler.simulation.engine.RunTotals;

/**
 * What a cell yielded.
 *
 * @param totals over the tasks behind the warm-up; of no task where the cell failed
 * @param utilization by strategy, over the whole run with its warm-up; empty where the cell failed
 * @param failure why the cell has no result, or {@code null}
 */
public record CellResult(Cell cell, RunTotals.Figures totals, Map<String, Utilization> utilization, String failure) {

    /**
     * How busy a strategy kept its devices: the mean over each kind's, from 0 to 1; NaN where there is none of the kind.
     */
    public record Utilization(double cpu, double gpu) {
    }

    public CellResult {
        Objects.requireNonNull(cell, "cell");
        Objects.requireNonNull(totals, "totals");
        utilization = Map.copyOf(utilization);
    }

    public boolean failed() {
        return failure != null;
    }

    /** A strategy's mean turnaround in seconds; NaN where it turned tasks away, and so is not comparable, or failed. */
    public double meanTurnaround(String strategy) {
        StrategyTotals.Figures figures = totals.strategies().get(strategy);
        return figures == null || figures.rejected() > 0 ? Double.NaN : figures.meanTurnaround();
    }
}
