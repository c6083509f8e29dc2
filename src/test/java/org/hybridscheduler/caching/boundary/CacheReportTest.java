package org.hybridscheduler.caching.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hybridscheduler.JsonDialect;
import org.hybridscheduler.caching.control.BackendStatistics;
import org.hybridscheduler.caching.control.NamespaceStatistics;
import org.junit.jupiter.api.Test;

class CacheReportTest {

    private static final OptionalLong UNKNOWN = OptionalLong.empty();

    private static BackendStatistics statistics(long hits, long misses, OptionalLong size) {
        return new BackendStatistics(hits, misses, 0, 0, 0,
                hits + misses == 0 ? OptionalDouble.empty() : OptionalDouble.of(1.234), UNKNOWN, size);
    }

    private static NamespaceStatistics namespace(BackendStatistics total, Map<String, BackendStatistics> backends) {
        return new NamespaceStatistics(total, backends, Duration.ofSeconds(30));
    }

    private static NamespaceStatistics inMemory(long hits, long misses, OptionalLong size) {
        BackendStatistics memory = statistics(hits, misses, size);
        return namespace(memory, Map.of("memory", memory));
    }

    /** As a client reads it. */
    private static JsonObject json(CacheReport report) {
        return Json.createReader(new StringReader(JsonDialect.jsonb().toJson(report))).readObject();
    }

    @Test
    void report_severalNamespaces_addsThemUp() {
        JsonObject report = json(CacheReport.of(Map.of("a", inMemory(1, 1, OptionalLong.of(3)),
                "b", inMemory(1, 0, OptionalLong.of(4))), "memory", true));
        assertThat(report.getString("status")).isEqualTo("operational");
        JsonObject stats = report.getJsonObject("cache_stats");
        assertThat(stats.getInt("hits")).isEqualTo(2);
        assertThat(stats.getInt("misses")).isEqualTo(1);
        assertThat(stats.getInt("total_requests")).isEqualTo(3);
        assertThat(stats.getJsonNumber("hit_rate_percent").doubleValue()).isEqualTo(66.67);
        assertThat(stats.getInt("memory_cache_size")).isEqualTo(7);
    }

    @Test
    void report_namespace_hasEveryFigureOfTheContractAndItsBackends() {
        Map<String, BackendStatistics> backends = new LinkedHashMap<>();
        backends.put("redis", statistics(2, 1, OptionalLong.of(5)));
        backends.put("memory", statistics(0, 0, UNKNOWN));
        JsonObject namespace = json(CacheReport.of(Map.of("a", namespace(statistics(2, 1, OptionalLong.of(5)),
                backends)), "redis", true)).getJsonObject("cache_stats").getJsonObject("namespaces").getJsonObject("a");
        assertThat(namespace.keySet()).containsExactlyInAnyOrder("hits", "misses", "puts", "removals", "evictions",
                "errors", "avg_get_micros", "size", "ttl_seconds", "backends");
        assertThat(namespace.getInt("ttl_seconds")).isEqualTo(30);
        JsonObject redis = namespace.getJsonObject("backends").getJsonObject("redis");
        assertThat(redis.getInt("size")).isEqualTo(5);
        assertThat(redis.getJsonNumber("avg_get_micros").doubleValue()).isEqualTo(1.23);
        assertThat(redis.getString("evictions")).isEqualTo("n/a");
        JsonObject memory = namespace.getJsonObject("backends").getJsonObject("memory");
        assertThat(memory.getInt("hits")).as("known to be none").isZero();
        assertThat(memory.getString("size")).isEqualTo("n/a");
        assertThat(memory.getString("avg_get_micros")).isEqualTo("n/a");
    }

    @Test
    void report_nothingAskedYetOrSizeUnknown_isNotAvailableInsteadOfZero() {
        JsonObject report = json(CacheReport.of(Map.of("a", inMemory(0, 0, UNKNOWN)), "n/a", false));
        assertThat(report.getString("status")).isEqualTo("degraded");
        assertThat(report.getJsonObject("cache_stats").getString("hit_rate_percent")).isEqualTo("n/a");
        assertThat(report.getJsonObject("cache_stats").getString("memory_cache_size")).isEqualTo("n/a");
    }

    @Test
    void memoryCacheSize_redisServes_isTheNearTiersAlone() {
        BackendStatistics redis = statistics(0, 0, OptionalLong.of(9));
        Map<String, BackendStatistics> backends = Map.of("redis", redis, "memory", statistics(0, 0, UNKNOWN));
        Map<String, BackendStatistics> withNear = new LinkedHashMap<>(backends);
        withNear.put("near", statistics(0, 0, OptionalLong.of(2)));
        assertThat(json(CacheReport.of(Map.of("a", namespace(redis, backends)), "redis", true))
                .getJsonObject("cache_stats").getInt("memory_cache_size")).isZero();
        assertThat(json(CacheReport.of(Map.of("a", namespace(redis, backends), "b", namespace(redis, withNear)),
                "redis", true)).getJsonObject("cache_stats").getInt("memory_cache_size")).isEqualTo(2);
    }
}
