package org.hybridscheduler.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterSpec.Power;
import org.hybridscheduler.scheduling.SchedulingStrategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.simulation.engine.Comparison;
import org.hybridscheduler.simulation.engine.CompletedSequences;
import org.hybridscheduler.simulation.engine.DecisionListener;
import org.hybridscheduler.workload.Arrival;
import org.hybridscheduler.workload.StreamSpec;
import org.hybridscheduler.workload.StreamSpec.Draw;
import org.hybridscheduler.workload.SyntheticParameters;
import org.hybridscheduler.workload.SyntheticWorkload;
import org.hybridscheduler.workload.TaskStream;
import org.hybridscheduler.workload.Workload;

/** What the server runs where a start says nothing else: the default cluster, synthetic tasks at the default load. */
final class DefaultRun {

    static final long SEED = 42;
    /** Arrivals between two looks at what has finished: as many as the live loop lets arrive at once. */
    static final int BURST = 256;

    private static final String DEFAULTS = "/META-INF/microprofile-config.properties";

    private final ClusterSpec cluster;
    private final Workload workload = new SyntheticWorkload(SyntheticParameters.defaults());
    private final StrategyRegistry registry = new StrategyRegistry();

    DefaultRun() {
        Properties defaults = new Properties();
        try (InputStream in = DefaultRun.class.getResourceAsStream(DEFAULTS)) {
            defaults.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + DEFAULTS, e);
        }
        cluster = cluster(defaults);
    }

    private static ClusterSpec cluster(Properties defaults) {
        return new ClusterSpec((int) number(defaults, "cpus"), (int) number(defaults, "gpus"),
                number(defaults, "gpu_memory_mb"), number(defaults, "link_latency_seconds"),
                number(defaults, "link_bytes_per_second"),
                new Power(number(defaults, "cpu_idle_watts"), number(defaults, "cpu_active_watts")),
                new Power(number(defaults, "gpu_idle_watts"), number(defaults, "gpu_active_watts")),
                number(defaults, "cpu_usd_per_second"), number(defaults, "gpu_usd_per_second"),
                (int) number(defaults, "queue_capacity"));
    }

    private static double number(Properties defaults, String name) {
        String value = defaults.getProperty("cluster." + name);
        if (value == null) {
            throw new IllegalStateException(DEFAULTS + " has no cluster." + name);
        }
        return Double.parseDouble(value);
    }

    ClusterSpec cluster() {
        return cluster;
    }

    /** Names of the strategies of a run by default. */
    List<String> strategies() {
        return List.of("round_robin", "random", "greedy", "hybrid_ml", "rl_agent", "oracle");
    }

    /** An endless stream of tasks. */
    TaskStream stream() {
        return workload.open(spec(OptionalLong.empty()), cluster);
    }

    /** The first tasks of the stream, generated beforehand. */
    List<Arrival> arrivals(int tasks) {
        TaskStream stream = workload.open(spec(OptionalLong.of(tasks)), cluster);
        List<Arrival> arrivals = new ArrayList<>(tasks);
        for (Arrival arrival = stream.next(); arrival != null; arrival = stream.next()) {
            arrivals.add(arrival);
        }
        return arrivals;
    }

    private static StreamSpec spec(OptionalLong tasks) {
        return new StreamSpec(SEED, Draw.IN_ORDER, OptionalDouble.of(StreamSpec.DEFAULT_LOAD), OptionalDouble.empty(),
                tasks, 0);
    }

    /** A fresh strategy with its default parameters, save those given. */
    SchedulingStrategy strategy(String name, Executor trainer, Map<String, Double> parameters) {
        Map<String, Double> all = new HashMap<>(registry.defaults(name));
        all.putAll(parameters);
        return registry.create(name, new StrategyContext(cluster, workload.featureNames(),
                new SplittableRandom(SEED ^ name.hashCode()), trainer, all));
    }

    /** A comparison that replays these arrivals from the first. */
    Comparison comparison(List<Arrival> arrivals, Map<String, SchedulingStrategy> strategies) {
        return comparison(arrivals, strategies, DecisionListener.NONE);
    }

    /** The same with somebody who listens to every strategy's decisions. */
    Comparison comparison(List<Arrival> arrivals, Map<String, SchedulingStrategy> strategies,
            DecisionListener decisions) {
        return new Comparison(replay(arrivals), new LinkedHashMap<>(strategies), cluster, 0, new CompletedSequences(),
                strategy -> decisions);
    }

    private static TaskStream replay(List<Arrival> arrivals) {
        return new TaskStream() {

            private int next;

            @Override
            public Arrival next() {
                return next == arrivals.size() ? null : arrivals.get(next++);
            }
        };
    }
}
