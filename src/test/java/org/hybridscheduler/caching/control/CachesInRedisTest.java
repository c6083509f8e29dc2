package org.hybridscheduler.caching.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.cache.Cache;
import org.hybridscheduler.caching.NamespaceKey;
import org.hybridscheduler.caching.Representation;
import org.hybridscheduler.caching.failover.spi.BackendStatus;
import org.hybridscheduler.caching.failover.spi.RoutingState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** The application's caches in a real Redis: shared, damaged, gone, and back with what it had. */
class CachesInRedisTest {

    private static final NamespaceKey KEY = new NamespaceKey("training_data_latest_10");

    private final int port = RedisProcess.freePort();

    private Wiring node(String... more) {
        Map<String, String> settings = new HashMap<>(Map.of("redis.url", "redis://127.0.0.1:" + port,
                "cache.start_wait_ms", "60000", "cache.ttl.training_data", "3600", "cache.failover.bound_ms", "3000"));
        for (String each : more) {
            settings.put(each, "true");
        }
        Wiring wiring = new Wiring(settings);
        cache(wiring);
        return wiring;
    }

    private static Cache<NamespaceKey, Representation> cache(Wiring node) {
        return node.manager().getCache("training_data", NamespaceKey.class, Representation.class);
    }

    private static Representation value(String json) {
        return Representation.of(json.getBytes(UTF_8), Instant.EPOCH);
    }

    private static void awaitServing(Wiring node, String backend) {
        await(() -> node.health().backend().equals(backend));
    }

    private static Map<String, BackendStatistics> backends(Wiring node) {
        return node.administration().statistics().get("training_data").backends();
    }

    private static String generation(Wiring node) {
        return node.health().status().orElseThrow().generation();
    }

    private static void awaitEntry(Wiring node, Representation value) {
        await(() -> value == null ? !cache(node).containsKey(KEY) : value.equals(cache(node).get(KEY)));
    }

    @Test
    void redis_killedAndBack_isReplacedMeanwhileAndNothingInvalidatedReturns(
            @TempDir Path directory) {
        String[] durable = {"appendonly yes", "appendfsync always", "dir " + directory};
        RedisProcess redis = RedisProcess.at(port, durable);
        try (Wiring node = node()) {
            awaitServing(node, "redis");
            cache(node).put(KEY, value("[1]"));
            assertThat(physicalNames()).singleElement().asString().startsWith("training_data~");
            assertThat(node.health().redisCheck()).isEqualTo("healthy");

            redis.close();
            awaitServing(node, "memory");
            assertThat(node.health().redisCheck()).startsWith("degraded: memory serves");
            assertThat(backends(node).get("redis").size()).isEmpty();
            cache(node).put(KEY, value("[2]"));
            assertThat(cache(node).get(KEY)).isEqualTo(value("[2]"));
            assertThat(node.administration().invalidate("training_data")).isEqualTo(1);
            assertThat(cache(node).get(KEY)).isNull();

            assertThat(directory.resolve("appendonly.aof")).as("what Redis still holds").content()
                    .contains(KEY.value());
            redis = RedisProcess.at(port, durable);
            awaitServing(node, "redis");
            assertThat(cache(node).get(KEY)).as("written before, invalidated during the outage").isNull();
            BackendStatus status = node.health().status().orElseThrow();
            assertThat(status.failovers()).isPositive();
            assertThat(status.timeIn().get(RoutingState.OPEN)).isPositive();
            assertThat(backends(node).get("memory").hits()).isPositive();
        } finally {
            redis.close();
        }
    }

    private Iterable<String> physicalNames() {
        try (Jedis jedis = new Jedis("127.0.0.1", port)) {
            return jedis.keys("training_data~*");
        }
    }

    @Test
    void value_thatSomebodyElseWrote_isAMissAndIsWrittenAnew() {
        try (RedisProcess redis = RedisProcess.at(port); Wiring node = node()) {
            assertThat(redis.port()).isEqualTo(port);
            awaitServing(node, "redis");
            cache(node).put(KEY, value("[1]"));
            try (Jedis jedis = new Jedis("127.0.0.1", port)) {
                jedis.hset(physicalNames().iterator().next(), KEY.value(), "{\"@class\":\"java.lang.Runtime\"}");
            }
            assertThat(cache(node).get(KEY)).isNull();
            cache(node).put(KEY, value("[2]"));
            assertThat(cache(node).get(KEY)).isEqualTo(value("[2]"));
            assertThat(node.health().backend()).as("damaged values are no outage").isEqualTo("redis");
        }
    }

    @Test
    void nearTiers_ofTwoNodes_followEachOther() {
        try (RedisProcess redis = RedisProcess.at(port);
                Wiring one = node("cache.near.training_data"); Wiring other = node("cache.near.training_data")) {
            assertThat(redis.port()).isEqualTo(port);
            // A node that begins starts a new generation, which the one before it follows.
            await(() -> one.health().backend().equals("redis") && generation(one).equals(generation(other)));
            cache(one).put(KEY, value("[1]"));
            awaitEntry(other, value("[1]"));
            await(() -> {
                cache(other).get(KEY);
                return backends(other).get("near").hits() > 0;
            });
            cache(one).put(KEY, value("[2]"));
            awaitEntry(other, value("[2]"));
            other.administration().invalidate("training_data");
            awaitEntry(one, null);
        }
    }

    /** Polls until something holds; the deadline only keeps a broken build from hanging. */
    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited half a minute").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
