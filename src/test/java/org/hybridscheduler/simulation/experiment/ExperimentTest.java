package org.hybridscheduler.simulation.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.hybridscheduler.simulation.experiment.Experiments.REGISTRY;
import static org.hybridscheduler.simulation.experiment.Experiments.SYNTHETIC;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hybridscheduler.evaluation.StrategyTotals;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.simulation.engine.Comparison;
import org.hybridscheduler.simulation.engine.CompletedSequences;
import org.hybridscheduler.simulation.engine.RunSpecification;
import org.hybridscheduler.simulation.engine.RunStrategies;
import org.hybridscheduler.simulation.engine.RunTotals;
import org.hybridscheduler.simulation.engine.TaskOutcome;
import org.hybridscheduler.simulation.experiment.report.Build;
import org.hybridscheduler.simulation.experiment.report.Reports;
import org.hybridscheduler.workload.StreamSpec;
import org.hybridscheduler.workload.TaskStream;
import org.hybridscheduler.workload.Workload;
import org.junit.jupiter.api.Test;

class ExperimentTest {

    private static final List<String> STRATEGIES = List.of("random", "greedy", "hybrid_ml", "oracle");
    private static final Build BUILD = new Build("1", "abc");

    /** The synthetic tasks under another name; from a seed on its streams fail. */
    private record Breaking(long seed) implements Workload {

        @Override
        public String name() {
            return "breaking";
        }

        @Override
        public String digest() {
            return "d";
        }

        @Override
        public List<String> featureNames() {
            return SYNTHETIC.featureNames();
        }

        @Override
        public TaskStream open(StreamSpec spec, ClusterSpec cluster) {
            if (spec.seed() == seed) {
                throw new IllegalStateException("The disk is full");
            }
            return SYNTHETIC.open(spec, cluster);
        }

        @Override
        public List<Demand> demands(ClusterSpec cluster) {
            return SYNTHETIC.demands(cluster);
        }
    }

