package org.hybridscheduler.caching.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.cache.Cache;
import org.hybridscheduler.caching.NamespaceKey;
import org.hybridscheduler.caching.Representation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

/** Redisson's JCache against a real Redis, looked into from outside as redis-cli would. */
class RedisBackendTest {

    private static final Duration PING = Duration.ofSeconds(5);
    private static final Representation VALUE = Representation.of("[{\"task_id\":1}]".getBytes(UTF_8),
            Instant.parse("2026-11-23T11:22:33Z"));
    private static final NamespaceKey KEY = new NamespaceKey("training_data_latest_10");

    private static int port;
    private static RedisServer server;
    private static ExecutorService executor;
    private CacheBackend backend;

    @BeforeAll
    static void startRedis() throws IOException {
        port = freePort();
        server = RedisServer.newRedisServer().port(port).setting("bind 127.0.0.1").setting("save \"\"").build();
        server.start();
        executor = Executors.newCachedThreadPool();
    }

    @AfterAll
    static void stopRedis() throws IOException {
        server.stop();
        executor.shutdownNow();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static CacheBackend backend(int redisPort) {
        // Time-outs for a busy machine: what is tested is not how fast it is.
        CacheSettings settings = CacheSettings.of(new MapConfig(Map.of("redis.url", "redis://127.0.0.1:" + redisPort,
                "cache.redis.timeout_ms", "5000", "cache.redis.connect_timeout_ms", "5000",
                "cache.ttl.comparative_history", "1")));
        return RedisBackend.start(settings.redis().orElseThrow(), settings.namespaces(),
                RedisBackendTest.class.getClassLoader(), executor);
    }

    @BeforeEach
    void start() {
        backend = backend(port);
    }

    @AfterEach
    void stop() {
        backend.manager().getCacheNames().forEach(name -> backend.manager().getCache(name).clear());
        backend.close();
    }

    private Cache<Object, Object> cache(String name) {
        return backend.manager().getCache(name);
    }

    @Test
    void entry_put_isFoundAgainAndByAnotherNode() {
        cache("training_data").put(KEY, VALUE);
        assertThat(cache("training_data").get(KEY)).isEqualTo(VALUE);
        try (CacheBackend other = backend(port)) {
            assertThat(other.manager().<Object, Object>getCache("training_data").get(KEY)).isEqualTo(VALUE);
        }
        assertThat(cache("training_data").get(new NamespaceKey("training_data_latest_11"))).isNull();
        assertThat(cache("scheduler_stats").get(KEY)).isNull();
    }

    @Test
    void entry_put_isReadableJsonUnderAReadableKeyInRedis() {
        cache("training_data").put(KEY, VALUE);
        try (Jedis jedis = new Jedis("127.0.0.1", port)) {
            String json = "{\"etag\":\"%s\",\"expires_at\":1795432953000,\"body\":[{\"task_id\":1}]}";
            assertThat(jedis.hgetAll("training_data"))
                    .containsExactly(Map.entry("training_data_latest_10", json.formatted(VALUE.etag())));
        }
    }

    @Test
    void entry_pastItsTimeToLive_isGone() {
        Cache<Object, Object> shortLived = cache("comparative_history");
        shortLived.put(KEY, VALUE);
        await(() -> shortLived.get(KEY) == null);
        assertThat(backend.size(shortLived)).hasValue(0);
    }

    @Test
    void size_entriesPutAndRemoved_isTheNumberLeft() {
        for (int i = 0; i < 3; i++) {
            cache("training_data").put(new NamespaceKey("training_data_latest_" + i), VALUE);
        }
        cache("training_data").remove(new NamespaceKey("training_data_latest_1"));
        assertThat(backend.size(cache("training_data"))).hasValue(2);
        cache("training_data").clear();
        assertThat(backend.size(cache("training_data"))).hasValue(0);
        assertThat(backend.evictions(cache("training_data"))).as("unknown, so not zero").isEmpty();
    }

    @Test
    void removeAll_onOneNamespace_leavesTheOthers() {
        cache("training_data").put(KEY, VALUE);
        cache("scheduler_stats").put(KEY, VALUE);
        cache("training_data").removeAll();
        assertThat(cache("training_data").get(KEY)).isNull();
        assertThat(cache("scheduler_stats").get(KEY)).isEqualTo(VALUE);
    }

    @Test
    void answers_redisThere_isTrue() {
        assertThat(backend.answers(PING)).isTrue();
    }

    @Test
    void redisAbsent_atStart_startsFailsReadsAndDoesNotAnswer() throws IOException {
        try (CacheBackend lonely = backend(freePort())) {
            assertThat(lonely.answers(PING)).isFalse();
            Cache<Object, Object> cache = lonely.manager().getCache("training_data");
            assertThatThrownBy(() -> cache.get(KEY)).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void redisArrivesLater_isUsed() throws IOException {
        int later = freePort();
        try (CacheBackend early = backend(later)) {
            assertThat(early.answers(PING)).isFalse();
            RedisServer second = RedisServer.newRedisServer().port(later).setting("bind 127.0.0.1")
                    .setting("save \"\"").build();
            second.start();
            try {
                await(() -> early.answers(PING));
                Cache<Object, Object> cache = early.manager().getCache("training_data");
                cache.put(KEY, VALUE);
                assertThat(cache.get(KEY)).isEqualTo(VALUE);
            } finally {
                second.stop();
            }
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
