package org.hybridscheduler.simulation.experiment.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.hybridscheduler.evaluation.Interval;
import org.hybridscheduler.evaluation.WinMatrix;
import org.hybridscheduler.simulation.experiment.Analysis;
import org.hybridscheduler.simulation.experiment.Analysis.Setting;
import org.hybridscheduler.simulation.experiment.Analysis.Summary;
import org.hybridscheduler.simulation.experiment.CellResult;
import org.hybridscheduler.simulation.experiment.ExperimentResult;
import org.hybridscheduler.simulation.experiment.ExperimentSpecification;

/**
 * The result as one HTML page that needs nothing else, from a disk or a server: no script, no link, no style attribute.
 * A server that lets no style through names {@link #styleHash} in its Content-Security-Policy.
 */
public final class HtmlReport {

    private static final String STYLE_BEGIN = "<style>";
    private static final String STYLE_END = "</style>";
    private static final List<Double> SHARES = List.of(0.0, 0.2, 0.4, 0.6, 0.8, 1.0);

    private final ExperimentResult result;
    private final Analysis analysis;
    private final Build build;
    private final List<String> strategies;
    private final StringBuilder page = new StringBuilder();

    private HtmlReport(ExperimentResult result, Analysis analysis, Build build) {
        this.result = result;
        this.analysis = analysis;
        this.build = build;
        strategies = result.specification().strategies();
    }

    public static String of(ExperimentResult result, Analysis analysis, Build build) {
        return new HtmlReport(result, analysis, build).page();
    }

    /**
     * The source expression of Content-Security-Policy Level 3, section 2.3.1, that lets the page's one style element
     * through and no other.
     */
    public static String styleHash(String page) {
        int begin = page.indexOf(STYLE_BEGIN) + STYLE_BEGIN.length();
        String style = page.substring(begin, page.indexOf(STYLE_END, begin));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private String page() {
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"UTF-8\">\n<title>Experiment ")
                .append(hash(), 0, 12).append("</title>\n").append(STYLE_BEGIN).append(StyleSheet.text())
                .append(STYLE_END).append("\n</head>\n<body>\n<h1>Experiment <code>").append(hash(), 0, 12)
                .append("</code></h1>\n");
        specification();
        overall();
        winMatrix();
        Map<String, List<Setting>> byWorkload = new LinkedHashMap<>();
        analysis.settings().forEach(setting ->
                byWorkload.computeIfAbsent(setting.workload(), key -> new ArrayList<>()).add(setting));
        byWorkload.forEach(this::workload);
        failures();
        definitions();
        return page.append("</body>\n</html>\n").toString();
    }

    private String hash() {
        return result.specification().hash();
    }

    private void specification() {
        ExperimentSpecification specification = result.specification();
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("Specification (SHA-256)", hash());
        rows.put("Build", build.version() + ", commit " + build.commit());
        rows.put("Strategies", String.join(", ", strategies));
        rows.put("Workloads", specification.workloads().stream().map(each -> each.name() + " (" + each.digest() + ")")
                .collect(Collectors.joining(", ")));
        rows.put("Loads", joined(specification.loads()));
        rows.put("Seeds", joined(specification.seeds()));
        rows.put("Tasks per run", specification.tasks() + ", of which the first " + specification.warmUpTasks()
                + " count in no figure");
        rows.put("Text", specification.text());
        page.append("<table>\n");
        rows.forEach((name, value) -> page.append("<tr><th>").append(name).append("</th><td class=\"text\"><code>")
                .append(Html.escaped(value).replace("\n", "<br>")).append("</code></td></tr>\n"));
        page.append("</table>\n");
    }