    @Test
    void run_anyNumberOfThreads_givesTheSameBytes() throws InterruptedException {
        ExperimentSpecification specification = Experiments.specification(STRATEGIES, List.of(SYNTHETIC),
                List.of(0.5, 0.9), 3, 300, 30);
        Reports alone = Reports.of(Experiments.run(specification, SYNTHETIC), BUILD);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Integer> done = Collections.synchronizedList(new ArrayList<>());
            ExperimentResult result = new Experiment(specification, List.of(SYNTHETIC), REGISTRY).run(threads, 4,
                    progress -> done.add(progress.done()));

            assertThat(Reports.of(result, BUILD)).isEqualTo(alone);
            assertThat(done).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void run_cell_hasTheFiguresOfTheSameRunWithoutItsWarmUp() {
        ExperimentSpecification specification = Experiments.specification(STRATEGIES, List.of(SYNTHETIC), List.of(0.7), 2,
                400, 100);

        CellResult cell = Experiments.run(specification, SYNTHETIC).cells().get(1);

        RunSpecification run = specification.run(cell.cell());
        Comparison comparison = new Comparison(SYNTHETIC.open(run.stream(1), run.cluster()),
                new RunStrategies(REGISTRY, name -> Runnable::run).of(run, SYNTHETIC), run.cluster(), 1,
                new CompletedSequences());
        while (comparison.step()) {
            assertThat(comparison.arrived()).isLessThanOrEqualTo(400);
        }
        comparison.drain();
        List<TaskOutcome> counted = comparison.takeOutcomes().stream().filter(task -> task.sequence() >= 100).toList();
        assertThat(cell.cell().seed()).isEqualTo(2);
        assertThat(cell.totals().tasks()).isEqualTo(300).isEqualTo(counted.size());
        assertThat(cell.totals().totalLowerBound()).isEqualTo(
                counted.stream().mapToDouble(TaskOutcome::lowerBoundSeconds).reduce(0, Double::sum));
        assertThat(cell.totals().strategies().get("oracle").totalTurnaround()).isEqualTo(
                counted.stream().mapToDouble(task -> task.outcomes().get(3).turnaroundSeconds()).reduce(0, Double::sum));
        assertThat(cell.utilization().keySet()).containsExactlyInAnyOrderElementsOf(STRATEGIES);
        assertThat(cell.utilization().get("oracle").gpu()).isBetween(0.01, 1.0);
    }

    /** Common random numbers: what a strategy meets in a cell does not depend on who else is there. */
    @Test
    void run_strategyAloneOrAmongOthers_hasTheSameFigures() {
        CellResult alone = Experiments.run(Experiments.specification(List.of("hybrid_ml"), List.of(SYNTHETIC),
                List.of(0.8), 1, 300, 0), SYNTHETIC).cells().get(0);
        CellResult among = Experiments.run(Experiments.specification(STRATEGIES, List.of(SYNTHETIC), List.of(0.8), 1, 300,
                0), SYNTHETIC).cells().get(0);

        // Sums differ in their last bit: a task counts when the last strategy is done with it.
        assertThat(among.totals().totalLowerBound()).isCloseTo(alone.totals().totalLowerBound(), withPercentage(1e-10));
        assertThat(among.meanTurnaround("hybrid_ml")).isCloseTo(alone.meanTurnaround("hybrid_ml"), withPercentage(1e-10));
    }

    @Test
    void run_cellThatFails_isReportedAndTheOthersGoOn() {
        Workload breaking = new Breaking(2);
        ExperimentSpecification specification = Experiments.specification(List.of("greedy", "random"),
                List.of(breaking, SYNTHETIC), List.of(0.5), 3, 100, 0);

        ExperimentResult result = Experiments.run(specification, breaking, SYNTHETIC);

        assertThat(result.cells()).extracting(CellResult::cell).containsExactlyElementsOf(specification.cells());
        assertThat(result.failures()).singleElement().satisfies(cell -> {
            assertThat(cell.cell()).isEqualTo(new Cell("breaking", 0.5, 2));
            assertThat(cell.failure()).isEqualTo("The disk is full");
        });
        Analysis.Setting setting = Analysis.of(result).settings().get(0);
        assertThat(setting.strategies().get("greedy").meanTurnaround().replications()).isEqualTo(2);
    }

    @Test
    void cancel_duringARun_endsItAndRunsNoFurtherCell() {
        Experiment experiment = new Experiment(Experiments.specification(List.of("greedy"), List.of(SYNTHETIC),
                List.of(0.5), 5, 100, 0), List.of(SYNTHETIC), REGISTRY);

        assertThatThrownBy(() -> experiment.run(Runnable::run, 1, progress -> {
            if (progress.done() == 2) {
                experiment.cancel();
            }
        })).isInstanceOf(CancellationException.class).hasMessageContaining("2 of 5");
        assertThat(experiment.progress()).isEqualTo(new Experiment.Progress(2, 5));
    }

    @Test
    void cancel_duringACell_doesNotWaitForItsEnd() throws InterruptedException {
        Experiment experiment = new Experiment(Experiments.specification(List.of("greedy"), List.of(SYNTHETIC),
                List.of(0.5), 1, 300_000, 0), List.of(SYNTHETIC), REGISTRY);
        Thread canceller = new Thread(experiment::cancel);

        assertThatThrownBy(() -> experiment.run(task -> {
            new Thread(task).start();
            canceller.start();
        }, 1, progress -> { })).isInstanceOf(CancellationException.class);
        canceller.join();
        assertThat(experiment.progress().done()).isZero();
    }

    @Test
    void construction_workloadUploadedAnew_isRefused() {
        ExperimentSpecification specification = Experiments.specification(List.of("greedy"),
                List.of(new Breaking(2)), List.of(0.5), 1, 10, 0);

        assertThatThrownBy(() -> new Experiment(specification, List.of(SYNTHETIC), REGISTRY))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'breaking'").hasMessageContaining("Maybe");
    }

    /** At a load that it cannot carry a strategy turns tasks away, and the rest must not make it look good. */
    @Test
    void analysis_strategyThatTurnsTasksAway_hasNoMeanAndLosesToOneThatDoesNot() {
        Analysis analysis = Analysis.of(Experiments.run(Experiments.specification(List.of("oracle", "all_cpu", "greedy"),
                List.of(SYNTHETIC), List.of(0.6), 3, 1_500, 100), SYNTHETIC));

        Analysis.Setting setting = analysis.settings().get(0);
        assertThat(setting.strategies().get("all_cpu").rejected()).isPositive();
        assertThat(setting.strategies().get("all_cpu").meanTurnaround().replications()).isZero();
        assertThat(setting.strategies().get("oracle").rejected()).isZero();
        assertThat(analysis.wins().wins(0, 1)).isEqualTo(3);
        assertThat(analysis.wins().wins(1, 0)).isZero();
        assertThat(analysis.overall().get("all_cpu").toLowerBound()).isNaN();
        assertThat(analysis.overall().get("oracle").toReference()).isEqualTo(1);
        assertThat(analysis.overall().get("oracle").toLowerBound()).isGreaterThanOrEqualTo(1);
        assertThat(setting.pairs()).extracting(pair -> Set.of(pair.first(), pair.second())).containsExactly(
                Set.of("oracle", "all_cpu"), Set.of("oracle", "greedy"), Set.of("all_cpu", "greedy"));
    }

    /** One that kept only the easy tasks: the mean of what it finished is lower. */
    @Test
    void analysis_lowerMeanOfFewerTasks_isALoss() {
        ExperimentSpecification specification = Experiments.specification(List.of("random", "greedy"),
                List.of(SYNTHETIC), List.of(0.5), 1, 2, 0);
        StrategyTotals choosy = new StrategyTotals();
        choosy.finished(task(1), true);
        choosy.rejected();
        StrategyTotals thorough = new StrategyTotals();
        thorough.finished(task(2), false);
        thorough.finished(task(5), true);
        Map<String, StrategyTotals.Figures> figures = new LinkedHashMap<>();
        figures.put("random", choosy.figures());
        figures.put("greedy", thorough.figures());

        Analysis analysis = Analysis.of(new ExperimentResult(specification, List.of(new CellResult(
                specification.cells().get(0), new RunTotals.Figures(2, 2, figures), Map.of(), null))));

        assertThat(analysis.wins().losses(0, 1)).isEqualTo(1);
        assertThat(analysis.wins().wins(0, 1)).isZero();
        assertThat(analysis.settings().get(0).strategies().get("greedy").toLowerBound().mean()).isEqualTo(3.5);
        assertThat(analysis.settings().get(0).strategies().get("random").toLowerBound().replications()).isZero();
        assertThat(analysis.settings().get(0).pairs().get(0).comparison().difference().replications()).isZero();
    }

    private static StrategyTotals.FinishedTask task(double turnaround) {
        return new StrategyTotals.FinishedTask("", turnaround, 0, 1, 0, 0, turnaround, 0, turnaround);
    }
}
