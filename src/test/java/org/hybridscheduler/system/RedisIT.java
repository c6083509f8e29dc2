package org.hybridscheduler.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

/** With REDIS_URL set the caches are in Redis; without Redis the service degrades. */
class RedisIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void reads_withRedis_areCachedThereAsJsonAndGoOnWithoutIt() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        RedisServer redis = RedisServer.newRedisServer().port(port).setting("bind 127.0.0.1").setting("save \"\"").build();
        redis.start();
        try (Server server = new Server("redis", Map.of("SIMULATION_PACE_TASKS_PER_SECOND", "500",
                "REDIS_URL", "redis://localhost:" + port))) {
            server.start();
            Await.until(PATIENCE, () -> "Redis is used: " + server.get("/health/ready").body(),
                    () -> server.get("/health/ready").body().contains("\"redis\":\"healthy\""));
            Await.until(PATIENCE, () -> "tasks", () -> server.json("/api/status").asJsonObject()
                    .getInt("tasks_processed") > 0);
            server.json("/metrics/cache");
            String first = server.get("/api/full_history?limit=3").body();
            assertThat(server.get("/api/full_history?limit=3").body()).as("cached for 30 s").isEqualTo(first);

            try (Jedis jedis = new Jedis("localhost", port)) {
                assertThat(jedis.hkeys("training_data")).contains("training_data_latest_3");
                assertThat(Server.parse(jedis.hget("training_data", "training_data_latest_3")).asJsonObject()
                        .getJsonArray("body")).isEqualTo(Server.parse(first).asJsonArray());
            }
            JsonObject report = server.json("/metrics/cache").asJsonObject();
            assertThat(report.getJsonObject("cache_stats").getString("backend")).isEqualTo("redis");
            assertThat(report.getString("status")).isEqualTo("operational");
            assertThat(server.json("/health/info").asJsonObject().getJsonObject("redis").getBoolean("connected")).isTrue();

            redis.stop();
            Await.until(PATIENCE, () -> "degraded: " + server.get("/health/ready").body(),
                    () -> server.get("/health/ready").body().contains("\"redis\":\"degraded"));
            assertThat(server.get("/health/ready").statusCode()).as("a dead Redis never makes it unready").isEqualTo(200);
            assertThat(server.json("/api/full_history?limit=3").asJsonArray()).hasSize(3);
        } finally {
            redis.stop();
        }
    }
}