    private static String joined(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private void overall() {
        heading("Distance to the bound and to the oracle");
        table("strategy", "mean turnaround / lower bound", "mean turnaround / oracle's");
        analysis.overall().forEach((strategy, overall) ->
                row(strategy, Html.figure(overall.toLowerBound()), Html.figure(overall.toReference())));
        page.append("</table>\n<p>Geometric means over all workloads and loads; n/a where a strategy turned tasks away in"
                + " all runs of one.</p>\n");
    }

    private void winMatrix() {
        WinMatrix wins = analysis.wins();
        heading("Wins / losses / ties of the row against the column");
        page.append("<div class=\"wide\">\n");
        List<String> header = new ArrayList<>(List.of("strategy"));
        header.addAll(strategies);
        table(header.toArray(String[]::new));
        for (int i = 0; i < strategies.size(); i++) {
            page.append("<tr><th>").append(Html.escaped(strategies.get(i))).append("</th>");
            for (int j = 0; j < strategies.size(); j++) {
                double share = wins.share(i, j);
                page.append(i == j || Double.isNaN(share) ? "<td>" : "<td class=\"h" + Math.round(share * StyleSheet.HEAT)
                        + "\">").append(i == j ? "" : wins.wins(i, j) + " / " + wins.losses(i, j) + " / "
                        + wins.ties(i, j)).append("</td>");
            }
            page.append("</tr>\n");
        }
        page.append("</table>\n</div>\n");
    }

    private void workload(String workload, List<Setting> settings) {
        heading("Workload " + workload);
        page.append(turnaroundByLoad(workload, settings).svg());
        settings.forEach(this::setting);
    }

    private Chart turnaroundByLoad(String workload, List<Setting> settings) {
        List<Double> loads = settings.stream().map(Setting::load).toList();
        DoubleStream means = settings.stream().flatMapToDouble(setting -> DoubleStream.concat(
                DoubleStream.of(setting.lowerBound().mean()), setting.strategies().values().stream()
                        .map(Summary::meanTurnaround).flatMapToDouble(each -> DoubleStream.of(each.mean(), each.high()))));
        Chart chart = new Chart("Mean turnaround by load, " + workload, Axis.linear("load",
                loads.stream().min(Double::compare).orElse(0.0), loads.stream().max(Double::compare).orElse(1.0), loads),
                Axis.logarithmic("mean turnaround, s", means));
        for (int i = 0; i < strategies.size(); i++) {
            String strategy = strategies.get(i);
            chart.line(strategy, i % StyleSheet.COLOURS, settings.stream().sorted((a, b) ->
                    Double.compare(a.load(), b.load())).map(setting -> {
                        Interval mean = setting.strategies().get(strategy).meanTurnaround();
                        return new Chart.Point(setting.load(), mean.mean(), mean.low(), mean.high());
                    }).toList());
        }
        return chart;
    }

    private void setting(Setting setting) {
        page.append("<h3>Load ").append(Html.figure(setting.load())).append("</h3>\n");
        table("strategy", "mean turnaround, s", "runs", "p50", "p95", "p99", "/ lower bound", "/ oracle's", "tasks",
                "rejected");
        setting.strategies().forEach((strategy, summary) -> row(strategy, interval(summary.meanTurnaround()),
                Integer.toString(summary.meanTurnaround().replications()), Html.figure(summary.turnarounds().quantile(0.5)),
                Html.figure(summary.turnarounds().quantile(0.95)), Html.figure(summary.turnarounds().quantile(0.99)),
                interval(summary.toLowerBound()), interval(summary.toReference()), Long.toString(summary.finished()),
                Long.toString(summary.rejected())));
        row("lower bound", interval(setting.lowerBound()), Integer.toString(setting.lowerBound().replications()), "", "",
                "", "", "", "", "");
        page.append("</table>\n");
        differences(setting);
        Map<String, List<Chart.Point>> lines = new TreeMap<>();
        setting.strategies().forEach((strategy, summary) -> lines.put(strategy, summary.distribution().points().stream()
                .map(point -> new Chart.Point(point.value(), point.share())).toList()));
        Chart chart = new Chart("Distribution of turnaround times, " + setting.workload() + ", load " + setting.load(),
                Axis.logarithmic("turnaround, s", lines.values().stream().flatMap(List::stream)
                        .mapToDouble(Chart.Point::x)),
                Axis.linear("share of the finished tasks", 0, 1, SHARES));
        for (int i = 0; i < strategies.size(); i++) {
            chart.line(strategies.get(i), i % StyleSheet.COLOURS, lines.get(strategies.get(i)));
        }
        page.append(chart.svg());
    }

    private void differences(Setting setting) {
        page.append("<details><summary>Differences of mean turnaround, seed by seed</summary>\n");
        table("pair", "difference, s", "runs", "significant at 5 %");
        setting.pairs().forEach(pair -> {
            Interval difference = pair.comparison().difference();
            row(pair.first() + " - " + pair.second(), interval(difference), Integer.toString(difference.replications()),
                    Double.isNaN(difference.halfWidth()) ? "n/a" : difference.excludesZero() ? "yes" : "no");
        });
        page.append("</table>\n</details>\n");
    }

    private static String interval(Interval interval) {
        return Html.figure(interval.mean()) + (Double.isNaN(interval.halfWidth()) ? ""
                : " \u00b1 " + Html.figure(interval.halfWidth()));
    }

    private void failures() {
        if (!result.failures().isEmpty()) {
            heading("Runs that failed");
            table("workload", "load", "seed", "why");
            for (CellResult cell : result.failures()) {
                row(cell.cell().workload(), Html.figure(cell.cell().load()), Long.toString(cell.cell().seed()),
                        cell.failure());
            }
            page.append("</table>\n");
        }
    }

    private void definitions() {
        heading("What the figures are");
        page.append("""
                <p>Turnaround is the time from a task's arrival to its finish, in simulated seconds. All strategies of a run
                see the same tasks with the same actual run times. The lower bound is certified: no scheduler has a lower mean
                turnaround on these tasks. The oracle is the best known clairvoyant, not an optimum.</p>
                <p>Intervals are two-sided 95 % confidence intervals over the seeds, by Student's distribution; those of
                differences are paired (Law: Simulation Modeling and Analysis, 5th edition, sections 9.4.1, 10.2.1, 11.2). Each
                stands for itself: of twenty intervals that ought to hold 0, one does not. Means of ratios across workloads and
                loads are geometric (Fleming and Wallace, CACM 29(3), 1986).</p>
                <p>A run in which a strategy turned tasks away has no mean turnaround, since the mean of those that were left
                would flatter it; it is lost to a strategy that turned away fewer. Distributions and quantiles are of all finished
                tasks, within 1 %.</p>
                """);
    }

    private void heading(String text) {
        page.append("<h2>").append(Html.escaped(text)).append("</h2>\n");
    }

    private void table(String... header) {
        page.append("<table>\n<tr>");
        for (String cell : header) {
            page.append("<th>").append(Html.escaped(cell)).append("</th>");
        }
        page.append("</tr>\n");
    }

    private void row(String... cells) {
        page.append("<tr>");
        for (String cell : cells) {
            page.append("<td>").append(Html.escaped(cell)).append("</td>");
        }
        page.append("</tr>\n");
    }
}
