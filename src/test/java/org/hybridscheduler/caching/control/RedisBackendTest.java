package org.hybridscheduler.caching.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.hybridscheduler.caching.Representation;
import org.hybridscheduler.caching.failover.spi.Backend;
import org.hybridscheduler.caching.failover.spi.FailoverListener;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoredEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

/** Redisson's JCache against a real Redis, looked into from outside as redis-cli would. */
class RedisBackendTest {

    private static RedisProcess redis;

    private final RecordedMetrics metrics = new RecordedMetrics();
    private Duration ahead = Duration.ZERO;
    private final InstantSource clock = () -> Instant.now().plus(ahead);
    private RedissonClient client;
    private Backend backend;

    @BeforeAll
    static void startRedis() {
        redis = RedisProcess.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    private static RedissonClient client(int port) {
        // Time-outs for a busy machine: what is tested is not how fast it is.
        return RedisClient.start(CacheSettings.of(new MapConfig(Map.of("redis.url", "redis://127.0.0.1:" + port,
                "cache.redis.timeout_ms", "5000", "cache.redis.connect_timeout_ms", "5000"))).redis().orElseThrow(),
                Map.of());
    }

    @BeforeEach
    void start() {
        client = client(redis.port());
        backend = RedisBackend.over(client, StoreSamples.LOADER, new CacheStatistics(metrics), clock);
    }

    @AfterEach
    void stop() {
        client.getKeys().flushdb();
        backend.close();
        client.shutdown(0, 2, TimeUnit.SECONDS);
    }

    @Test
    void backend_redis_keepsEntries() {
        assertThat(backend.name()).isEqualTo("redis");
        StoreSamples.assertKeepsEntries(backend);
    }

    @Test
    void entry_created_isReadableJsonUnderAReadableKeyInRedis() {
        StoredEntry entry = StoreSamples.entry("[{\"task_id\":1}]");
        Representation value = (Representation) entry.value();
        backend.open("training_data~7", StoreSamples.TRAINING_DATA).create("training_data_latest_10", entry);
        try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            assertThat(jedis.hgetAll("training_data~7")).containsExactly(Map.entry("training_data_latest_10",
                    "{\"deadline\":%d,\"etag\":\"%s\",\"expires_at\":%d,\"body\":[{\"task_id\":1}]}"
                            .formatted(entry.deadline(), value.etag(), value.expiresAtMillis())));
        }
    }

    @Test
    void entry_ofOneNode_isFoundByAnother() {
        StoredEntry entry = StoreSamples.entry("[1]");
        backend.open("training_data~7", StoreSamples.TRAINING_DATA).create("a", entry);
        RedissonClient otherClient = client(redis.port());
        try (Backend other = RedisBackend.over(otherClient, StoreSamples.LOADER, FailoverListener.NONE, clock)) {
            assertThat(other.open("training_data~7", StoreSamples.TRAINING_DATA).get("a")).isEqualTo(entry);
        } finally {
            otherClient.shutdown(0, 2, TimeUnit.SECONDS);
        }
    }

    @Test
    void value_thatSomebodyElseWrote_isCountedAndCanBeReplaced() {
        Store store = backend.open("training_data~7", StoreSamples.TRAINING_DATA);
        store.create("a", StoreSamples.entry("[1]"));
        try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            jedis.hset("training_data~7", "a", "rubbish");
        }
        StoredEntry read = store.get("a");
        assertThat(read.isLive(System.currentTimeMillis())).isFalse();
        assertThat(metrics.counted).containsExactly("undecodable training_data redis");
        StoredEntry next = StoreSamples.entry("[2]");
        assertThat(store.replace("a", read, next)).isTrue();
        assertThat(store.get("a")).isEqualTo(next);
    }

    @Test
    void incarnation_isRedisRunId_andAnotherAfterARestart() {
        int port = RedisProcess.freePort();
        RedissonClient own = client(port);
        try (Backend restarted = RedisBackend.over(own, StoreSamples.LOADER, FailoverListener.NONE, clock)) {
            String before;
            try (RedisProcess first = RedisProcess.at(port)) {
                before = restarted.incarnation();
                assertThat(before).isEqualTo(runId(first)).isEqualTo(restarted.incarnation());
            }
            try (RedisProcess second = RedisProcess.at(port)) {
                assertThat(eventually(restarted::incarnation)).isEqualTo(runId(second)).isNotEqualTo(before);
            }
            assertThatThrownBy(restarted::incarnation).isInstanceOf(RuntimeException.class);
        } finally {
            own.shutdown(0, 2, TimeUnit.SECONDS);
        }
    }

    /** Where INFO is withheld, as rights for dangerous commands often are, the cache has to work. */
    @Test
    void incarnation_ofAUserWhoMayNotAsk_isUnknown() {
        try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            jedis.aclSetUser("default", "-info");
            try {
                assertThat(backend.incarnation()).isEmpty();
            } finally {
                jedis.aclSetUser("default", "+info");
            }
        }
        assertThat(backend.incarnation()).isEqualTo(runId(redis));
    }

    @Test
    void incarnation_interruptedWhileRedisHangs_ends() {
        try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            jedis.sendCommand(Protocol.Command.CLIENT, "PAUSE", "2000");
        }
        Thread.currentThread().interrupt();
        assertThatThrownBy(backend::incarnation).hasRootCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static String runId(RedisProcess process) {
        try (Jedis jedis = new Jedis("127.0.0.1", process.port())) {
            return jedis.info("server").lines().filter(line -> line.startsWith("run_id:")).findFirst().orElseThrow()
                    .substring("run_id:".length());
        }
    }

    /** What is answered as soon as Redisson has connected again; the limit only keeps a broken build from hanging. */
    private static String eventually(Supplier<String> question) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try {
                return question.get();
            } catch (RuntimeException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    /** Redisson sweeps what has expired every few seconds at best. */
    @Test
    void size_inRedis_countsTheEntriesWhoseDeadlineLiesAhead() {
        Store store = backend.open("training_data~7", StoreSamples.TRAINING_DATA);
        store.create("a", StoreSamples.entry("[1]"));
        store.create("b", StoreSamples.entry("[2]"));
        assertThat(store.size()).hasValue(2);

        ahead = Duration.ofDays(1);
        try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            assertThat(jedis.hlen("training_data~7")).as("what Redis holds").isEqualTo(2);
        }
        assertThat(store.size()).hasValue(0);
    }

    @Test
    void evictions_inRedis_areUnknown() {
        assertThat(backend.open("training_data~7", StoreSamples.TRAINING_DATA).evictions()).isEmpty();
    }

    @Test
    void redisAbsent_atStart_startsAndFailsReads() {
        RedissonClient lonely = client(RedisProcess.freePort());
        try (Backend absent = RedisBackend.over(lonely, StoreSamples.LOADER, FailoverListener.NONE, clock)) {
            assertThatThrownBy(() -> absent.open("training_data~7", StoreSamples.TRAINING_DATA).get("a"))
                    .isInstanceOf(RuntimeException.class);
        } finally {
            lonely.shutdown(0, 2, TimeUnit.SECONDS);
        }
    }
}
