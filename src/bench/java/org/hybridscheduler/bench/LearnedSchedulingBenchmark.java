package org.hybridscheduler.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.SchedulingStrategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.simulation.engine.Comparison;
import org.hybridscheduler.simulation.engine.CompletedSequences;
import org.hybridscheduler.simulation.engine.TaskOutcome;
import org.hybridscheduler.workload.ReadLimits;
import org.hybridscheduler.workload.RecordedWorkload;
import org.hybridscheduler.workload.StreamSpec;
import org.hybridscheduler.workload.StreamSpec.Draw;
import org.hybridscheduler.workload.TraceReader;

/**
 * How far {@code hybrid_ml} is from the best clairvoyant strategy, and from those that know as little as it does: mean
 * turnaround of the tasks after the first 1,000, and of all, over families of recorded workloads, loads and seeds. A
 * program of its own, since what it measures is simulated time, not the machine's.
 *
 * <p>Arguments: families or CSV files ({@code all}), loads, seeds, tasks; lists separated by commas.
 */
public final class LearnedSchedulingBenchmark {

    private static final int SETTLED = 1000;
    private static final List<String> CLAIRVOYANT = List.of("oracle", "sjf", "sjf_affinity", "eft");

    private final ClusterSpec cluster = new DefaultRun().cluster();
    private final StrategyRegistry registry = new StrategyRegistry();
    private final int seeds;
    private final int tasks;

    private LearnedSchedulingBenchmark(int seeds, int tasks) {
        this.seeds = seeds;
        this.tasks = tasks;
    }

    public static void main(String[] arguments) throws IOException {
        LearnedSchedulingBenchmark benchmark = new LearnedSchedulingBenchmark(Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]));
        String[] families = arguments[0].equals("all") ? java.util.Arrays.stream(RecordedFamily.values())
                .map(Enum::name).toArray(String[]::new) : arguments[0].split(",");
        System.out.printf("%-12s %4s %18s %6s %9s %9s %s%n", "family", "load", "hybrid_ml/best", "all", "worst",
                "best is", "others/hybrid_ml, lower ends of the 95 % intervals, rejected");
        for (String family : families) {
            for (String load : arguments[1].split(",")) {
                benchmark.compare(family, Double.parseDouble(load));
            }
        }
    }

    private RecordedWorkload workload(String family, long seed) throws IOException {
        if (family.endsWith(".csv")) {
            try (InputStream in = Files.newInputStream(Path.of(family))) {
                return TraceReader.read("recorded", in, ReadLimits.defaults());
            }
        }
        return RecordedFamily.valueOf(family.toUpperCase(Locale.ROOT)).workload(seed);
    }

    private void compare(String family, double load) throws IOException {
        Map<String, List<Double>> settledRatios = new LinkedHashMap<>();
        List<Double> whole = new ArrayList<>();
        List<Double> toBest = new ArrayList<>();
        Map<String, Integer> wins = new HashMap<>();
        for (int seed = 1; seed <= seeds; seed++) {
            Map<String, double[]> means = run(workload(family, seed), load, seed);
            double[] learned = means.get("hybrid_ml");
            String best = CLAIRVOYANT.stream().min((a, b) -> Double.compare(means.get(a)[0], means.get(b)[0])).orElseThrow();
            wins.merge(best, 1, Integer::sum);
            toBest.add(learned[0] / means.get(best)[0]);
            whole.add(learned[1] / CLAIRVOYANT.stream().mapToDouble(name -> means.get(name)[1]).min().orElseThrow());
            means.forEach((name, mean) -> {
                if (!CLAIRVOYANT.contains(name) && !name.equals("hybrid_ml")) {
                    settledRatios.computeIfAbsent(name, any -> new ArrayList<>()).add(mean[0] / learned[0]);
                }
            });
        }
        StringBuilder others = new StringBuilder();
        settledRatios.forEach((name, ratios) -> others.append(String.format(" %s %.2f(%.2f)", name, mean(ratios),
                mean(ratios) - halfWidth(ratios))));
        String bestName = wins.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
        System.out.printf("%-12s %4.2f %7.3f +- %7.3f %6.2f %9.3f %9s %s%n", Path.of(family).getFileName(), load, mean(toBest),
                halfWidth(toBest), mean(whole), toBest.stream().mapToDouble(x -> x).max().orElseThrow(),
                bestName, others);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(x -> x).average().orElseThrow();
    }

    /** Half of a 95 % interval, by the normal law. */
    private static double halfWidth(List<Double> values) {
        double mean = mean(values);
        double squares = values.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
        return 1.96 * Math.sqrt(squares / Math.max(1, values.size() - 1) / values.size());
    }

    /** Mean turnaround in seconds by strategy: of the settled tasks, of all. */
    private Map<String, double[]> run(RecordedWorkload workload, double load, long seed) {
        Map<String, SchedulingStrategy> strategies = new LinkedHashMap<>();
        for (String name : registry.names()) {
            strategies.put(name, registry.create(name, new StrategyContext(cluster, workload.featureNames(),
                    new SplittableRandom(seed ^ name.hashCode()), Runnable::run, registry.defaults(name))));
        }
        strategies.put("sjf", new ClairvoyantQueue(false, 1e9));
        strategies.put("sjf_affinity", new ClairvoyantQueue(false, 3));
        strategies.put("eft", new ClairvoyantQueue(true, 1));
        StreamSpec spec = new StreamSpec(seed, Draw.RANDOM, OptionalDouble.of(load), OptionalDouble.empty(),
                OptionalLong.of(tasks), 0);
        Comparison comparison = new Comparison(workload.open(spec, cluster), strategies, cluster, 0,
                new CompletedSequences());
        Map<String, double[]> sums = new LinkedHashMap<>();
        strategies.keySet().forEach(name -> sums.put(name, new double[4]));
        while (comparison.step()) {
            add(comparison.takeOutcomes(), sums);
        }
        comparison.drain();
        add(comparison.takeOutcomes(), sums);
        Map<String, double[]> means = new LinkedHashMap<>();
        sums.forEach((name, sum) -> means.put(name, new double[] {sum[0] / sum[1], sum[2] / sum[3]}));
        return means;
    }

    private static void add(List<TaskOutcome> outcomes, Map<String, double[]> sums) {
        for (TaskOutcome task : outcomes) {
            task.outcomes().forEach(outcome -> {
                if (!outcome.rejected()) {
                    double[] sum = sums.get(outcome.strategy());
                    int from = task.sequence() >= SETTLED ? 0 : 2;
                    for (int i = from; i < 4; i += 2) {
                        sum[i] += outcome.turnaroundSeconds();
                        sum[i + 1]++;
                    }
                }
            });
        }
    }
}
