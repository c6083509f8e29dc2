package org.hybridscheduler.caching.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
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
        assertThat(settings.backend()).isEqualTo("memory");
        assertThat(settings.namespaces()).containsOnlyKeys("training_data", "scheduler_stats", "comparative_history");
        assertThat(settings.timeToLive("training_data")).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.timeToLive("scheduler_stats")).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.timeToLive("comparative_history")).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void settings_configured_areTaken() {
        CacheSettings settings = settings(Map.of("cache.ttl.training_data", "7", "cache.max_entries.training_data", "9",
                "cache.start_wait_ms", "11", "cache.memory.port", "5800"));
        assertThat(settings.namespaces().get("training_data"))
                .isEqualTo(new CacheSettings.Namespace(Duration.ofSeconds(7), 9));
        assertThat(settings.startWait()).isEqualTo(Duration.ofMillis(11));
        assertThat(settings.memoryPort()).isEqualTo(5800);
    }

    @Test
    void settings_timeToLiveOutOfRange_saysKeyValueAndRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> settings(Map.of("cache.ttl.training_data", "0")))
                .withMessageContaining("cache.ttl.training_data is 0").withMessageContaining("1 to 86400");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "redis://cache, redis://cache:6379, -, -, 0",
        "rediss://cache:7000/3, rediss://cache:7000, -, -, 3",
        "redis://:p%40ss+1@cache:6379/, redis://cache:6379, -, p@ss+1, 0",
        "redis://me:secret@cache:6379/1, redis://cache:6379, me, secret, 1"})
    void redis_url_isTakenApart(String url, String address, String user, String password, int database) {
        RedisSettings redis = settings(Map.of("redis.url", url)).redis().orElseThrow();
        assertThat(redis.address()).isEqualTo(address);
        assertThat(redis.username().orElse(null)).isEqualTo(user);
        assertThat(redis.password().orElse(null)).isEqualTo(password);
        assertThat(redis.database()).isEqualTo(database);
    }

    @Test
    void redis_configuredOrBlank_decidesTheBackend() {
        assertThat(settings(Map.of("redis.url", "redis://cache")).backend()).isEqualTo("redis");
        assertThat(settings(Map.of("redis.url", " ")).backend()).isEqualTo("memory");
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
