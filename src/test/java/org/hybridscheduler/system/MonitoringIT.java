package org.hybridscheduler.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hybridscheduler.monitoring.Command;
import org.hybridscheduler.monitoring.MonitoringFiles;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;

/** What an operator's own tools show of the running application: a question asked has an answer, an alert comes and goes. */
class MonitoringIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String JOB = "hybrid-scheduler";
    private static final String ALERT = "CacheOnFallback";
    /** The queries that the contract promises data for. */
    private static final List<String> CONTRACT = List.of(
            "rate(http_request_duration_seconds_sum[5m]) / rate(http_request_duration_seconds_count[5m])",
            "sum(rate(cache_operations_total{operation=\"get\",result=\"hit\"}[5m]))"
                    + " / sum(rate(cache_operations_total{operation=\"get\",result=~\"hit|miss\"}[5m]))",
            "histogram_quantile(0.95, sum by (le, operation, table) (rate(database_query_duration_seconds_bucket[5m])))");

    @TempDir
    Path directory;

    private final int redisPort = Server.freePort();
    private final ExecutorService load = Executors.newFixedThreadPool(2);
    private volatile boolean over;
    private Server server;
    private MonitoringStack monitoring;

    @BeforeAll
    static void tools() {
        Command.assumeInstalled("prometheus", "promtool", "prometheus-alertmanager");
    }

    private RedisServer redis() throws IOException {
        RedisServer redis = RedisServer.newRedisServer().port(redisPort).setting("bind 127.0.0.1").build();
        redis.start();
        return redis;
    }

    @Test
    void monitoring_ofARunningApplication_answersEveryQueryAndTellsOfRedis() throws IOException {
        RedisServer redis = redis();
        try (Server started = new Server("monitoring", Map.of("SIMULATION_PACE_TASKS_PER_SECOND", "200",
                "REDIS_URL", "redis://localhost:" + redisPort)).start();
                MonitoringStack stack = new MonitoringStack(directory, "localhost:" + started.uri("/").getPort())) {
            server = started;
            monitoring = stack.start();
            connect();
            load.submit(this::useUntilTheEnd);
            load.submit(this::useUntilTheEnd);
            awaitData();
            assertRulesAreSound();
            assertPageHasNoComplaint();

            // A machine under heavy load may lose Redis for a moment by itself, and "for" is only seconds here.
            Await.until(PATIENCE, () -> "nothing fires while Redis serves: " + server.get("/metrics/cache").body(),
                    () -> monitoring.active(ALERT).isEmpty());
            redis.stop();
            Await.until(PATIENCE, () -> ALERT + " fires: " + server.get("/metrics/cache").body(),
                    () -> !monitoring.active(ALERT).isEmpty() && monitoring.told(ALERT, "firing"));
            JsonObject labels = monitoring.active(ALERT).getJsonObject(0).getJsonObject("labels");
            assertThat(labels.getString("severity")).isEqualTo("warning");
            assertThat(labels.getString("job")).isEqualTo(JOB);

            redis = redis();
            Await.until(PATIENCE, () -> ALERT + " resolves: " + server.get("/metrics/cache").body(),
                    () -> monitoring.active(ALERT).isEmpty() && monitoring.told(ALERT, "resolved"));
        } finally {
            over = true;
            load.shutdownNow();
            redis.stop();
        }
    }

    /** Uses the application until every query of contract and dashboards has data: once it has, it is not asked again. */
    private void awaitData() {
        List<String> open = new ArrayList<>(CONTRACT);
        MonitoringFiles.queries().stream().map(query -> query.forJob(JOB)).distinct().forEach(open::add);
        assertThat(open).hasSizeGreaterThan(CONTRACT.size());
        Await.until(PATIENCE, () -> "data for each of " + String.join("\n", open), () -> {
            open.removeIf(query -> hasData(monitoring.query(query)));
            return open.isEmpty();
        });
    }

    /** A series with a number: the quotient of nothing is none. */
    private static boolean hasData(JsonArray series) {
        return series.getValuesAs(JsonObject.class).stream()
                .anyMatch(one -> !one.getJsonArray("value").getString(1).equals("NaN"));
    }

    private void use() {
        for (String path : List.of("/", "/health/ready", "/api/status", "/api/comparison", "/api/full_history?limit=5",
                "/api/full_history?limit=5", "/api/history/comparative?limit=5", "/api/schedulers/oracle/stats",
                "/metrics/cache", "/no/such/page", "/api/full_history?limit=none")) {
            server.get(path);
        }
        server.post("/metrics/cache/invalidate/training_data");
        assertThat(server.post("/api/start").statusCode()).as("it runs already").isEqualTo(409);
    }

    /** The load: clients that go on asking while Redis is gone. */
    private void useUntilTheEnd() {
        while (!over) {
            use();
        }
    }

    private void connect() {
        server.client().newWebSocketBuilder().buildAsync(server.webSocket("/ws"), new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                socket.request(1);
                return null;
            }
        }).join();
    }

    private void assertRulesAreSound() {
        List<JsonObject> rules = monitoring.ruleGroups().getValuesAs(JsonObject.class).stream()
                .flatMap(group -> group.getJsonArray("rules").getValuesAs(JsonObject.class).stream()).toList();
        assertThat(rules).isNotEmpty().allSatisfy(rule ->
                assertThat(rule.getString("health")).as(rule.toString()).isEqualTo("ok"));
    }

    private void assertPageHasNoComplaint() throws IOException {
        Path page = directory.resolve("page.txt");
        Files.writeString(page, server.get("/metrics/prometheus").body());
        assertThat(Command.run(List.of("promtool", "check", "metrics"), page)).isEmpty();
    }
}
