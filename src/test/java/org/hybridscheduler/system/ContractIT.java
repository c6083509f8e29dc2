package org.hybridscheduler.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each URL of the contract as a client meets it, on the embedded default: no Redis, no database server. */
class ContractIT {

    private static final List<String> SCHEDULERS =
            List.of("round_robin", "random", "greedy", "hybrid_ml", "rl_agent", "oracle");
    private static final List<String> MORE_SCHEDULERS = List.of("eft", "met", "min_min", "max_min", "sufferage", "heft",
            "sjf", "jsq", "dmda", "hetero_prio", "work_stealing", "all_cpu", "all_gpu", "split");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static Server server;

    @BeforeAll
    static void start() {
        server = new Server("contract", Map.of("SIMULATION_AUTOSTART", "false")).start();
        // The caches start in the background; until then nothing is said of their backend.
        Await.until(PATIENCE, () -> "the caches have started: " + server.get("/metrics/cache").body(),
                () -> server.json("/metrics/cache").asJsonObject().getString("status").equals("operational"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void end() {
        if (status().getBoolean("is_running")) {
            server.post("/api/stop");
        }
        awaitPhase("idle");
    }

    private static JsonObject status() {
        return server.json("/api/status").asJsonObject();
    }

    private static void awaitPhase(String phase) {
        Await.until(PATIENCE, () -> "phase " + phase + ", status is " + status(),
                () -> status().getString("phase").equals(phase));
    }

    private static HttpResponse<String> startRun(String json) {
        return server.post("/api/start", "application/json", json);
    }

    /** Runs to the end and answers the comparison. */
    private static JsonObject run(String json) {
        HttpResponse<String> started = startRun(json);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
        awaitPhase("idle");
        return server.json("/api/comparison").asJsonObject();
    }

    private static void assertProblem(HttpResponse<String> response, int status, String... inBody) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonObject problem = Server.parse(response.body()).asJsonObject();
        assertThat(problem.keySet()).contains("type", "title", "status", "detail", "instance", "errors");
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(List.of(inBody)).allSatisfy(part -> assertThat(response.body()).contains(part));
        assertThat(response.body()).doesNotContain("Exception", "\tat ");
    }

    @Test
    void root_client_getsWhereThingsAreAndABrowserTheConsole() {
        JsonObject root = server.json("/").asJsonObject();

        assertThat(root.keySet()).contains("message");
        assertThat(root.getString("version")).isEqualTo(System.getProperty("project.version"));
        assertThat(root.getString("docs")).isEqualTo("/docs");
        assertThat(root.getString("health")).isEqualTo("/health");
        assertThat(root.getString("console")).isEqualTo("/console/");
        HttpResponse<String> browser = server.get("/", "Accept", "text/html");
        assertThat(browser.statusCode()).isBetween(302, 303);
        assertThat(URI.create(browser.headers().firstValue("Location").orElseThrow()).getPath()).isEqualTo("/console/");
    }

    @Test
    void health_everyPage_hasItsShapeAndTheVersion() {
        JsonObject health = server.json("/health").asJsonObject();
        assertThat(health.getString("status")).isEqualTo("healthy");
        assertThat(health.getString("version")).isEqualTo(System.getProperty("project.version"));
        assertThat(OffsetDateTime.parse(health.getString("timestamp"))).isNotNull();
        assertThat(server.json("/health/live").asJsonObject().getString("status")).isEqualTo("alive");

        JsonObject ready = server.json("/health/ready").asJsonObject();
        assertThat(ready.getString("status")).isEqualTo("ready");
        assertThat(ready.getJsonObject("checks").getString("database")).isEqualTo("healthy");
        assertThat(ready.getJsonObject("checks").getString("redis")).isEqualTo("not configured");
        assertThat(ready.getJsonObject("checks").getString("simulation")).isEqualTo("idle");

        JsonObject info = server.json("/health/info").asJsonObject();
        assertThat(info.keySet()).contains("app_name", "version", "environment", "java", "server", "database", "redis",
                "cache", "uptime_seconds", "build", "timestamp");
        assertThat(info.getJsonObject("database").getString("product")).contains("H2");
        assertThat(info.getJsonObject("redis").getBoolean("enabled")).isFalse();
        assertThat(info.getJsonObject("cache").getString("backend")).isEqualTo("memory");
        assertThat(info.getJsonObject("build").getString("commit")).isNotEmpty();
        assertThat(OffsetDateTime.parse(info.getJsonObject("build").getString("time"))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/health/started"})
    void opsPort_microProfileHealth_isUp(String path) {
        HttpResponse<String> response = server.getOps(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Server.parse(response.body()).asJsonObject().getString("status")).isEqualTo("UP");
    }

    @Test
    void opsPort_openApiAndMetrics_tellTheVersion() {
        assertThat(server.getOps("/openapi").body()).contains("version: " + System.getProperty("project.version"));
        assertThat(server.getOps("/metrics").body()).contains("application_info");
    }

    @Test
    void unknownPathAndWrongMethod_anyClient_getAProblem() {
        assertProblem(server.get("/nope"), 404);
        assertProblem(server.get("/nope", "Accept", "text/html"), 404);
        HttpResponse<String> wrongMethod = server.delete("/api/status");
        assertProblem(wrongMethod, 405);
        assertThat(wrongMethod.headers().firstValue("Allow").orElse("")).contains("GET");
    }

    @Test
    void start_fieldsOutOfRange_namesEachWithItsRange() {
        assertProblem(startRun("{\"load\":0,\"cpus\":5000,\"seed\":1.5,\"draw\":\"sideways\",\"workload\":\"nope\","
                + "\"schedulers\":[\"best\"],\"max_tasks\":0,\"noise_cv\":9,\"gpu_memory_mb\":0,"
                + "\"pace_tasks_per_second\":-1,\"typo\":1}"), 400, "load", "cpus", "0 to 1024", "seed", "draw", "in_order",
                "workload", "schedulers", "hybrid_ml", "max_tasks", "noise_cv", "0 to 5", "gpu_memory_mb",
                "pace_tasks_per_second", "typo");
        assertProblem(startRun("{\"load\":"), 400);
        assertProblem(startRun("[1]"), 400);
        assertProblem(startRun("{\"cpus\":0,\"gpus\":0}"), 400, "cpus");
        assertThat(status().getString("phase")).isEqualTo("idle");
    }

    @Test
    void transitions_possibleOnes_changeTheStateAndImpossibleOnesAre409() {
        assertProblem(server.post("/api/stop"), 409);
        assertProblem(server.post("/api/pause"), 409);
        assertProblem(server.post("/api/resume"), 409);

        assertThat(startRun("{\"pace_tasks_per_second\":50}").statusCode()).isEqualTo(200);
        assertProblem(startRun("{}"), 409);
        assertThat(status().getBoolean("is_running")).isTrue();
        assertThat(server.post("/api/pause").statusCode()).isEqualTo(200);
        assertThat(status().getBoolean("is_paused")).isTrue();
        assertProblem(server.post("/api/pause"), 409);
        assertThat(server.post("/api/resume").statusCode()).isEqualTo(200);
        assertThat(status().getBoolean("is_paused")).isFalse();
        HttpResponse<String> stopped = server.post("/api/stop");
        assertThat(stopped.statusCode()).isEqualTo(200);
        assertThat(Server.parse(stopped.body()).asJsonObject().keySet()).contains("status", "message");
        awaitPhase("idle");

        assertThat(startRun("{\"pace_tasks_per_second\":200}").statusCode()).as("it starts again").isEqualTo(200);
        Await.until(PATIENCE, () -> "tasks are processed, status is " + status(),
                () -> status().getInt("tasks_processed") > 0);
    }

    @Test
    void run_toItsEnd_processesEveryTaskInEveryStrategy() {
        JsonObject comparison = run("{\"seed\":11,\"pace_tasks_per_second\":0,\"max_tasks\":600}");

        JsonObject status = status();
        assertThat(status.getInt("tasks_processed")).isEqualTo(600);
        assertThat(status.getInt("tasks_in_flight")).isZero();
        assertThat(status.getBoolean("is_running")).isFalse();
        assertThat(status.getString("workload")).isEqualTo("synthetic");
        assertThat(status.getString("last_retrain_at")).isNotEmpty();
        assertThat(status.getJsonObject("metrics").keySet()).containsExactlyInAnyOrderElementsOf(SCHEDULERS);

        JsonObject run = comparison.getJsonObject("run");
        assertThat(run.keySet()).contains("workload", "arrivals", "seed", "load", "cpus", "gpus",
                "tasks_arrived", "simulated_seconds", "specification_hash");
        assertThat(run.getInt("tasks_arrived")).isEqualTo(600);
        double bound = comparison.getJsonObject("lower_bound").getJsonNumber("mean_turnaround").doubleValue();
        assertThat(comparison.getJsonObject("schedulers").keySet()).containsExactlyInAnyOrderElementsOf(SCHEDULERS);
        comparison.getJsonObject("schedulers").forEach((name, value) -> {
            JsonObject scheduler = value.asJsonObject();
            assertThat(scheduler.keySet()).as(name).contains("tasks", "mean_turnaround", "p50", "p95", "p99",
                    "mean_waiting", "mean_bounded_slowdown", "makespan", "utilization", "total_energy", "total_cost",
                    "wins", "rejected", "queue_length", "regret", "binding", "knowledge", "delegate");
            assertThat(scheduler.isNull("delegate")).as(name).isEqualTo(!name.equals("oracle"));
            assertThat(scheduler.getInt("tasks") + scheduler.getInt("rejected")).as(name).isEqualTo(600);
            if (scheduler.getInt("rejected") == 0) {
                assertThat(scheduler.getJsonNumber("mean_turnaround").doubleValue()).as(name).isGreaterThanOrEqualTo(bound);
            }
            assertThat(scheduler.getJsonObject("utilization").keySet())
                    .containsExactlyInAnyOrder("cpu_0", "cpu_1", "cpu_2", "cpu_3", "gpu_0", "gpu_1");
        });
    }

    @Test
    void comparison_asText_isATableOfTheSameFigures() {
        JsonObject comparison = run("{\"seed\":12,\"pace_tasks_per_second\":0,\"max_tasks\":100}");
        String oracle = String.format(Locale.ROOT, "%.4f", comparison.getJsonObject("schedulers").getJsonObject("oracle")
                .getJsonNumber("mean_turnaround").doubleValue());

        HttpResponse<String> table = server.get("/api/comparison", "Accept", "text/plain");

        assertThat(table.statusCode()).isEqualTo(200);
        assertThat(table.body().lines()).anySatisfy(line -> assertThat(line).startsWith("oracle").contains(oracle));
        assertThat(table.body()).contains(SCHEDULERS).contains("lower bound");
    }

    @Test
    void run_sameSpecificationTwice_answersTheSameBytes() {
        String specification = "{\"seed\":5,\"pace_tasks_per_second\":0,\"max_tasks\":400,\"load\":0.7}";
        JsonObject first = run(specification);
        JsonObject second = run(specification);

        assertThat(second.getJsonObject("run").getString("specification_hash"))
                .isEqualTo(first.getJsonObject("run").getString("specification_hash"));
        assertThat(second.getJsonObject("schedulers").toString()).isEqualTo(first.getJsonObject("schedulers").toString());
        assertThat(second.getJsonObject("lower_bound").toString()).isEqualTo(first.getJsonObject("lower_bound").toString());
        assertThat(second.getJsonObject("run").getInt("id")).isGreaterThan(first.getJsonObject("run").getInt("id"));
    }

    @Test
    void history_afterARun_hasItsRowsCachesThemAndIsCleared() {
        run("{\"seed\":3,\"pace_tasks_per_second\":0,\"max_tasks\":150}");

        HttpResponse<String> first = server.get("/api/full_history?limit=10");
        JsonArray rows = Server.parse(first.body()).asJsonArray();
        assertThat(rows).hasSize(10);
        assertThat(rows.getJsonObject(0).keySet()).contains("task_id", "size", "compute_intensity", "memory_required",
                "memory_per_size", "compute_to_memory", "optimal_gpu_fraction", "optimal_time", "created_at");
        assertThat(first.headers().firstValue("Cache-Control").orElse("")).matches("max-age=\\d+");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> unchanged = server.get("/api/full_history?limit=10", "If-None-Match", tag);
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();

        JsonArray compared = server.json("/api/history/comparative?limit=5").asJsonArray();
        assertThat(compared).hasSize(5);
        assertThat(compared.getJsonObject(0).getJsonObject("results").keySet())
                .containsExactlyInAnyOrderElementsOf(SCHEDULERS);

        JsonObject stats = server.json("/api/schedulers/oracle/stats").asJsonObject();
        assertThat(stats.keySet()).contains("scheduler_name", "count", "avg_time", "min_time", "max_time", "p50_time",
                "p95_time", "total_energy", "total_cost", "wins");
        assertThat(stats.getInt("count")).isEqualTo(150);

        HttpResponse<String> cleared = server.delete("/api/history");
        assertThat(cleared.statusCode()).as(cleared.body()).isEqualTo(200);
        assertThat(cleared.body()).matches("\\{.*\\d+.*}");
        assertThat(server.json("/api/full_history?limit=10").asJsonArray()).as("the caches follow at once").isEmpty();
        assertThat(server.json("/api/history/comparative?limit=5").asJsonArray()).isEmpty();
        assertThat(server.json("/api/schedulers/oracle/stats").asJsonObject().get("avg_time")).isEqualTo(JsonValue.NULL);
    }

    @ParameterizedTest
    @CsvSource({"/api/full_history?limit=0", "/api/full_history?limit=-1", "/api/full_history?limit=x",
        "/api/full_history?limit=100001", "/api/history/comparative?limit=0", "/api/history/comparative?limit=1.5"})
    void history_limitOutOfRange_isAProblemThatNamesIt(String path) {
        assertProblem(server.get(path), 400, "limit");
    }

    @Test
    void schedulers_list_describesEachAndUnknownNamesAreAProblemThatListsThem() {
        JsonArray schedulers = server.json("/api/schedulers").asJsonArray();

        assertThat(schedulers.getValuesAs(JsonObject.class)).extracting(one -> one.getString("name"))
                .containsAll(SCHEDULERS).containsAll(MORE_SCHEDULERS);
        assertThat(schedulers.getJsonObject(0).keySet()).contains("name", "kind", "description", "parameters");
        assertProblem(server.get("/api/schedulers/nobody/stats"), 404, "nobody", "hybrid_ml");
    }

    @Test
    void workloads_uploaded_areDescribedReplayedAndRemoved() {
        String csv = "cpu_seconds,gpu_seconds,group,feature.size\r\n" + "0.2,0.01,gemm,3\r\n0.01,0.2,\"sort, merge\",4\r\n"
                + "0.05,0.05,gemm,5\r\n";
        HttpResponse<String> created = server.post("/api/workloads?name=three", "text/csv", csv);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location").orElse("")).endsWith("/api/workloads/three");
        JsonObject three = server.json("/api/workloads/three").asJsonObject();
        assertThat(three.keySet()).contains("name", "tasks", "features", "mean_cpu_seconds", "mean_gpu_seconds",
                "capacity_tasks_per_second");
        assertThat(three.getInt("tasks")).isEqualTo(3);
        assertThat(server.json("/api/workloads").toString()).contains("three", "synthetic");

        JsonObject comparison = run("{\"workload\":\"three\",\"draw\":\"random\",\"load\":0.8,"
                + "\"pace_tasks_per_second\":0,\"max_tasks\":300}");
        assertThat(comparison.getJsonObject("run").getString("workload")).isEqualTo("three");
        assertThat(status().getInt("tasks_processed")).isEqualTo(300);
        assertThat(server.json("/api/full_history?limit=1").asJsonArray().getJsonObject(0).get("compute_intensity"))
                .as("not recorded").isEqualTo(JsonValue.NULL);

        assertThat(server.delete("/api/workloads/three").statusCode()).isEqualTo(204);
        assertProblem(server.get("/api/workloads/three"), 404, "synthetic");
    }

    @Test
    void workloads_multipart_isTakenToo() {
        String boundary = "cut-here";
        String body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\ncpu_seconds,gpu_seconds\n1,2\n\r\n--" + boundary + "--\r\n";

        HttpResponse<String> created = server.post("/api/workloads?name=parts",
                "multipart/form-data; boundary=" + boundary, body);

        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(Server.parse(created.body()).asJsonObject().getInt("tasks")).isEqualTo(1);
    }

    @Test
    void workloads_badOnes_areRefusedWithLineAndColumn() {
        assertProblem(server.post("/api/workloads?name=bad", "text/csv", "cpu_seconds,gpu_seconds\n1,2\n1,x\n"), 400,
                "line 3", "column 2", "gpu_seconds");
        assertProblem(server.post("/api/workloads?name=bad", "text/csv", "cpu_seconds\n1\n"), 400, "line 1",
                "gpu_seconds");
        assertProblem(server.post("/api/workloads?name=../up", "text/csv", "cpu_seconds,gpu_seconds\n1,2\n"), 400, "name");
        assertProblem(server.post("/api/workloads", "text/csv", "cpu_seconds,gpu_seconds\n1,2\n"), 400, "name");
        assertProblem(server.get("/api/workloads/bad"), 404);
    }

    @Test
    void cacheAdministration_reportsResetsAndInvalidates() {
        server.get("/api/history/comparative?limit=7");
        server.get("/api/history/comparative?limit=7");
        JsonObject report = server.json("/metrics/cache").asJsonObject();
        JsonObject stats = report.getJsonObject("cache_stats");
        assertThat(stats.keySet()).contains("hits", "misses", "total_requests", "hit_rate_percent", "memory_cache_size",
                "backend", "namespaces");
        assertThat(stats.getString("backend")).isEqualTo("memory");
        assertThat(report.getString("status")).isEqualTo("operational");
        assertThat(stats.getJsonObject("namespaces").keySet())
                .containsExactlyInAnyOrder("training_data", "scheduler_stats", "comparative_history");
        JsonObject namespace = stats.getJsonObject("namespaces").getJsonObject("comparative_history");
        assertThat(namespace.keySet()).contains("hits", "misses", "puts", "evictions", "size", "ttl_seconds");
        assertThat(namespace.getInt("hits")).isPositive();
        JsonObject memory = namespace.getJsonObject("backends").getJsonObject("memory");
        assertThat(memory.keySet()).containsExactlyInAnyOrder("hits", "misses", "puts", "removals", "evictions",
                "errors", "avg_get_micros", "size");
        assertThat(memory.getJsonNumber("avg_get_micros").doubleValue()).isPositive();
        assertThat(memory.getInt("hits")).isEqualTo(namespace.getInt("hits"));

        JsonObject invalidated = Server.parse(server.post("/metrics/cache/invalidate/comparative_history").body())
                .asJsonObject();
        assertThat(invalidated.getString("status")).isEqualTo("invalidated");
        assertThat(invalidated.getInt("keys_deleted")).isPositive();
        assertProblem(server.post("/metrics/cache/invalidate/nope"), 404, "training_data");
        assertThat(server.post("/metrics/cache/reset").body()).contains("stats_reset");
        JsonObject afterwards = server.json("/metrics/cache").asJsonObject().getJsonObject("cache_stats");
        assertThat(afterwards.getInt("hits")).isZero();
        assertThat(afterwards.getString("hit_rate_percent")).isEqualTo("n/a");
    }

    @Test
    void prometheus_afterUse_everyMetricOfTheContractHasMoved() {
        run("{\"seed\":9,\"pace_tasks_per_second\":0,\"max_tasks\":200}");
        server.get("/api/full_history?limit=3");
        server.get("/api/full_history?limit=3");
        server.post("/metrics/cache/invalidate/training_data");
        server.get("/api/no/such/path");
        startRun("{\"pace_tasks_per_second\":100}");
        Await.until(PATIENCE, () -> "tasks in flight", () -> sample("simulation_tasks_in_flight") > 0);

        assertThat(sample("http_requests_total{endpoint=\"/api/full_history\",method=\"GET\",status=\"200\"}"))
                .isGreaterThanOrEqualTo(2);
        assertThat(sample("http_requests_total{endpoint=\"unmatched\",method=\"GET\",status=\"404\"}")).isPositive();
        assertThat(sample("http_request_duration_seconds_bucket{endpoint=\"/api/full_history\",le=\"+Inf\",method=\"GET\"}"))
                .isPositive();
        assertThat(sample("http_request_duration_seconds_sum{endpoint=\"/api/full_history\",method=\"GET\"}"))
                .isPositive();
        assertThat(text()).contains("database_query_duration_seconds_bucket{", "# TYPE database_query_duration_seconds histogram",
                "# TYPE http_request_duration_seconds histogram", "# TYPE http_requests_total counter");
        assertThat(sample("cache_operations_total{backend=\"memory\",namespace=\"training_data\",operation=\"get\","
                + "result=\"hit\"}")).isPositive();
        assertThat(sample("cache_operations_total{backend=\"memory\",namespace=\"training_data\",operation=\"get\","
                + "result=\"miss\"}")).isPositive();
        assertThat(sample("cache_operations_total{backend=\"memory\",namespace=\"training_data\","
                + "operation=\"invalidate\",result=\"success\"}")).isPositive();
        assertThat(sample("cache_loads_total{namespace=\"training_data\",result=\"loaded\"}")).isPositive();
        assertThat(sample("cache_backend_up{backend=\"memory\"}")).isEqualTo(1);
        assertThat(sample("cache_state_seconds_total{state=\"closed\"}")).isPositive();
        assertThat(text()).contains("# TYPE cache_failovers_total counter", "# TYPE cache_state_seconds_total counter",
                "cache_undecodable_total{backend=\"memory\",namespace=\"training_data\"} 0");
        assertThat(sample("simulation_tasks_processed_total")).isGreaterThanOrEqualTo(200);
        assertThat(sample("simulation_scheduler_tasks_total{scheduler=\"oracle\"}")).isGreaterThanOrEqualTo(200);
        assertThat(sample("model_retraining_duration_seconds_count{model=\"hybrid_ml\"}")).isPositive();
        assertThat(text()).contains("application_info{").contains("version=\"" + System.getProperty("project.version") + "\"");
        assertThat(Pattern.compile("^database_query_duration_seconds_count\\{.*} [1-9]", Pattern.MULTILINE)
                .matcher(text()).find()).isTrue();
    }

    /** Nothing of it is declared in vain: whatever a run moves is there once it is over. */
    @Test
    void prometheus_afterARun_showsEachOfItsFigures() {
        run("{\"max_tasks\":420}");

        for (String scheduler : SCHEDULERS) {
            String label = "scheduler=\"" + scheduler + "\"";
            for (String histogram : List.of("simulation_decision_duration_seconds", "simulation_turnaround_seconds",
                    "simulation_bounded_slowdown")) {
                assertThat(sample(histogram + "_count{" + label + "}")).as(histogram + " of " + scheduler).isPositive();
            }
            assertThat(sample("simulation_placements_total{device=\"gpu_0\"," + label + "}")).isPositive();
            assertThat(sample("simulation_device_utilization_ratio{device=\"gpu_0\"," + label + "}")).isBetween(0.01, 1.0);
            for (String shown : List.of("simulation_tasks_rejected_total", "simulation_queue_length",
                    "simulation_device_queue_length", "simulation_regret_seconds")) {
                assertThat(found(shown + "{" + label + "}")).as(shown + " of " + scheduler).isPresent();
            }
        }
        assertThat(sample("simulation_state{state=\"idle\"}")).isEqualTo(1);
        assertThat(found("simulation_state{state=\"running\"}")).hasValue(0.0);
        assertThat(sample("model_version{model=\"hybrid_ml\"}")).isPositive();
        assertThat(sample("model_error_ratio{model=\"hybrid_ml\"}")).isPositive();
        assertThat(found("model_retraining_failures_total{model=\"hybrid_ml\"}")).hasValue(0.0);
        assertThat(sample("history_write_batch_tasks_sum")).isGreaterThanOrEqualTo(420);
        assertThat(sample("history_write_duration_seconds_sum")).isPositive();
        assertThat(sample("history_write_delay_seconds_sum"))
                .isGreaterThanOrEqualTo(sample("history_write_duration_seconds_sum"));
        assertThat(found("history_write_failures_total")).hasValue(0.0);
        assertThat(found("history_buffer_tasks")).hasValue(0.0);
        assertThat(sample("history_buffer_capacity_tasks")).isPositive();
        assertThat(found("database_query_errors_total{operation=\"insert\",table=\"result\"}")).hasValue(0.0);
        for (String reason : List.of("conflated", "pushed_out", "client_dropped")) {
            assertThat(found("websocket_frames_dropped_total{reason=\"" + reason + "\"}")).as(reason).isPresent();
        }
    }

    private static String text() {
        HttpResponse<String> response = server.get("/metrics/prometheus");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        return response.body();
    }

    /** The value of the series with this name and at least these labels, in any order; 0 where there is none. */
    private static double sample(String series) {
        return found(series).orElse(0.0);
    }

    private static Optional<Double> found(String series) {
        String name = series.replaceFirst("\\{.*", "");
        List<String> labels = Pattern.compile("\\w+=\"[^\"]*\"").matcher(series).results().map(MatchResult::group).toList();
        return text().lines().filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> labels.stream().allMatch(line::contains)).findFirst()
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)));
    }

