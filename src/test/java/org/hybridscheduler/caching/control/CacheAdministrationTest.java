package org.hybridscheduler.caching.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.hybridscheduler.caching.NamespaceKey;
import org.hybridscheduler.caching.Representation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The administration on the memory backend alone. */
class CacheAdministrationTest {

    private static Wiring wiring;
    private final CacheAdministration administration = wiring.administration();

    @BeforeAll
    static void start() {
        wiring = new Wiring(Map.of("cache.start_wait_ms", "60000", "cache.near.scheduler_stats", "true"));
        assertThat(wiring.manager().getCacheNames()).contains("training_data");
    }

    @AfterAll
    static void stop() {
        wiring.close();
    }

    @BeforeEach
    void reset() {
        administration.namespaces().forEach(administration::invalidate);
        administration.reset();
    }

    private static Cache<NamespaceKey, Representation> cache(String namespace) {
        return wiring.manager().getCache(namespace, NamespaceKey.class, Representation.class);
    }

    private static NamespaceKey key(int number) {
        return new NamespaceKey("key_" + number);
    }

    private static void put(String namespace, int entries) {
        for (int i = 0; i < entries; i++) {
            cache(namespace).put(key(i), Representation.of("[]".getBytes(UTF_8), Instant.EPOCH));
        }
    }

    private NamespaceStatistics statistics(String namespace) {
        return administration.statistics().get(namespace);
    }

    @Test
    void statistics_afterOperations_showThemPerNamespaceAndBackend() {
        put("training_data", 2);
        cache("training_data").get(key(0));
        cache("training_data").get(key(1));
        cache("training_data").get(key(2));
        cache("training_data").remove(key(1));
        assertThat(administration.statistics()).containsOnlyKeys("training_data", "scheduler_stats",
                "comparative_history");
        BackendStatistics total = statistics("training_data").total();
        assertThat(total).usingRecursiveComparison().ignoringFields("averageGetMicros").isEqualTo(
                new BackendStatistics(2, 1, 2, 1, 0, null, OptionalLong.of(0), OptionalLong.of(1)));
        assertThat(total.averageGetMicros().orElseThrow()).isPositive();
        assertThat(statistics("training_data").backends()).containsExactly(Map.entry("memory", total));
        assertThat(statistics("training_data").timeToLive()).isEqualTo(Duration.ofSeconds(30));
        assertThat(statistics("comparative_history").total().averageGetMicros()).as("unknown, so not zero").isEmpty();
    }

    @Test
    void statistics_ofANearTier_areItsOwn() {
        put("scheduler_stats", 1);
        cache("scheduler_stats").get(key(0));
        cache("scheduler_stats").get(key(0));
        Map<String, BackendStatistics> backends = statistics("scheduler_stats").backends();
        assertThat(backends).containsOnlyKeys("memory", "near");
        assertThat(backends.get("near").hits()).isPositive();
        assertThat(backends.get("near").size()).hasValue(1);
        assertThat(statistics("scheduler_stats").total().hits()).isEqualTo(2);
    }

    @Test
    void reset_afterOperations_keepsEntries() {
        put("training_data", 2);
        cache("training_data").get(key(0));
        administration.reset();
        assertThat(statistics("training_data").total().hits()).isZero();
        assertThat(statistics("training_data").total().puts()).isZero();
        assertThat(statistics("training_data").total().size()).hasValue(2);
    }

    @Test
    void reset_afterEvictions_countsFromThere() {
        put("training_data", 2_000);
        long before = statistics("training_data").total().evictions().orElseThrow();
        assertThat(before).isPositive();
        administration.reset();
        assertThat(statistics("training_data").total().evictions()).hasValue(0);
        put("training_data", 2_000);
        assertThat(statistics("training_data").total().evictions().orElseThrow()).isPositive();
    }

    @Test
    void invalidate_namespace_emptiesItAloneAndCounts() {
        put("training_data", 3);
        put("scheduler_stats", 1);
        assertThat(administration.invalidate("training_data")).isEqualTo(3);
        assertThat(statistics("training_data").total().size()).hasValue(0);
        assertThat(statistics("scheduler_stats").total().size()).hasValue(1);
    }

    @Test
    void invalidate_unknownNamespace_listsTheKnown() {
        assertThatIllegalArgumentException().isThrownBy(() -> administration.invalidate("training"))
                .withMessageContaining("training.")
                .withMessageContaining("training_data, scheduler_stats, comparative_history");
    }

    @Test
    void health_memoryServes_isOperationalWithoutRedis() {
        assertThat(wiring.health().operational()).isTrue();
        assertThat(wiring.health().backend()).isEqualTo("memory");
        assertThat(wiring.health().redisEnabled()).isFalse();
        assertThat(wiring.health().redisConnected()).isFalse();
        assertThat(wiring.health().redisCheck()).isEqualTo("not configured");
    }

    @Test
    void cache_ofANameThatNobodyDeclared_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> wiring.manager().createCache("misspelt",
                new MutableConfiguration<>())).withMessageContaining("misspelt");
    }
}
