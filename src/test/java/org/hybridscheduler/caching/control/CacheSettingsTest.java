package org.hybridscheduler.caching.control;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.hybridscheduler.caching.failover.spi.FailoverSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheSettingsTest {

    private static CacheSettings settings(Map<String, String> values) {
        return CacheSettings.of(new MapConfig(values));
    }

    @Test
    void settings_nothingConfigured_areTheContracts() {
        CacheSettings settings = settings(Map.of());
        assertThat(settings.backends()).containsExactly("memory");
        assertThat(settings.failover()).usingRecursiveComparison().ignoringFields("name")
                .isEqualTo(FailoverSettings.DEFAULTS);
        assertThat(settings.namespaces().values()).allSatisfy(namespace -> {
            assertThat(namespace.near()).isFalse();
            assertThat(namespace.lastPart()).isZero();
        });
        assertThat(settings.namespaces()).containsOnlyKeys("training_data", "scheduler_stats", "comparative_history");
        assertThat(settings.timeToLive("training_data")).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.timeToLive("scheduler_stats")).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.timeToLive("comparative_history")).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void settings_configured_areTaken() {
        CacheSettings settings = settings(Map.ofEntries(entry("cache.ttl.training_data", "7"),
                entry("cache.max_entries.training_data", "9"), entry("cache.near.training_data", "true"),
                entry("cache.early_refresh.training_data", "20"), entry("cache.start_wait_ms", "11"),
                entry("cache.memory.port", "5800")));
        assertThat(settings.namespaces().get("training_data"))
                .isEqualTo(new CacheSettings.Namespace(Duration.ofSeconds(7), 9, true, 20));
        assertThat(settings.namespaces().get("training_data").lastPart()).isEqualTo(Duration.ofMillis(1400));
        assertThat(settings.startWait()).isEqualTo(Duration.ofMillis(11));
        assertThat(settings.memory()).isEqualTo(new CacheSettings.Memory(5800, Optional.empty()));
    }

    @Test
    void failover_configured_isTaken() {
        assertThat(settings(Map.of("cache.failover.bound_ms", "90", "cache.failover.failures", "2",
                "cache.failover.heartbeat_ms", "1000", "cache.failover.probe_ms", "200", "cache.failover.probes", "5",
                "cache.failover.quarantine_ms", "0")).failover()).isEqualTo(new FailoverSettings("hybrid-scheduler",
                Duration.ofMillis(90), 2, Duration.ofSeconds(1), Duration.ofMillis(200), 5, Duration.ZERO,
                Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({"cache.ttl.training_data, 0, 1 to 86400", "cache.failover.bound_ms, 2, 3 to 60000",
        "cache.early_refresh.scheduler_stats, 91, 0 to 90", "cache.failover.probes, 0, 1 to 100"})
    void settings_outOfRange_saysKeyValueAndRange(String key, String value, String range) {
        assertThatIllegalArgumentException().isThrownBy(() -> settings(Map.of(key, value)))
                .withMessageContaining(key + " is " + value).withMessageContaining(range);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "redis://cache, redis://cache:6379, -, -, 0",
        "rediss://cache:7000/3, rediss://cache:7000, -, -, 3",
        "redis://:p%40ss+1@cache:6379/, redis://cache:6379, -, p@ss+1, 0",
        "redis://me:secret@cache:6379/1, redis://cache:6379, me, secret, 1"})
    void redis_url_isTakenApart(String url, String address, String user, String password, int database) {
        RedisServer redis = (RedisServer) settings(Map.of("redis.url", url)).redis().orElseThrow();
        assertThat(redis.address()).isEqualTo(address);
        assertThat(redis.username().orElse(null)).isEqualTo(user);
        assertThat(redis.password().orElse(null)).isEqualTo(password);
        assertThat(redis.database()).isEqualTo(database);
    }

    @Test
    void redis_configuredOrBlank_decidesTheBackend() {
        assertThat(settings(Map.of("redis.url", "redis://cache")).backends()).containsExactly("redis", "memory");
        assertThat(settings(Map.of("redis.url", " ")).backends()).containsExactly("memory");
    }

    @Test
    void redis_fileAndUrl_isWhatTheFileSays() {
        assertThat(settings(Map.of("redis.url", "redis://cache", "redis.config", "pom.xml")).redis())
                .contains(new RedisSettings.File(Path.of("pom.xml")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis.config", "cache.memory.config"})
    void file_absent_isRefusedWithTheDirectoryItWasLookedForIn(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> settings(Map.of(key, "absent.yaml")))
                .withMessageContaining(key + " is absent.yaml")
                .withMessageContaining(Path.of("").toAbsolutePath().toString());
    }

    @Test
    void redis_asText_hidesThePassword() {
        assertThat(settings(Map.of("redis.url", "redis://me:secret@cache:6379")))
                .asString().contains("cache:6379").doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://:secret@cache", "redis://:sec ret@cache", "redis://:secret@/0",
        "redis://:secret@cache/x"})
    void redis_badUrl_isRefusedWithoutItsPassword(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> settings(Map.of("redis.url", url)))
                .withMessageContaining("redis.url").withMessageContaining("maybe").withNoCause()
                .withMessageNotContaining("secret").withMessageNotContaining("sec ret");
    }
}
