package org.hybridscheduler.caching.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.hybridscheduler.caching.annotations.CacheOperation.DELETE;
import static org.hybridscheduler.caching.annotations.CacheOperation.GET;
import static org.hybridscheduler.caching.annotations.CacheOperation.INVALIDATE;
import static org.hybridscheduler.caching.annotations.CacheOperation.SET;
import static org.hybridscheduler.caching.annotations.CacheOutcome.ERROR;
import static org.hybridscheduler.caching.annotations.CacheOutcome.HIT;
import static org.hybridscheduler.caching.annotations.CacheOutcome.MISS;
import static org.hybridscheduler.caching.annotations.CacheOutcome.SUCCESS;

import java.time.Instant;
import java.util.Map;
import javax.cache.Cache;
import org.hybridscheduler.caching.NamespaceKey;
import org.hybridscheduler.caching.Representation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The administration on the memory backend, which is there in milliseconds once it has started. */
class CacheAdministrationTest {

    private static Wiring wiring;
    private final CacheAdministration administration = wiring.administration();

    @BeforeAll
    static void start() {
        wiring = new Wiring(Map.of("cache.start_wait_ms", "60000"));
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

    private static void put(String namespace, int entries) {
        Cache<Object, Object> cache = wiring.manager().getCache(namespace);
        for (int i = 0; i < entries; i++) {
            cache.put(new NamespaceKey(namespace + "_" + i), Representation.of("[]".getBytes(UTF_8), Instant.EPOCH));
        }
    }

    @Test
    void statistics_afterOperations_showThemPerNamespace() {
        put("training_data", 2);
        wiring.statistics().completed(GET, HIT, "training_data", 1);
        wiring.statistics().completed(GET, HIT, "training_data", 1);
        wiring.statistics().completed(GET, MISS, "training_data", 1);
        wiring.statistics().completed(SET, SUCCESS, "training_data", 1);
        wiring.statistics().completed(DELETE, SUCCESS, "training_data", 1);
        wiring.statistics().completed(GET, ERROR, "training_data", 1);
        assertThat(administration.statistics()).containsOnlyKeys("training_data", "scheduler_stats",
                "comparative_history");
        assertThat(administration.statistics()).containsEntry("training_data",
                new NamespaceStatistics(2, 1, 1, 1, 0L, 1, 2L, 30));
        assertThat(administration.statistics()).containsEntry("scheduler_stats",
                new NamespaceStatistics(0, 0, 0, 0, 0L, 0, 0L, 10));
    }

    @Test
    void reset_afterOperations_keepsEntries() {
        put("training_data", 2);
        wiring.statistics().completed(GET, HIT, "training_data", 1);
        administration.reset();
        assertThat(administration.statistics()).containsEntry("training_data",
                new NamespaceStatistics(0, 0, 0, 0, 0L, 0, 2L, 30));
    }

    @Test
    void invalidate_namespace_emptiesItAloneAndCounts() {
        put("training_data", 3);
        put("scheduler_stats", 1);
        assertThat(administration.invalidate("training_data")).isEqualTo(3);
        assertThat(administration.statistics().get("training_data").size()).isZero();
        assertThat(administration.statistics().get("scheduler_stats").size()).isEqualTo(1);
        assertThat(wiring.statistics().counts("training_data").sinceReset(INVALIDATE, SUCCESS)).isEqualTo(1);
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
        assertThat(wiring.health().redis()).isEqualTo(new CacheHealth.Redis(false, false));
        assertThat(wiring.health().redisCheck()).isEqualTo("not configured");
    }
}
