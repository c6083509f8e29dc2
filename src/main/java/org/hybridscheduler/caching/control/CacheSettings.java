package org.hybridscheduler.caching.control;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.hybridscheduler.caching.CacheNamespaces;

/**
 * How the caches are configured.
 *
 * @param redis      empty where no Redis is configured and memory serves
 * @param namespaces by name, in the order they are shown
 * @param startWait  how long after the application's start cached reads wait for a backend that is still starting
 * @param memoryPort the first loopback port the embedded member tries
 */
public record CacheSettings(Optional<RedisSettings> redis, Map<String, Namespace> namespaces, Duration startWait,
                            int memoryPort) {

    /**
     * One cache.
     *
     * @param timeToLive how long an entry lives, counted from its creation
     * @param maxEntries the most entries it holds in memory; Redis is bounded by the time to live and its own limit
     */
    public record Namespace(Duration timeToLive, int maxEntries) {
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
        for (String name : CacheNamespaces.ALL) {
            namespaces.put(name, new Namespace(
                    Duration.ofSeconds(number(config, "cache.ttl." + name, TTL_SECONDS.get(name), 1, 86_400)),
                    number(config, "cache.max_entries." + name, MAX_ENTRIES.get(name), 1, 1_000_000)));
        }
        return new CacheSettings(
                config.getOptionalValue("redis.url", String.class).filter(url -> !url.isBlank())
                        .map(url -> RedisSettings.of(url.strip(), config)),
                namespaces, Duration.ofMillis(number(config, "cache.start_wait_ms", 10_000, 0, 60_000)),
                number(config, "cache.memory.port", 5701, 1024, 65_435));
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

    /** What the configured backend is called in answers and metrics: {@code redis} or {@code memory}. */
    public String backend() {
        return redis.isPresent() ? "redis" : "memory";
    }

    /** How long an entry of a namespace lives. */
    public Duration timeToLive(String namespace) {
        return namespaces.get(namespace).timeToLive();
    }
}
