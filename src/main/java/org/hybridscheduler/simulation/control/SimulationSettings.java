package org.hybridscheduler.simulation.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterSpec.Power;
import org.hybridscheduler.scheduling.Failures;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.Transfers;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.workload.StreamSpec.Draw;
import org.hybridscheduler.workload.SyntheticParameters;

/** What is configured, in the core's own terms: what a run is where its start says nothing else. */
@ApplicationScoped
public class SimulationSettings {

    @Inject
    Config config;

    public boolean autostart() {
        return config.getValue("simulation.autostart", Boolean.class);
    }

    public String workload() {
        return config.getValue("simulation.workload", String.class);
    }

    public Draw draw() {
        return Draw.valueOf(config.getValue("simulation.draw", String.class).toUpperCase(Locale.ROOT));
    }

    public long seed() {
        return config.getValue("simulation.seed", Long.class);
    }

    public double load() {
        return decimal("simulation.load");
    }

    public OptionalLong maxTasks() {
        return config.getOptionalValue("simulation.max_tasks", Long.class).map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    public double paceTasksPerSecond() {
        return decimal("simulation.pace_tasks_per_second");
    }

    public List<String> strategies() {
        return List.of(config.getValue("simulation.schedulers", String[].class));
    }

    public ClusterSpec cluster() {
        return new ClusterSpec(config.getValue("cluster.cpus", Integer.class),
                config.getValue("cluster.gpus", Integer.class), decimal("cluster.gpu_memory_mb"),
                decimal("cluster.link_latency_seconds"), decimal("cluster.link_bytes_per_second"),
                new Power(decimal("cluster.cpu_idle_watts"), decimal("cluster.cpu_active_watts")),
                new Power(decimal("cluster.gpu_idle_watts"), decimal("cluster.gpu_active_watts")),
                decimal("cluster.cpu_usd_per_second"), decimal("cluster.gpu_usd_per_second"),
                config.getValue("cluster.queue_capacity", Integer.class),
                Transfers.valueOf(config.getValue("cluster.transfers", String.class).toUpperCase(Locale.ROOT)),
                failures());
    }

    /** A mean time to failure of 0 is never. */
    private Failures failures() {
        double meanSecondsToFailure = decimal("cluster.mean_seconds_to_failure");
        return new Failures(meanSecondsToFailure == 0 ? Double.POSITIVE_INFINITY : meanSecondsToFailure,
                decimal("cluster.mean_seconds_to_repair"));
    }

    /** The configured cluster, but for what is not empty. */
    ClusterSpec cluster(OptionalLong cpus, OptionalLong gpus, OptionalDouble gpuMemoryMb, OptionalLong queueCapacity) {
        ClusterSpec configured = cluster();
        return new ClusterSpec((int) cpus.orElse(configured.cpus()), (int) gpus.orElse(configured.gpus()),
                gpuMemoryMb.orElse(configured.gpuMemoryMb()), configured.linkLatencySeconds(),
                configured.linkBytesPerSecond(), configured.cpuPower(), configured.gpuPower(),
                configured.cpuUsdPerSecond(), configured.gpuUsdPerSecond(),
                (int) queueCapacity.orElse(configured.queueCapacity()), configured.transfers(), configured.failures());
    }

    /** The parameters of these strategies by {@code STRATEGY.PARAMETER}. */
    public Map<String, Double> parameters(StrategyRegistry registry, List<String> strategies) {
        Map<String, Double> parameters = new TreeMap<>();
        for (String strategy : strategies) {
            for (Strategy.Parameter parameter : registry.declared(strategy).parameters()) {
                String name = strategy + "." + parameter.name();
                parameters.put(name, config.getOptionalValue("strategy." + name, Double.class)
                        .orElse(parameter.defaultValue()));
            }
        }
        return parameters;
    }

    public SyntheticParameters synthetic() {
        return SyntheticParameters.from((name, byDefault) ->
                config.getOptionalValue("synthetic." + name, Double.class).orElse(byDefault));
    }

    private double decimal(String key) {
        return config.getValue(key, Double.class);
    }
}
