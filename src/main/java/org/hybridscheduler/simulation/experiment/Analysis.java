package org.hybridscheduler.simulation.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.hybridscheduler.evaluation.EmpiricalDistribution;
import org.hybridscheduler.evaluation.GeometricMean;
import org.hybridscheduler.evaluation.Interval;
import org.hybridscheduler.evaluation.PairedComparison;
import org.hybridscheduler.evaluation.QuantileSketch;
import org.hybridscheduler.evaluation.StrategyTotals;
import org.hybridscheduler.evaluation.WinMatrix;

/**
 * What an experiment shows. Means over seeds have confidence intervals; strategies are compared seed by seed. A run in
 * which a strategy turned tasks away has no mean turnaround, since the mean of the tasks that were left would flatter
 * it: it counts as a loss against a strategy that turned away fewer, and in no interval.
 *
 * @param settings one for each workload and load
 * @param wins how often each strategy beat each other one, over all cells
 * @param overall by strategy, over all settings
 */
public record Analysis(List<Setting> settings, WinMatrix wins, Map<String, Overall> overall) {

    /** The best known clairvoyant, to which others are compared. */
    public static final String REFERENCE = "oracle";

    /**
     * One workload at one load.
     *
     * @param lowerBound certified lower bound on the mean turnaround in seconds, over the seeds
     * @param strategies in the specification's order
     * @param pairs each strategy against each that comes after it
     */
    public record Setting(String workload, double load, Interval lowerBound, Map<String, Summary> strategies,
            List<Pair> pairs) {
    }

    /**
     * One strategy in one setting.
     *
     * @param meanTurnaround in seconds, over the seeds in which it turned no task away
     * @param toLowerBound mean turnaround over the lower bound, at least 1
     * @param toReference mean turnaround over the oracle's; of no value where the oracle is not among the strategies
     * @param finished tasks, over all seeds
     * @param rejected tasks, over all seeds
     * @param turnarounds distribution over the finished tasks of all seeds
     */
    public record Summary(Interval meanTurnaround, Interval toLowerBound, Interval toReference, long finished,
            long rejected, QuantileSketch turnarounds) {

        public EmpiricalDistribution distribution() {
            return EmpiricalDistribution.of(turnarounds);
        }
    }

    /** Mean turnaround of the first minus that of the second, seed by seed, in seconds. */
    public record Pair(String first, String second, PairedComparison comparison) {
    }

    /**
     * Geometric means over all settings of the mean ratios there; NaN where a setting has none.
     *
     * @param toLowerBound at least 1
     */
    public record Overall(double toLowerBound, double toReference) {
    }

    /** Analyses a result; cells that failed are left out. */
    public static Analysis of(ExperimentResult result) {
        List<String> strategies = result.specification().strategies();
        Map<String, List<CellResult>> bySetting = new LinkedHashMap<>();
        result.cells().forEach(cell -> bySetting
                .computeIfAbsent(cell.cell().workload() + "@" + cell.cell().load(), key -> new ArrayList<>()).add(cell));
        List<Setting> settings = bySetting.values().stream().map(cells -> setting(strategies, cells)).toList();
        WinMatrix wins = new WinMatrix(strategies);
        result.cells().stream().filter(cell -> !cell.failed()).forEach(cell -> count(cell, wins));
        Map<String, Overall> overall = new LinkedHashMap<>();
        strategies.forEach(strategy -> overall.put(strategy, new Overall(
                overall(settings, setting -> setting.strategies().get(strategy).toLowerBound().mean()),
                overall(settings, setting -> setting.strategies().get(strategy).toReference().mean()))));
        return new Analysis(settings, wins, overall);
    }

    private static double overall(List<Setting> settings, ToDoubleFunction<Setting> ratio) {
        return GeometricMean.of(settings.stream().map(ratio::applyAsDouble).toList());
    }

    private static Setting setting(List<String> strategies, List<CellResult> all) {
        List<CellResult> cells = all.stream().filter(cell -> !cell.failed()).toList();
        Map<String, Summary> summaries = new LinkedHashMap<>();
        strategies.forEach(strategy -> summaries.put(strategy, summary(strategy, cells)));
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < strategies.size(); i++) {
            for (int j = i + 1; j < strategies.size(); j++) {
                pairs.add(new Pair(strategies.get(i), strategies.get(j),
                        PairedComparison.of(turnarounds(strategies.get(i), cells), turnarounds(strategies.get(j), cells))));
            }
        }
        return new Setting(all.get(0).cell().workload(), all.get(0).cell().load(),
                interval(cells, cell -> cell.totals().meanLowerBound()), summaries, pairs);
    }

    private static double[] turnarounds(String strategy, List<CellResult> cells) {
        return cells.stream().mapToDouble(cell -> cell.meanTurnaround(strategy)).toArray();
    }

    private static Summary summary(String strategy, List<CellResult> cells) {
        QuantileSketch turnarounds = new QuantileSketch();
        long finished = 0;
        long rejected = 0;
        for (CellResult cell : cells) {
            StrategyTotals.Figures figures = cell.totals().strategies().get(strategy);
            turnarounds.add(figures.turnarounds());
            finished += figures.finished();
            rejected += figures.rejected();
        }
        return new Summary(interval(cells, cell -> cell.meanTurnaround(strategy)),
                interval(cells, cell -> cell.meanTurnaround(strategy) / cell.totals().meanLowerBound()),
                interval(cells, cell -> cell.meanTurnaround(strategy) / cell.meanTurnaround(REFERENCE)),
                finished, rejected, turnarounds);
    }

    /** Of the cells in which the figure is known. */
    private static Interval interval(List<CellResult> cells, ToDoubleFunction<CellResult> figure) {
        return Interval.of(cells.stream().mapToDouble(figure).filter(Double::isFinite).toArray());
    }

    private static void count(CellResult cell, WinMatrix wins) {
        for (int i = 0; i < wins.names().size(); i++) {
            for (int j = i + 1; j < wins.names().size(); j++) {
                StrategyTotals.Figures first = cell.totals().strategies().get(wins.names().get(i));
                StrategyTotals.Figures second = cell.totals().strategies().get(wins.names().get(j));
                int order = Long.compare(first.rejected(), second.rejected());
                wins.add(i, j, order == 0 ? PairedComparison.compare(first.meanTurnaround(), second.meanTurnaround())
                        : order);
            }
        }
    }
}
