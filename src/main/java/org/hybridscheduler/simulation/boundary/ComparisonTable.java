package org.hybridscheduler.simulation.boundary;

import java.util.Locale;
import java.util.Map;
import org.hybridscheduler.simulation.boundary.ComparisonView.SchedulerView;

/** The comparison for people: a line per strategy, best mean turnaround first; what is not known is n/a. */
final class ComparisonTable {

    private static final String HEADER = "%-13s %8s %9s %10s %10s %10s %9s %7s %9s%n";
    private static final String UNKNOWN = "n/a";

    private ComparisonTable() {
    }

    static String of(ComparisonView comparison) {
        StringBuilder table = new StringBuilder();
        ComparisonView.RunView run = comparison.run();
        table.append(format("run %d: %s, seed %d, load %s, %d CPUs, %d GPUs, %d tasks, times in seconds%n", run.id(),
                run.arrivals() == null ? run.workload() : run.workload() + " at the times of " + run.arrivals(), run.seed(),
                run.load() == null ? "as recorded" : run.load().toString(), run.cpus(), run.gpus(), run.tasks()));
        table.append(format(HEADER, "strategy", "tasks", "rejected", "turnaround", "p50", "p95", "slowdown", "wins",
                "regret"));
        comparison.schedulers().entrySet().stream().sorted((a, b) -> Double.compare(mean(a), mean(b)))
                .forEach(entry -> table.append(line(entry.getKey(), entry.getValue())));
        return table.append(format("%-13s %8s %9s %10s%n", "lower bound", "", "",
                number(comparison.lowerBound().meanTurnaround(), 4))).toString();
    }

    private static double mean(Map.Entry<String, SchedulerView> entry) {
        Double mean = entry.getValue().meanTurnaround();
        return mean == null ? Double.POSITIVE_INFINITY : mean;
    }

    private static String line(String name, SchedulerView view) {
        return format(HEADER, name, view.tasks(), view.rejected(), number(view.meanTurnaround(), 4),
                number(view.p50(), 4), number(view.p95(), 4), number(view.meanBoundedSlowdown(), 1), view.wins(),
                number(view.regret(), 4));
    }

    private static String number(Double value, int decimals) {
        return value == null ? UNKNOWN : format("%." + decimals + "f", value);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
