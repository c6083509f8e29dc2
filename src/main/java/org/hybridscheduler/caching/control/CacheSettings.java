package org.hybridscheduler.caching.control;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.hybridscheduler.caching.CacheNamespaces;
import org.hybridscheduler.caching.failover.spi.FailoverSettings;

/**
 * How the caches are configured.
 *
 * @param redis      empty where no Redis is configured and memory serves alone
 * @param memory     the embedded Hazelcast
 * @param failover   when Redis counts as failed and as back
 * @param namespaces by name, in the order they are shown
 * @param startWait  how long after the application's start cached reads wait for caches that are still starting
 */
public record CacheSettings(Optional<RedisSettings> redis, Memory memory, FailoverSettings failover,
                            Map<String, Namespace> namespaces, Duration startWait) {

    /** What Redis is called in answers and metrics. */
    static final String REDIS = "redis";

    /** What the embedded Hazelcast is called in answers and metrics. */
    static final String MEMORY = "memory";

    /** The name of the group of nodes that share caches. */
    static final String GROUP = "hybrid-scheduler";

    /**
     * The embedded Hazelcast.
     *
     * @param port   the first loopback port the member tries
     * @param config Hazelcast's own configuration, which then says it all; empty: a member that joins nobody
     */
    public record Memory(int port, Optional<Path> config) {
    }

    /**
     * One cache.
     *
     * @param timeToLive   how long an entry lives, counted from its last write
     * @param maxEntries   the most entries it holds in memory; Redis is bounded by the time to live and its own limit
     * @param near         whether this node also keeps its entries beside the backend, by reference
     * @param earlyRefresh the last percent of the time to live, in which one reader renews an entry; 0 never
     */
    public record Namespace(Duration timeToLive, int maxEntries, boolean near, int earlyRefresh) {

        /** The part of the time to live in which a reader renews an entry. */
        Duration lastPart() {
            return timeToLive.multipliedBy(earlyRefresh).dividedBy(100);
        }
    }

    private static final Map<String, Integer> TTL_SECONDS = Map.of(CacheNamespaces.TRAINING_DATA, 30,
            CacheNamespaces.SCHEDULER_STATS, 10, CacheNamespaces.COMPARATIVE_HISTORY, 5);
    private static final Map<String, Integer> MAX_ENTRIES = Map.of(CacheNamespaces.TRAINING_DATA, 20,
            CacheNamespaces.SCHEDULER_STATS, 1000, CacheNamespaces.COMPARATIVE_HISTORY, 200);

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException where a value is out of range
     */
    public static CacheSettings of(Config config) {
        Map<String, Namespace> namespaces = new LinkedHashMap<>();
        CacheNamespaces.ALL.forEach(name -> namespaces.put(name, namespace(name, config)));
        Memory memory = new Memory(number(config, "cache.memory.port", 5701, 1024, 65_435),
                file(config, "cache.memory.config"));
        return new CacheSettings(RedisSettings.of(config), memory, failover(config), namespaces,
                millis(config, "cache.start_wait_ms", 10_000, 0, 60_000));
    }

    private static Namespace namespace(String name, Config config) {
        return new Namespace(
                Duration.ofSeconds(number(config, "cache.ttl." + name, TTL_SECONDS.get(name), 1, 86_400)),
                number(config, "cache.max_entries." + name, MAX_ENTRIES.get(name), 1, 1_000_000),
                config.getOptionalValue("cache.near." + name, Boolean.class).orElse(false),
                number(config, "cache.early_refresh." + name, 0, 0, 90));
    }

    private static FailoverSettings failover(Config config) {
        return new FailoverSettings(GROUP, millis(config, "cache.failover.bound_ms", 150, 3, 60_000),
                number(config, "cache.failover.failures", 3, 1, 100),
                millis(config, "cache.failover.heartbeat_ms", 250, 1, 60_000),
                millis(config, "cache.failover.probe_ms", 100, 1, 60_000),
                number(config, "cache.failover.probes", 2, 1, 100),
                millis(config, "cache.failover.quarantine_ms", 60_000, 0, 86_400_000), Duration.ZERO);
    }

    private static Duration millis(Config config, String key, int otherwise, int min, int max) {
        return Duration.ofMillis(number(config, key, otherwise, min, max));
    }

    /** Reads a whole number, checking its range. */
    static int number(Config config, String key, int otherwise, int min, int max) {
        int value = config.getOptionalValue(key, Integer.class).orElse(otherwise);
        if (value < min || value > max) {
            throw new IllegalArgumentException("%s is %d, allowed is %d to %d. Maybe its unit is another?".formatted(
                    key, value, min, max));
        }
        return value;
    }

    /**
     * Reads the path of a file.
     *
     * @throws IllegalArgumentException where there is no such file
     */
    static Optional<Path> file(Config config, String key) {
        Optional<Path> path = config.getOptionalValue(key, String.class).filter(text -> !text.isBlank())
                .map(text -> Path.of(text.strip()));
        path.filter(file -> !Files.isReadable(file)).ifPresent(file -> {
            throw new IllegalArgumentException("%s is %s, which cannot be read. Maybe it is not relative to %s?"
                    .formatted(key, file, Path.of("").toAbsolutePath()));
        });
        return path;
    }

    /** What the backends that may serve are called in answers and metrics, the one that is to serve first. */
    public List<String> backends() {
        return redis.isPresent() ? List.of(REDIS, MEMORY) : List.of(MEMORY);
    }

    /** How long an entry of a namespace lives. */
    public Duration timeToLive(String namespace) {
        return namespaces.get(namespace).timeToLive();
    }
}
