package org.hybridscheduler.simulation.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridscheduler.evaluation.StrategyTotals;

/** Running totals of a run over the tasks that every strategy is done with. Not thread-safe. */
public final class RunTotals {

    /** What the others are compared with. */
    static final String REFERENCE = "oracle";

    private long tasks;
    private double lowerBound;
    private final Map<String, StrategyTotals> strategies = new LinkedHashMap<>();

    /** Starts from nothing, for the strategies of a run in their order. */
    public RunTotals(List<String> strategies) {
        strategies.forEach(name -> this.strategies.put(name, new StrategyTotals()));
    }

    /** Goes on from figures that were stored. */
    public RunTotals(Figures figures) {
        tasks = figures.tasks();
        lowerBound = figures.totalLowerBound();
        figures.strategies().forEach((name, totals) -> strategies.put(name, new StrategyTotals(totals)));
    }

    /**
     * Adds a task.
     *
     * @throws IllegalArgumentException where it has an outcome of a strategy that the run does not have
     */
    public void add(TaskOutcome task) {
        tasks++;
        lowerBound += task.lowerBoundSeconds();
        for (Outcome outcome : task.outcomes()) {
            StrategyTotals totals = strategies.get(outcome.strategy());
            if (totals == null) {
                throw new IllegalArgumentException("An outcome of " + outcome.strategy() + " in a run of "
                        + strategies.keySet());
            }
            if (outcome.rejected()) {
                totals.rejected();
            } else {
                totals.finished(new StrategyTotals.FinishedTask(task.task().group(), outcome.turnaroundSeconds(),
                        outcome.waitingSeconds(), outcome.boundedSlowdown(), outcome.energyJoules(), outcome.costUsd(),
                        outcome.cpuSeconds(), outcome.gpuSeconds(), outcome.finishSeconds()), task.won(outcome));
            }
        }
    }

    /** The figures as they are now, detached from what follows. */
    public Figures figures() {
        Map<String, StrategyTotals.Figures> figures = new LinkedHashMap<>();
        strategies.forEach((name, totals) -> figures.put(name, totals.figures()));
        return new Figures(tasks, lowerBound, figures);
    }

    /**
     * Totals at one moment.
     *
     * @param tasks that every strategy is done with
     * @param totalLowerBound seconds; over the number of tasks, a certified lower bound on any mean turnaround
     * @param strategies figures by strategy, in the run's order
     */
    public record Figures(long tasks, double totalLowerBound, Map<String, StrategyTotals.Figures> strategies) {

        /** Certified: no scheduler whatever has a lower mean turnaround on these tasks. NaN before the first. */
        public double meanLowerBound() {
            return tasks == 0 ? Double.NaN : totalLowerBound / tasks;
        }

        /** A strategy's mean turnaround minus the oracle's, in seconds; NaN where one of them is not known. */
        public double regret(String strategy) {
            return meanTurnaround(strategy) - meanTurnaround(REFERENCE);
        }

        private double meanTurnaround(String strategy) {
            StrategyTotals.Figures figures = strategies.get(strategy);
            return figures == null ? Double.NaN : figures.meanTurnaround();
        }
    }
}
