package org.hybridscheduler.simulation.experiment.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.scheduling.policy.UnknownStrategyException;
import org.hybridscheduler.simulation.experiment.ExperimentSpecification;
import org.hybridscheduler.simulation.experiment.ExperimentSpecification.WorkloadReference;
import org.hybridscheduler.workload.StreamSpec.Draw;
import org.hybridscheduler.workload.SyntheticWorkload;
import org.hybridscheduler.workload.Workload;

/**
 * What a command line asks for.
 *
 * @param notices what was left out of the workloads
 * @param threads how many cells run at a time
 * @param json where the report goes, as the others; empty: nowhere
 */
record Order(ExperimentSpecification specification, List<Workload> workloads, List<String> notices, int threads,
        Optional<Path> json, Optional<Path> csv, Optional<Path> html) {

    static final List<String> OPTIONS = Stream.concat(WorkloadFiles.OPTIONS.stream(), Stream.of("strategies", "loads",
            "seeds", "tasks", "warm-up", "draw", "noise-cv", "cpus", "gpus", "gpu-memory-mb", "queue-capacity",
            "parameters", "threads", "json", "csv", "html")).toList();

    private static final long DEFAULT_TASKS = 5_000;
    private static final int DEFAULT_SEEDS = 5;
    private static final int MAX_THREADS = 1_024;

    /**
     * Reads a command line and the workloads that it names.
     *
     * @throws UsageException where it asks what cannot be
     * @throws IOException where a file cannot be read
     */
    static Order of(Arguments arguments, StrategyRegistry registry, Defaults defaults) throws IOException {
        WorkloadFiles files = new WorkloadFiles(arguments);
        List<Workload> workloads = new ArrayList<>();
        for (String workload : arguments.texts("workloads").orElse(List.of(SyntheticWorkload.NAME))) {
            workloads.add(files.read(workload));
        }
        List<String> strategies = arguments.texts("strategies")
                .orElseGet(() -> List.of(defaults.text("simulation.schedulers").split(",")));
        long tasks = arguments.integer("tasks", 1, ExperimentSpecification.MAX_TASKS).orElse(DEFAULT_TASKS);
        try {
            ExperimentSpecification specification = new ExperimentSpecification(strategies,
                    workloads.stream().map(WorkloadReference::of).toList(),
                    arguments.decimals("loads").orElseGet(() -> List.of(defaults.number("simulation.load"))),
                    arguments.integers("seeds", ExperimentSpecification.MAX_VALUES)
                            .orElseGet(() -> ExperimentSpecification.seeds(1, DEFAULT_SEEDS)),
                    tasks, arguments.integer("warm-up", 0, ExperimentSpecification.MAX_TASKS).orElse(tasks / 10),
                    draw(arguments), arguments.decimal("noise-cv").map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                    defaults.cluster(arguments), parameters(arguments, registry, strategies));
            int threads = arguments.integer("threads", 1, MAX_THREADS)
                    .orElseGet(() -> (long) Runtime.getRuntime().availableProcessors()).intValue();
            return new Order(specification, workloads, files.notices(), threads, arguments.text("json").map(Path::of),
                    arguments.text("csv").map(Path::of), arguments.text("html").map(Path::of));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    private static Draw draw(Arguments arguments) {
        String draw = arguments.text("draw").orElse("random");
        for (Draw each : Draw.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(draw)) {
                return each;
            }
        }
        throw Arguments.wrong("draw", draw, "in_order or random", null);
    }

    /** Every parameter of every strategy, so that the specification is complete. */
    private static Map<String, Double> parameters(Arguments arguments, StrategyRegistry registry,
            List<String> strategies) {
        Map<String, Double> parameters = new TreeMap<>();
        try {
            strategies.forEach(strategy -> registry.defaults(strategy)
                    .forEach((name, value) -> parameters.put(strategy + "." + name, value)));
        } catch (UnknownStrategyException e) {
            throw new UsageException(e.getMessage(), e);
        }
        arguments.assignments("parameters").forEach((name, value) -> {
            if (parameters.replace(name, value) == null) {
                throw Arguments.wrong("parameters", name, "one of: " + String.join(", ", parameters.keySet()), null);
            }
        });
        return parameters;
    }
}
