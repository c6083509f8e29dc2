package org.hybridscheduler.simulation.experiment.report;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.hybridscheduler.evaluation.Interval;
import org.hybridscheduler.evaluation.PairedComparison;
import org.hybridscheduler.evaluation.StrategyTotals;
import org.hybridscheduler.evaluation.WinMatrix;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.simulation.experiment.Analysis;
import org.hybridscheduler.simulation.experiment.CellResult;
import org.hybridscheduler.simulation.experiment.CellResult.Utilization;
import org.hybridscheduler.simulation.experiment.ExperimentResult;
import org.hybridscheduler.simulation.experiment.ExperimentSpecification;

/** The whole result as JSON in snake_case: seconds, joules, US dollars; what is not known is null. */
public final class JsonReport {

    private static final Utilization UNKNOWN = new Utilization(Double.NaN, Double.NaN);

    private JsonReport() {
    }

    public static String of(ExperimentResult result, Analysis analysis, Build build) {
        List<String> strategies = result.specification().strategies();
        JsonText json = new JsonText();
        json.object(report -> report
                .object("specification", each -> specification(each, result.specification()))
                .object("build", each -> each.field("version", build.version()).field("commit", build.commit()))
                .array("settings", analysis.settings(), setting -> report.object(each -> setting(each, setting)))
                .array("win_matrix", strategies, strategy -> report.object(each ->
                        wins(each, analysis.wins(), strategies.indexOf(strategy))))
                .object("overall", each -> analysis.overall().forEach((strategy, overall) -> each.object(strategy,
                        ratios -> ratios.field("to_lower_bound", overall.toLowerBound())
                                .field("to_oracle", overall.toReference()))))
                .array("cells", result.cells(), cell -> report.object(each -> cell(each, cell))));
        return json.toString();
    }

    /** The specification alone, with its hash. */
    public static String of(ExperimentSpecification specification) {
        return new JsonText().object(json -> specification(json, specification)).toString();
    }

    private static void specification(JsonText json, ExperimentSpecification specification) {
        json.field("hash", specification.hash());
        json.array("strategies", specification.strategies(), json::string);
        json.array("workloads", specification.workloads(), workload -> json.object(each ->
                each.field("name", workload.name()).field("digest", workload.digest())));
        json.array("loads", specification.loads(), json::number);
        json.array("seeds", specification.seeds(), json::integer);
        json.field("tasks", specification.tasks()).field("warm_up_tasks", specification.warmUpTasks());
        json.field("draw", specification.draw().name().toLowerCase(Locale.ROOT));
        json.field("noise_cv", specification.noiseCv().orElse(Double.NaN));
        ClusterSpec cluster = specification.cluster();
        json.object("cluster", each -> each.field("cpus", cluster.cpus()).field("gpus", cluster.gpus())
                .field("gpu_memory_mb", cluster.gpuMemoryMb()).field("queue_capacity", cluster.queueCapacity()));
        json.object("parameters", each -> new TreeMap<>(specification.parameters()).forEach(each::field));
    }

    private static void setting(JsonText json, Analysis.Setting setting) {
        json.field("workload", setting.workload()).field("load", setting.load());
        json.object("lower_bound", each -> interval(each, setting.lowerBound()));
        json.object("strategies", strategies -> setting.strategies().forEach((name, summary) ->
                strategies.object(name, each -> summary(each, summary))));
        json.array("pairs", setting.pairs(), pair -> json.object(each -> pair(each, pair)));
    }

    private static void summary(JsonText json, Analysis.Summary summary) {
        json.object("mean_turnaround", each -> interval(each, summary.meanTurnaround()));
        json.object("to_lower_bound", each -> interval(each, summary.toLowerBound()));
        json.object("to_oracle", each -> interval(each, summary.toReference()));
        json.field("tasks", summary.finished()).field("rejected", summary.rejected());
        json.field("p50", summary.turnarounds().quantile(0.5)).field("p95", summary.turnarounds().quantile(0.95))
                .field("p99", summary.turnarounds().quantile(0.99));
        json.array("ecdf", summary.distribution().points(), point -> json.list(point.value(), point.share()));
    }

    private static void pair(JsonText json, Analysis.Pair pair) {
        PairedComparison comparison = pair.comparison();
        json.field("first", pair.first()).field("second", pair.second());
        json.object("difference", each -> interval(each, comparison.difference()));
        json.field("wins", comparison.wins()).field("losses", comparison.losses()).field("ties", comparison.ties());
    }

    private static void interval(JsonText json, Interval interval) {
        json.field("runs", interval.replications()).field("mean", interval.mean()).field("low", interval.low())
                .field("high", interval.high());
    }

    private static void wins(JsonText json, WinMatrix wins, int first) {
        json.field("strategy", wins.names().get(first));
        json.object("against", against -> {
            for (int second = 0; second < wins.names().size(); second++) {
                int other = second;
                if (other != first) {
                    against.object(wins.names().get(other), each -> each.field("wins", wins.wins(first, other))
                            .field("losses", wins.losses(first, other)).field("ties", wins.ties(first, other)));
                }
            }
        });
    }

    private static void cell(JsonText json, CellResult cell) {
        json.field("workload", cell.cell().workload()).field("load", cell.cell().load())
                .field("seed", cell.cell().seed()).field("failure", cell.failure())
                .field("tasks", cell.totals().tasks()).field("lower_bound", cell.totals().meanLowerBound());
        json.object("strategies", strategies -> cell.totals().strategies().forEach((name, figures) ->
                strategies.object(name, each -> figures(each, cell, name, figures))));
    }

    private static void figures(JsonText json, CellResult cell, String strategy, StrategyTotals.Figures figures) {
        Utilization utilization = cell.utilization().getOrDefault(strategy, UNKNOWN);
        for (Column column : Column.ALL) {
            json.field(column.name(), column.value().of(figures, utilization));
        }
    }
}
