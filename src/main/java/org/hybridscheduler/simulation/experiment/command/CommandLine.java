package org.hybridscheduler.simulation.experiment.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hybridscheduler.evaluation.Interval;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.simulation.experiment.Analysis;
import org.hybridscheduler.simulation.experiment.Experiment;
import org.hybridscheduler.simulation.experiment.ExperimentResult;
import org.hybridscheduler.simulation.experiment.report.Reports;
import org.hybridscheduler.workload.formats.WorkloadFormat;

/**
 * Runs an experiment without a server. Exit codes: 0 all runs have a result, 1 some failed, 2 the arguments are wrong,
 * 3 a file cannot be read or written.
 */
public final class CommandLine {

    private static final int DONE = 0;
    private static final int RUNS_FAILED = 1;
    private static final int WRONG_ARGUMENTS = 2;
    private static final int FILE_FAILED = 3;

    private static final String HELP = """
            Runs strategies x workloads x loads x seeds and compares the strategies.

            --workloads W,...      synthetic, or files of recorded tasks; default synthetic
            --format F             of the files: %s; default: by suffix (.swf; .json
                                   is wfformat), else csv
            --gpu-speedup X        for formats with run times of one kind of device: how many times faster a GPU is
            --on-error E           stop at a line that cannot be used, or skip it; default stop
            --strategies S,...     default: those of the live comparison; there are:
                                   %s
            --loads L,...          arrival rate over the cluster's capacity, 0.01 to 10; default 0.8
            --seeds N,... | N..M   one run each; default 1..5
            --tasks N              per run; default 5000
            --warm-up N            first tasks of each run that count in no figure; default a tenth
            --draw D               random or in_order: how recorded tasks come; default random
            --noise-cv X           coefficient of variation of run times, 0 to 5; default the workload's own
            --cpus N --gpus N --gpu-memory-mb X --queue-capacity N   the cluster; default as the server's
            --parameters S.P=X,... of strategies
            --threads N            runs at a time; the result does not depend on it; default: one per core
            --json F --csv F --html F   files for the reports

            A table goes to standard output, the progress to standard error.
            Exit codes: 0 done, 1 some runs failed, 2 wrong arguments, 3 a file cannot be read or written.
            """;

    private final PrintStream out;
    private final PrintStream err;

    CommandLine(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(new CommandLine(System.out, System.err).run(arguments));
    }

    /** Does what the arguments say and answers the exit code. */
    int run(String... arguments) throws InterruptedException {
        StrategyRegistry registry = new StrategyRegistry();
        if (Arrays.asList(arguments).contains("--help")) {
            out.printf(HELP, String.join(", ", WorkloadFormat.words()), String.join(",", registry.names()));
            return DONE;
        }
        try {
            Defaults defaults = new Defaults();
            Order order = Order.of(new Arguments(arguments, Order.OPTIONS), registry, defaults);
            order.notices().forEach(err::println);
            ExperimentResult result = execute(order, registry);
            Reports reports = Reports.of(result, defaults.build());
            write(order.json(), reports.json());
            write(order.csv(), reports.csv());
            write(order.html(), reports.html());
            out.println("experiment " + result.specification().hash() + ", version " + defaults.build().version()
                    + ", commit " + defaults.build().commit());
            table(Analysis.of(result));
            result.failures().forEach(cell -> err.println(cell.cell() + " failed: " + cell.failure()));
            return result.failures().isEmpty() ? DONE : RUNS_FAILED;
        } catch (UsageException e) {
            err.println(e.getMessage());
            return WRONG_ARGUMENTS;
        } catch (IOException e) {
            err.println("Cannot read or write a file: " + e);
            return FILE_FAILED;
        }
    }

    private ExperimentResult execute(Order order, StrategyRegistry registry) throws InterruptedException {
        Experiment experiment = new Experiment(order.specification(), order.workloads(), registry);
        ProgressBar bar = new ProgressBar(err);
        bar.show(experiment.progress());
        ExecutorService threads = Executors.newFixedThreadPool(order.threads());
        try {
            return experiment.run(threads, order.threads(), bar::show);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void write(Optional<Path> file, String text) throws IOException {
        if (file.isPresent()) {
            Files.writeString(file.get(), text, StandardCharsets.UTF_8);
        }
    }

    private void table(Analysis analysis) {
        for (Analysis.Setting setting : analysis.settings()) {
            out.printf(Locale.ROOT, "%n%s, load %s; mean turnaround in seconds with its 95 %% interval; lower bound %s%n",
                    setting.workload(), setting.load(), number(setting.lowerBound().mean()));
            out.printf("%-14s %10s %10s %5s %8s %8s %10s%n", "strategy", "mean", "+/-", "runs", "/bound", "/oracle",
                    "rejected");
            setting.strategies().entrySet().stream().sorted((a, b) -> Double.compare(
                    a.getValue().meanTurnaround().mean(), b.getValue().meanTurnaround().mean())).forEach(entry -> {
                        Interval mean = entry.getValue().meanTurnaround();
                        out.printf("%-14s %10s %10s %5d %8s %8s %10d%n", entry.getKey(), number(mean.mean()),
                                number(mean.halfWidth()), mean.replications(),
                                number(entry.getValue().toLowerBound().mean()),
                                number(entry.getValue().toReference().mean()), entry.getValue().rejected());
                    });
        }
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4g", value) : "n/a";
    }
}
