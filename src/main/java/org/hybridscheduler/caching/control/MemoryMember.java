package org.hybridscheduler.caching.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hazelcast.config.Config;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.SerializerConfig;
import com.hazelcast.config.YamlConfigBuilder;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.hybridscheduler.caching.failover.spi.StoredEntry;

/** Starts the embedded Hazelcast: on the loopback interface and joining nobody, unless a file says otherwise. */
final class MemoryMember {

    private MemoryMember() {
    }

    /**
     * Starts a member, which takes seconds.
     *
     * @param environment the variables that a file of settings may use
     * @throws IllegalArgumentException where a file of settings cannot be used
     */
    static HazelcastInstance start(CacheSettings.Memory memory, Map<String, String> environment, ClassLoader loader) {
        return Hazelcast.newHazelcastInstance(config(memory, environment, loader));
    }

    static Config config(CacheSettings.Memory memory, Map<String, String> environment, ClassLoader loader) {
        Config config = memory.config().map(file -> read(file, environment)).orElseGet(() -> alone(memory.port()));
        config.setClassLoader(loader);
        config.getSerializationConfig().addSerializerConfig(new SerializerConfig().setTypeClass(StoredEntry.class)
                .setImplementation(new StoredEntrySerializer()));
        unlessSaid(config, "hazelcast.phone.home.enabled", "false");
        // The limit of a cache's entries is kept per partition: the fewer, the nearer the limit is met.
        unlessSaid(config, "hazelcast.partition.count", "13");
        unlessSaid(config, "hazelcast.shutdownhook.enabled", "false");
        unlessSaid(config, "hazelcast.logging.type", "jdk");
        return config;
    }

    private static void unlessSaid(Config config, String property, String value) {
        if (config.getProperty(property) == null) {
            config.setProperty(property, value);
        }
    }

    private static Config read(Path file, Map<String, String> environment) {
        try {
            String yaml = SettingsFile.read(file, environment);
            return new YamlConfigBuilder(new ByteArrayInputStream(yaml.getBytes(UTF_8))).build();
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("cache.memory.config is %s, which cannot be used: %s".formatted(file,
                    e.getMessage()), e);
        }
    }

    private static Config alone(int port) {
        Config config = new Config().setClusterName(CacheSettings.GROUP)
                // Without it the member listens on every interface, whatever the interfaces below say.
                .setProperty("hazelcast.socket.bind.any", "false");
        config.getMetricsConfig().setEnabled(false);
        NetworkConfig network = config.getNetworkConfig().setPort(port).setPortAutoIncrement(true);
        network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        network.getJoin().getMulticastConfig().setEnabled(false);
        network.getJoin().getTcpIpConfig().setEnabled(false);
        network.getJoin().getAutoDetectionConfig().setEnabled(false);
        return config;
    }
}
