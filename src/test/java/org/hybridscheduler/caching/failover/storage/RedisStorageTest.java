package org.hybridscheduler.caching.failover.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hybridscheduler.caching.failover.products.RedisClient;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoreSettings;
import org.hybridscheduler.caching.failover.spi.StoredEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.redisson.client.codec.StringCodec;
import redis.embedded.RedisServer;

/** What Redisson does otherwise than Hazelcast, or would do without us. */
class RedisStorageTest {

    private static final StoredEntry ONE = StoredEntry.of("one", StoredEntry.NEVER);
    private static final StoredEntry TWO = StoredEntry.of("two", StoredEntry.NEVER);

    private static RedisServer server;
    private static RedisClient redis;
    private static CachingBackend backend;

    @BeforeAll
    static void start() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        server = RedisServer.newRedisServer().port(port).setting("bind 127.0.0.1").setting("save \"\"").build();
        server.start();
        redis = new RedisClient(port);
        backend = redis.bytes("redis").build();
    }

    @AfterAll
    static void stop() throws IOException {
        backend.close();
        redis.close();
        server.stop();
    }

    @Test
    void primitives_compareAndSet() {
        Store store = backend.open("primitives", settings(Optional.empty()));

        assertThat(store.get("k")).isNull();
        assertThat(store.create("k", ONE)).isTrue();
        assertThat(store.create("k", TWO)).isFalse();
        StoredEntry read = store.get("k");
        assertThat(read).isEqualTo(ONE);
        assertThat(store.replace("k", read, TWO)).isTrue();
        assertThat(store.replace("k", read, ONE)).isFalse();
        assertThat(store.remove("k", read)).isFalse();
        assertThat(store.getAll(Set.of("k", "none"))).isEqualTo(Map.of("k", TWO));
        assertThat(store.keys()).toIterable().containsExactly("k");
        assertThat(store.remove("k", store.get("k"))).isTrue();
        assertThat(store.get("k")).isNull();
    }

    @Test
    void destroy_ofACacheThatIsNotOpen_deletesItsEntries() {
        backend.open("closed", settings(Optional.empty())).create("k", ONE);
        backend.release("closed");
        assertThat(redis.client().getKeys().countExists("closed")).isEqualTo(1);

        backend.destroy("closed");
        assertThat(redis.client().getKeys().countExists("closed")).isZero();
    }

    @Test
    void write_setsTheEntrysOwnDeadline_notTheLifetime() {
        Store store = backend.open("deadlines", settings(Optional.of(Duration.ofDays(1))));
        long deadline = System.currentTimeMillis() + 3_600_000;
        store.create("k", StoredEntry.of("v", deadline));

        List<Double> kept = redis.client().<String>getScoredSortedSet("jcache_timeout_set:{deadlines}",
                StringCodec.INSTANCE).entryRange(0, -1).stream().map(entry -> entry.getScore()).toList();
        assertThat(kept).singleElement().satisfies(millis ->
                assertThat(millis).isBetween((double) deadline, deadline + 60_000.0));
    }

    private static StoreSettings settings(Optional<Duration> lifetime) {
        return new StoreSettings("logical", new SerializedCodec(RedisStorageTest.class.getClassLoader()), lifetime);
    }
}
