package org.hybridscheduler.simulation.experiment.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterSpec.Power;
import org.hybridscheduler.simulation.experiment.report.Build;

/** The server's own defaults, from the file that the build writes; a configuration of the environment counts not. */
final class Defaults {

    private static final String FILE = "/META-INF/microprofile-config.properties";

    private final Properties properties = new Properties();

    Defaults() {
        try (InputStream file = Defaults.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("No " + FILE + " on the class path. Maybe mvn compile?");
            }
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + FILE, e);
        }
    }

    Build build() {
        return new Build(text("application.version"), text("application.commit"));
    }

    /** The configured cluster, but for what the arguments say. */
    ClusterSpec cluster(Arguments arguments) {
        return new ClusterSpec(devices("cpus", arguments), devices("gpus", arguments),
                arguments.decimal("gpu-memory-mb").orElseGet(() -> number("cluster.gpu_memory_mb")),
                number("cluster.link_latency_seconds"), number("cluster.link_bytes_per_second"),
                new Power(number("cluster.cpu_idle_watts"), number("cluster.cpu_active_watts")),
                new Power(number("cluster.gpu_idle_watts"), number("cluster.gpu_active_watts")),
                number("cluster.cpu_usd_per_second"), number("cluster.gpu_usd_per_second"),
                arguments.integer("queue-capacity", 1, 1_000_000)
                        .orElseGet(() -> (long) number("cluster.queue_capacity")).intValue());
    }

    private int devices(String kind, Arguments arguments) {
        return arguments.integer(kind, 0, ClusterSpec.MAX_DEVICES).orElseGet(() -> (long) number("cluster." + kind))
                .intValue();
    }

    double number(String key) {
        return Double.parseDouble(text(key));
    }

    String text(String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalStateException(FILE + " has no " + key);
        }
        return value.trim();
    }
}
