package org.hybridscheduler.simulation.experiment.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hybridscheduler.evaluation.StrategyTotals;
import org.hybridscheduler.simulation.experiment.CellResult;
import org.hybridscheduler.simulation.experiment.CellResult.Utilization;
import org.hybridscheduler.simulation.experiment.ExperimentResult;

/**
 * One record per cell and strategy (RFC 4180), with specification, seed and build in each, so that files can be put
 * together. What is not known is an empty field.
 */
public final class CsvReport {

    private static final String END = "\r\n";
    private static final Utilization UNKNOWN = new Utilization(Double.NaN, Double.NaN);

    private CsvReport() {
    }

    public static String of(ExperimentResult result, Build build) {
        String hash = result.specification().hash();
        List<String> header = new ArrayList<>(List.of("specification", "version", "commit", "workload", "load", "seed",
                "strategy", "tasks", "lower_bound"));
        Column.ALL.forEach(column -> header.add(column.name()));
        header.add("failure");
        StringBuilder csv = new StringBuilder(String.join(",", header)).append(END);
        for (CellResult cell : result.cells()) {
            for (Map.Entry<String, StrategyTotals.Figures> entry : cell.totals().strategies().entrySet()) {
                List<String> fields = new ArrayList<>(List.of(hash, build.version(), build.commit(),
                        cell.cell().workload(), number(cell.cell().load()), Long.toString(cell.cell().seed()),
                        entry.getKey(), Long.toString(cell.totals().tasks()),
                        number(cell.totals().meanLowerBound())));
                Utilization utilization = cell.utilization().getOrDefault(entry.getKey(), UNKNOWN);
                Column.ALL.forEach(column -> fields.add(number(column.value().of(entry.getValue(), utilization))));
                fields.add(cell.failed() ? cell.failure() : "");
                csv.append(String.join(",", fields.stream().map(CsvReport::quoted).toList())).append(END);
            }
        }
        return csv.toString();
    }

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return "";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }

    private static String quoted(String field) {
        return field.matches("(?s).*[\",\r\n].*") ? '"' + field.replace("\"", "\"\"") + '"' : field;
    }
}
