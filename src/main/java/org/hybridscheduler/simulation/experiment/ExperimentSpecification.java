package org.hybridscheduler.simulation.experiment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.simulation.engine.RunSpecification;
import org.hybridscheduler.workload.StreamSpec.Draw;
import org.hybridscheduler.workload.Workload;

/**
 * Everything that the results of an experiment depend on, but the build.
 *
 * @param strategies names, each once, in the order of the results
 * @param workloads names, each once, and digests of their contents
 * @param loads arrival rates over the cluster's capacity, {@value #MIN_LOAD} to {@value #MAX_LOAD}, each once
 * @param seeds one run for each, each once
 * @param tasks length of each run, 1 to {@value #MAX_TASKS}; a recorded workload taken in order may end sooner
 * @param warmUpTasks the first tasks of each run, which count in no figure: 0 to less than {@code tasks}
 * @param draw order in which recorded tasks come
 * @param noiseCv coefficient of variation of run times; empty: the workload's own
 * @param cluster each strategy has one of these
 * @param parameters each strategy's parameters by {@code STRATEGY.PARAMETER}
 */
public record ExperimentSpecification(List<String> strategies, List<WorkloadReference> workloads, List<Double> loads,
        List<Long> seeds, long tasks, long warmUpTasks, Draw draw, OptionalDouble noiseCv, ClusterSpec cluster,
        Map<String, Double> parameters) {

    public static final double MIN_LOAD = 0.01;
    public static final double MAX_LOAD = 10;
    public static final long MAX_TASKS = 10_000_000;
    /** The most runs: cells times strategies. */
    public static final int MAX_RUNS = 10_000;
    /** The most workloads, loads, or seeds. */
    public static final int MAX_VALUES = 1_000;

    /** Lines of a run's text that differ from cell to cell, or that this text has in another form. */
    private static final Set<String> OF_ONE_CELL = Set.of("workload", "workload_digest", "seed", "load", "max_tasks");

    /** A workload by its name, and by its digest, so that one uploaded anew under an old name is another experiment. */
    public record WorkloadReference(String name, String digest) {

        public WorkloadReference {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(digest, "digest");
        }

        public static WorkloadReference of(Workload workload) {
            return new WorkloadReference(workload.name(), workload.digest());
        }
    }

    public ExperimentSpecification {
        strategies = distinct("strategies", strategies, MAX_VALUES);
        workloads = List.copyOf(workloads);
        distinct("workloads", workloads.stream().map(WorkloadReference::name).toList(), MAX_VALUES);
        loads = distinct("loads", loads, MAX_VALUES);
        seeds = distinct("seeds", seeds, MAX_VALUES);
        parameters = Map.copyOf(parameters);
        Objects.requireNonNull(cluster, "cluster");
        loads.forEach(load -> require(load >= MIN_LOAD && load <= MAX_LOAD, "loads", load,
                MIN_LOAD + " to " + MAX_LOAD));
        require(tasks >= 1 && tasks <= MAX_TASKS, "tasks", tasks, "1 to " + MAX_TASKS);
        require(warmUpTasks >= 0 && warmUpTasks < tasks, "warmUpTasks", warmUpTasks, "0 to " + (tasks - 1));
        long runs = (long) strategies.size() * workloads.size() * loads.size() * seeds.size();
        require(runs <= MAX_RUNS, "strategies x workloads x loads x seeds", runs, "at most " + MAX_RUNS + " runs");
        new RunSpecification(workloads.get(0).name(), workloads.get(0).digest(), draw, seeds.get(0),
                OptionalDouble.of(loads.get(0)), noiseCv, OptionalLong.of(tasks), cluster, strategies, parameters);
    }

    private static <T> List<T> distinct(String what, List<T> values, int most) {
        require(!values.isEmpty() && values.size() <= most, "number of " + what, values.size(), "1 to " + most);
        if (Set.copyOf(values).size() < values.size()) {
            throw new IllegalArgumentException(what + " are " + values + ", expected each once");
        }
        return List.copyOf(values);
    }

    private static void require(boolean condition, String what, Number value, String expected) {
        if (!condition) {
            throw new IllegalArgumentException(what + " is " + value + ", expected " + expected);
        }
    }

    /** This many seeds that count up from the first. */
    public static List<Long> seeds(long first, int count) {
        return LongStream.range(first, first + count).boxed().toList();
    }

    /** All cells: by workload, load and seed, each in the order given. */
    public List<Cell> cells() {
        return cells(workloads, loads, seeds);
    }

    private static List<Cell> cells(List<WorkloadReference> workloads, List<Double> loads, List<Long> seeds) {
        List<Cell> cells = new ArrayList<>();
        for (WorkloadReference workload : workloads) {
            for (double load : loads) {
                for (long seed : seeds) {
                    cells.add(new Cell(workload.name(), load, seed));
                }
            }
        }
        return cells;
    }

    /** The run that a cell is; its tasks are what a live run of this specification has. */
    public RunSpecification run(Cell cell) {
        WorkloadReference reference = workloads.stream().filter(each -> each.name().equals(cell.workload())).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No workload '" + cell.workload() + "' in the experiment"));
        return new RunSpecification(reference.name(), reference.digest(), draw, cell.seed(),
                OptionalDouble.of(cell.load()), noiseCv, OptionalLong.of(tasks), cluster, strategies, parameters);
    }

    /** One {@code key=value} a line, in a fixed order; equal specifications have equal texts and so equal hashes. */
    public String text() {
        List<String> lines = new ArrayList<>();
        run(cells().get(0)).text().lines().filter(line -> !OF_ONE_CELL.contains(line.substring(0, line.indexOf('='))))
                .forEach(lines::add);
        workloads.forEach(workload -> lines.add("workload." + workload.name() + "=" + workload.digest()));
        lines.add("workloads=" + joined(workloads.stream().map(WorkloadReference::name).toList()));
        lines.add("loads=" + joined(loads));
        lines.add("seeds=" + joined(seeds));
        lines.add("tasks=" + tasks);
        lines.add("warm_up_tasks=" + warmUpTasks);
        return lines.stream().sorted().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static String joined(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    /** SHA-256 of the text, in hexadecimal. */
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
