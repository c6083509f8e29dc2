package org.hybridscheduler.simulation.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterSpec.Power;
import org.hybridscheduler.scheduling.Failures;
import org.hybridscheduler.scheduling.Transfers;
import org.hybridscheduler.workload.StreamSpec;
import org.hybridscheduler.workload.StreamSpec.Draw;

/**
 * Everything that the results of a run depend on, but the build. Its text is one {@code key=value} a line, in a fixed
 * order; equal specifications have equal texts and so equal hashes.
 *
 * @param workload name of the workload
 * @param workloadDigest digest of its content, so that a workload uploaded anew under an old name is another run
 * @param draw order in which recorded tasks come
 * @param seed of every random stream
 * @param load arrival rate over the cluster's capacity; empty: the recorded arrival times
 * @param noiseCv coefficient of variation of run times; empty: the workload's own
 * @param maxTasks the run's length in tasks; empty: as long as the workload lasts
 * @param cluster each strategy has one of these
 * @param strategies names, without duplicates, in the order of the outcomes
 * @param parameters each strategy's parameters by {@code STRATEGY.PARAMETER}
 * @param arrivals the workload whose arrival times are used; empty: those of the tasks' own
 */
public record RunSpecification(String workload, String workloadDigest, Draw draw, long seed, OptionalDouble load,
        OptionalDouble noiseCv, OptionalLong maxTasks, ClusterSpec cluster, List<String> strategies,
        Map<String, Double> parameters, Optional<Arrivals> arrivals) {

    /**
     * Where arrival times come from.
     *
     * @param workload its name
     * @param digest of its arrival times
     */
    public record Arrivals(String workload, String digest) {

        public Arrivals {
            Objects.requireNonNull(workload, "workload");
            Objects.requireNonNull(digest, "digest");
        }
    }

    public RunSpecification {
        Objects.requireNonNull(arrivals, "arrivals");
        Objects.requireNonNull(workload, "workload");
        Objects.requireNonNull(workloadDigest, "workloadDigest");
        Objects.requireNonNull(cluster, "cluster");
        strategies = List.copyOf(strategies);
        parameters = Map.copyOf(parameters);
        if (strategies.isEmpty() || strategies.stream().distinct().count() < strategies.size()) {
            throw new IllegalArgumentException("strategies are " + strategies + ", expected one or more, each once");
        }
        new StreamSpec(seed, draw, load, noiseCv, maxTasks, 0);
    }

    /** A run whose tasks arrive as their workload has it. */
    public RunSpecification(String workload, String workloadDigest, Draw draw, long seed, OptionalDouble load,
            OptionalDouble noiseCv, OptionalLong maxTasks, ClusterSpec cluster, List<String> strategies,
            Map<String, Double> parameters) {
        this(workload, workloadDigest, draw, seed, load, noiseCv, maxTasks, cluster, strategies, parameters,
                Optional.empty());
    }

    /** How the run's stream is opened. */
    public StreamSpec stream(long firstTaskId) {
        return new StreamSpec(seed, draw, load, noiseCv, maxTasks, firstTaskId);
    }

    /** The parameters of one strategy by their own names. */
    public Map<String, Double> parametersOf(String strategy) {
        String prefix = strategy + ".";
        return parameters.entrySet().stream().filter(entry -> entry.getKey().startsWith(prefix))
                .collect(Collectors.toMap(entry -> entry.getKey().substring(prefix.length()), Map.Entry::getValue));
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

    /** The text that {@link #parse} reads back. */
    public String text() {
        Map<String, String> lines = new TreeMap<>();
        lines.put("workload", workload);
        lines.put("workload_digest", workloadDigest);
        arrivals.ifPresent(source -> {
            lines.put("arrivals", source.workload());
            lines.put("arrivals_digest", source.digest());
        });
        lines.put("draw", draw.name());
        lines.put("seed", Long.toString(seed));
        load.ifPresent(value -> lines.put("load", Double.toString(value)));
        noiseCv.ifPresent(value -> lines.put("noise_cv", Double.toString(value)));
        maxTasks.ifPresent(value -> lines.put("max_tasks", Long.toString(value)));
        lines.put("strategies", String.join(",", strategies));
        lines.put("cluster.cpus", Integer.toString(cluster.cpus()));
        lines.put("cluster.gpus", Integer.toString(cluster.gpus()));
        lines.put("cluster.gpu_memory_mb", Double.toString(cluster.gpuMemoryMb()));
        lines.put("cluster.link_latency_seconds", Double.toString(cluster.linkLatencySeconds()));
        lines.put("cluster.link_bytes_per_second", Double.toString(cluster.linkBytesPerSecond()));
        lines.put("cluster.cpu_idle_watts", Double.toString(cluster.cpuPower().idleWatts()));
        lines.put("cluster.cpu_active_watts", Double.toString(cluster.cpuPower().activeWatts()));
        lines.put("cluster.gpu_idle_watts", Double.toString(cluster.gpuPower().idleWatts()));
        lines.put("cluster.gpu_active_watts", Double.toString(cluster.gpuPower().activeWatts()));
        lines.put("cluster.cpu_usd_per_second", Double.toString(cluster.cpuUsdPerSecond()));
        lines.put("cluster.gpu_usd_per_second", Double.toString(cluster.gpuUsdPerSecond()));
        lines.put("cluster.queue_capacity", Integer.toString(cluster.queueCapacity()));
        // Only where they say something: the specifications of older runs keep their hashes.
        if (cluster.transfers() != Transfers.INCLUDED) {
            lines.put("cluster.transfers", cluster.transfers().name());
        }
        if (!cluster.failures().never()) {
            lines.put("cluster.mean_seconds_to_failure", Double.toString(cluster.failures().meanSecondsToFailure()));
            lines.put("cluster.mean_seconds_to_repair", Double.toString(cluster.failures().meanSecondsToRepair()));
        }
        parameters.forEach((name, value) -> lines.put("strategy." + name, Double.toString(value)));
        return lines.entrySet().stream().map(line -> line.getKey() + "=" + line.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException where it did not
     */
    public static RunSpecification parse(String text) {
        Map<String, String> lines = new TreeMap<>();
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("'" + line + "' is not key=value");
            }
            lines.put(line.substring(0, equals), line.substring(equals + 1));
        });
        Fields fields = new Fields(lines);
        Map<String, Double> parameters = new TreeMap<>();
        lines.forEach((key, value) -> {
            if (key.startsWith("strategy.")) {
                parameters.put(key.substring("strategy.".length()), Double.valueOf(value));
            }
        });
        ClusterSpec cluster = new ClusterSpec((int) fields.integer("cluster.cpus"), (int) fields.integer("cluster.gpus"),
                fields.decimal("cluster.gpu_memory_mb"), fields.decimal("cluster.link_latency_seconds"),
                fields.decimal("cluster.link_bytes_per_second"),
                new Power(fields.decimal("cluster.cpu_idle_watts"), fields.decimal("cluster.cpu_active_watts")),
                new Power(fields.decimal("cluster.gpu_idle_watts"), fields.decimal("cluster.gpu_active_watts")),
                fields.decimal("cluster.cpu_usd_per_second"), fields.decimal("cluster.gpu_usd_per_second"),
                (int) fields.integer("cluster.queue_capacity"),
                lines.containsKey("cluster.transfers") ? Transfers.valueOf(fields.text("cluster.transfers"))
                        : Transfers.INCLUDED,
                lines.containsKey("cluster.mean_seconds_to_failure")
                        ? new Failures(fields.decimal("cluster.mean_seconds_to_failure"),
                                fields.decimal("cluster.mean_seconds_to_repair"))
                        : Failures.NONE);
        return new RunSpecification(fields.text("workload"), fields.text("workload_digest"),
                Draw.valueOf(fields.text("draw")), fields.integer("seed"), fields.optionalDecimal("load"),
                fields.optionalDecimal("noise_cv"), lines.containsKey("max_tasks")
                        ? OptionalLong.of(fields.integer("max_tasks")) : OptionalLong.empty(),
                cluster, List.of(fields.text("strategies").split(",")), parameters, lines.containsKey("arrivals")
                        ? Optional.of(new Arrivals(fields.text("arrivals"), fields.text("arrivals_digest")))
                        : Optional.empty());
    }

    private record Fields(Map<String, String> lines) {

        String text(String key) {
            String value = lines.get(key);
            if (value == null) {
                throw new IllegalArgumentException("A specification without " + key
                        + ". Maybe it was written by another version?");
            }
            return value;
        }

        long integer(String key) {
            return Long.parseLong(text(key));
        }

        double decimal(String key) {
            return Double.parseDouble(text(key));
        }

        OptionalDouble optionalDecimal(String key) {
            return lines.containsKey(key) ? OptionalDouble.of(decimal(key)) : OptionalDouble.empty();
        }
    }
}