    @Test
    void webSocket_duringARun_pushesMeasuredUpdates() throws Exception {
        startRun("{\"pace_tasks_per_second\":500}");
        BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        URI uri = server.webSocket("/ws");
        WebSocket socket = server.client().newWebSocketBuilder().buildAsync(uri, new Collector(messages))
                .get(30, TimeUnit.SECONDS);
        Await.until(PATIENCE, () -> "the connection is counted", () -> sample("websocket_connections_active") == 1);
        JsonObject update = nextUpdate(messages);
        assertThat(update.getJsonObject("task").keySet()).contains("id", "size", "intensity", "memory");
        assertThat(update.getJsonObject("latest_results").keySet()).containsExactlyInAnyOrderElementsOf(SCHEDULERS);
        assertThat(update.getJsonObject("latest_results").getJsonObject("oracle").keySet())
                .contains("time", "energy", "cost", "gpu_fraction");
        assertThat(update.getJsonArray("comparison").getJsonObject(0).keySet()).contains("name", "avg_time");
        assertThat(update.getJsonObject("utilization").keySet()).contains("average_utilization", "gpu_0", "cpu_0");
        assertThat(update.getJsonObject("data").keySet()).contains("task_id", "gpu_id", "gpu_fraction", "scheduled_time");
        assertThat(nextUpdate(messages).getInt("sequence")).isGreaterThan(update.getInt("sequence"));

        Await.until(PATIENCE, () -> "what was sent is counted", () -> sample("websocket_frames_sent_total") >= 2);

        server.post("/api/pause");
        Await.until(PATIENCE, () -> "a notification", () -> messages.stream().anyMatch(one -> one.contains("notification")));
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(30, TimeUnit.SECONDS);
        Await.until(PATIENCE, () -> "the connection is not counted any more",
                () -> sample("websocket_connections_active") == 0);
    }

    private static JsonObject nextUpdate(BlockingQueue<String> messages) throws InterruptedException {
        while (true) {
            String text = messages.poll(60, TimeUnit.SECONDS);
            assertThat(text).as("a message within a minute").isNotNull();
            JsonObject message = Server.parse(text).asJsonObject();
            if (message.getString("type").equals("simulation_update")) {
                return message;
            }
        }
    }

    /** Puts whole messages together. */
    static final class Collector implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();
        private final BlockingQueue<String> messages;

        Collector(BlockingQueue<String> messages) {
            this.messages = messages;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                messages.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
