package org.hybridscheduler.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

/** With REDIS_URL set the caches are in Redis; while Redis is away memory stands in, and nothing that went comes back. */
class RedisIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String ROWS = "/api/full_history?limit=3";
    private static final String KEY = "training_data_latest_3";

    @TempDir
    Path directory;

    private final int port = freePort();
    private Server server;

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Keeps on disk what it was told, so that it returns with old entries. */
    private RedisServer redis() throws IOException {
        RedisServer redis = RedisServer.newRedisServer().port(port).setting("bind 127.0.0.1")
                .setting("appendonly yes").setting("appendfsync always").setting("dir " + directory).build();
        redis.start();
        return redis;
    }

    @Test
    void reads_redisThereKilledAndBack_areCachedAllTheWhile() throws IOException {
        RedisServer redis = redis();
        try (Server started = new Server("redis", Map.of("SIMULATION_PACE_TASKS_PER_SECOND", "500",
                "CACHE_TTL_TRAINING_DATA", "3600", "REDIS_URL", "redis://localhost:" + port))) {
            server = started.start();
            Await.until(PATIENCE, () -> "tasks", () -> server.json("/api/status").asJsonObject()
                    .getInt("tasks_processed") > 0);
            String inRedis = cachedInRedis();

            redis.stop();
            cachedInMemory();
            JsonObject invalidated = Server.parse(server.post("/metrics/cache/invalidate/training_data").body())
                    .asJsonObject();
            assertThat(invalidated.getInt("keys_deleted")).isEqualTo(1);

            assertThat(directory.resolve("appendonly.aof")).as("what Redis still holds").content().contains(KEY);
            redis = redis();
            awaitStatus("operational", "redis");
            assertThat(server.get(ROWS).body()).as("nothing from before the invalidation").isNotEqualTo(inRedis);
            moved();
        } finally {
            redis.stop();
        }
    }

    /** What is cached in Redis, as JSON that anybody can read. */
    private String cachedInRedis() {
        awaitStatus("operational", "redis");
        assertThat(server.get("/health/ready").body()).contains("\"redis\":\"healthy\"");
        JsonObject info = server.json("/health/info").asJsonObject();
        assertThat(info.getJsonObject("redis").getBoolean("connected")).isTrue();
        assertThat(info.getJsonObject("cache").getString("backend")).isEqualTo("redis");
        String first = server.get(ROWS).body();
        assertThat(server.get(ROWS).body()).as("cached").isEqualTo(first);
        try (Jedis jedis = new Jedis("localhost", port)) {
            JsonObject value = Server.parse(jedis.hget(physicalName(jedis), KEY)).asJsonObject();
            assertThat(value.keySet()).containsExactlyInAnyOrder("deadline", "etag", "expires_at", "body");
            assertThat(value.getJsonArray("body")).isEqualTo(Server.parse(first).asJsonArray());
        }
        JsonObject backends = trainingData().getJsonObject("backends");
        assertThat(backends.getJsonObject("redis").getInt("hits")).isPositive();
        assertThat(backends.getJsonObject("redis").getString("evictions")).isEqualTo("n/a");
        assertThat(backends.getJsonObject("memory").getString("size")).isEqualTo("n/a");
        return first;
    }

    private void cachedInMemory() {
        awaitStatus("degraded", "memory");
        assertThat(server.get("/health/ready").statusCode()).as("a dead Redis never makes it unready").isEqualTo(200);
        assertThat(server.get("/health/ready").body()).contains("\"redis\":\"degraded: memory serves");
        assertThat(server.json("/health/info").asJsonObject().getJsonObject("redis").getBoolean("connected")).isFalse();
        String first = server.get(ROWS).body();
        assertThat(Server.parse(first).asJsonArray()).hasSize(3);
        assertThat(server.get(ROWS).body()).as("cached").isEqualTo(first);
        JsonObject memory = trainingData().getJsonObject("backends").getJsonObject("memory");
        assertThat(memory.getInt("hits")).isPositive();
        assertThat(memory.getInt("size")).isEqualTo(1);
        assertThat(metric("cache_backend_up", "backend=\"redis\"")).isZero();
        assertThat(metric("cache_backend_up", "backend=\"memory\"")).isEqualTo(1);
    }

    /** What the metrics have seen in the end. */
    private void moved() {
        assertThat(metric("cache_failovers_total", "")).isPositive();
        assertThat(metric("cache_state_seconds_total", "state=\"closed\"")).isPositive();
        assertThat(metric("cache_state_seconds_total", "state=\"open\"")).isPositive();
        assertThat(metric("cache_backend_up", "backend=\"redis\"")).isEqualTo(1);
        String hits = "operation=\"get\",result=\"hit\"";
        assertThat(metric("cache_operations_total", "backend=\"redis\",namespace=\"training_data\"," + hits)).isPositive();
        assertThat(metric("cache_operations_total", "backend=\"memory\",namespace=\"training_data\"," + hits)).isPositive();
        assertThat(metric("cache_loads_total", "namespace=\"training_data\",result=\"loaded\"")).isPositive();
        assertThat(metric("cache_undecodable_total", "backend=\"redis\",namespace=\"training_data\"")).isZero();
    }

    private void awaitStatus(String status, String backend) {
        Await.until(PATIENCE, () -> status + " on " + backend + ": " + server.get("/metrics/cache").body(), () -> {
            JsonObject report = server.json("/metrics/cache").asJsonObject();
            return report.getString("status").equals(status)
                    && report.getJsonObject("cache_stats").getString("backend").equals(backend);
        });
    }

    private JsonObject trainingData() {
        return server.json("/metrics/cache").asJsonObject().getJsonObject("cache_stats").getJsonObject("namespaces")
                .getJsonObject("training_data");
    }

    private static String physicalName(Jedis jedis) {
        return jedis.keys("training_data~*").stream().findAny().orElseThrow();
    }

    /** The value of a series that is there, its labels in the order of their names. */
    private double metric(String name, String labels) {
        String text = server.get("/metrics/prometheus").body();
        Matcher line = Pattern.compile("(?m)^" + name + (labels.isEmpty() ? "" : "\\{" + labels + "}") + " (.+)$")
                .matcher(text);
        assertThat(line.find()).as("%s{%s} in\n%s", name, labels, text).isTrue();
        return Double.parseDouble(line.group(1));
    }
}
