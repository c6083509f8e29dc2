package org.hybridscheduler.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.hybridscheduler.system.SpanReceiver.Received;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Traces as a collector gets them from the packaged application. */
class TracingIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String CLIENT_SPAN = "00f067aa0ba902b7";
    private static final String OWN_HEADER = "io.openliberty.trace";

    private static final SpanReceiver RECEIVER = new SpanReceiver();
    private static final AtomicInteger LIMIT = new AtomicInteger(100);
    private static Server server;

    private static Server server(String name, SpanReceiver receiver, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url());
        environment.put("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        environment.put("OTEL_BSP_SCHEDULE_DELAY", "100");
        environment.put("OTEL_METRIC_EXPORT_INTERVAL", "100");
        environment.put("OTEL_BLRP_SCHEDULE_DELAY", "100");
        environment.put("SIMULATION_PACE_TASKS_PER_SECOND", "200");
        environment.put("CACHE_TTL_TRAINING_DATA", "3600");
        environment.put("LOG_FORMAT", "json");
        return new Server(name, environment).start();
    }

    /** Whether rows are stored; asks with another limit each time, as an answer without rows is cached like any. */
    private static boolean hasRows(Server started) {
        return started.get("/api/full_history?limit=" + LIMIT.incrementAndGet()).body().contains("task_id");
    }

    /** A traceparent that asks for its trace to be sampled. */
    private static String parent(String trace) {
        return "00-" + trace + "-" + CLIENT_SPAN + "-01";
    }

    private static String trace(int number) {
        return "4bf92f3577b34da6a3ce929d0e%06d".formatted(number);
    }

    private static Received one(List<Received> trace, String name) {
        List<Received> named = trace.stream().filter(span -> span.name().equals(name)).toList();
        assertThat(named).as("%s among %s", name, trace.stream().map(Received::name).toList()).hasSize(1);
        return named.get(0);
    }

    @Nested
    class Sampled {

        @BeforeAll
        static void start() {
            server = server("tracing", RECEIVER, Map.of("OTEL_SDK_DISABLED", "false"));
            Await.until(PATIENCE, () -> "caches and rows", () -> hasRows(server)
                    && server.get("/metrics/cache").body().contains("\"operational\""));
        }

        @AfterAll
        static void end() {
            server.close();
        }

        private HttpResponse<String> rows(int limit, String trace) {
            HttpResponse<String> answer = server.get("/api/full_history?limit=" + limit, "traceparent", parent(trace),
                    "tracestate", "vendor=kept");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().map()).doesNotContainKey(OWN_HEADER);
            return answer;
        }

        @Test
        void request_missThenHit_areTracesDownToTheDatabaseAndToTheCache() {
            assertThat(server.put("/observability/loggers/org.hybridscheduler.caching", "application/json",
                    "{\"level\": \"DEBUG\"}").statusCode()).isEqualTo(200);
            rows(41, trace(1));
            missed(RECEIVER.awaitRequest(trace(1)));

            rows(41, trace(2));
            List<Received> hit = RECEIVER.awaitRequest(trace(2));
            assertThat(hit).extracting(Received::name)
                    .containsExactlyInAnyOrder("GET /api/full_history", "cache.get training_data");
            assertThat(one(hit, "cache.get training_data").attributes()).containsEntry("cache.result", "hit");
        }

        private void missed(List<Received> trace) {
            Received request = one(trace, "GET /api/full_history");
            assertThat(request.parent()).isEqualTo(CLIENT_SPAN);
            assertThat(request.service()).isEqualTo("hybrid-scheduler");
            assertThat(request.attributes()).containsEntry("http.route", "/api/full_history");
            assertThat(trace).hasSize(5).allSatisfy(span ->
                    assertThat(span.span().getTraceState()).isEqualTo("vendor=kept"));

            Received get = one(trace, "cache.get training_data");
            assertThat(get.parent()).isEqualTo(request.id());
            assertThat(get.attributes()).containsExactlyInAnyOrderEntriesOf(Map.of("cache.operation", "get",
                    "cache.result", "miss", "cache.namespace", "training_data", "cache.backend", "memory"));

            Received load = one(trace, "cache.load training_data");
            assertThat(load.parent()).isEqualTo(request.id());

            assertLogged(load, "cache.load training_data");

            Received query = one(trace, "SELECT task");
            assertThat(query.parent()).isEqualTo(load.id());
            assertThat(query.span().getKind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
            assertThat(query.attributes()).containsExactlyInAnyOrderEntriesOf(Map.of("db.operation.name", "SELECT",
                    "db.collection.name", "task", "db.system.name", "h2database"));
            assertThat(query.span().getStartTimeUnixNano())
                    .isGreaterThanOrEqualTo(load.span().getStartTimeUnixNano());
            assertThat(query.span().getEndTimeUnixNano()).isLessThanOrEqualTo(load.span().getEndTimeUnixNano());

            Received set = one(trace, "cache.set training_data");
            assertThat(set.parent()).isEqualTo(request.id());
            assertThat(set.attributes()).containsEntry("cache.result", "success");
        }

        private void assertLogged(Received span, String message) {
            JsonObject page = server.json("/observability/logs/search?query=" + message.replace(" ", "%20"))
                    .asJsonObject();
            assertThat(page.getJsonArray("records").getValuesAs(JsonObject.class)).anySatisfy(line -> {
                assertThat(line.getString("trace_id")).isEqualTo(span.trace());
                assertThat(line.getString("span_id")).isEqualTo(span.id());
                assertThat(line.getString("correlation_id")).isNotBlank();
            });
        }

        @Test
        void request_traceparentInvalid_beginsATraceOfItsOwn() {
            server.get("/api/schedulers", "traceparent", "00-" + "0".repeat(32) + "-" + CLIENT_SPAN + "-01");

            Received request = RECEIVER.await("GET /api/schedulers", span -> span.name().equals("GET /api/schedulers"));
            assertThat(request.parent()).isEmpty();
            assertThat(request.trace()).matches("[0-9a-f]{32}").isNotEqualTo("0".repeat(32));
        }

        @Test
        void request_pathsAndMethodsThatAClientInvents_haveOneName() {
            server.get("/invented/1", "traceparent", parent(trace(3)));
            server.put("/api/full_history", "text/plain", "x");
            server.get("/api/schedulers/invented/stats", "traceparent", parent(trace(4)));

            assertThat(one(RECEIVER.awaitRequest(trace(3)), "unmatched").attributes())
                    .containsEntry("http.route", "unmatched");
            assertThat(RECEIVER.awaitRequest(trace(4))).extracting(Received::name)
                    .contains("GET /api/schedulers/{name}/stats");
            RECEIVER.await("the refused method", span -> span.name().equals("unmatched")
                    && span.attributes().getOrDefault("http.request.method", "").equals("PUT"));
        }

        @Test
        void request_failure_hasItsTraceInTheLog() throws IOException {
            Files.createDirectories(server.data().resolve("workloads"));
            Files.writeString(server.data().resolve("workloads").resolve("broken.csv"), "no workload");
            assertThat(server.get("/api/workloads/broken", "traceparent", parent(trace(5))).statusCode())
                    .isEqualTo(500);

            Received request = one(RECEIVER.awaitRequest(trace(5)), "GET /api/workloads/{name}");
            assertThat(request.span().getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
            List<JsonObject> lines = Files.readAllLines(server.messages()).stream()
                    .filter(line -> line.contains(trace(5))).map(line -> Server.parse(line).asJsonObject()).toList();
            assertThat(lines).hasSize(1).first().satisfies(line -> {
                assertThat(line.getString("message")).contains("GET /api/workloads/broken failed");
                assertThat(line.getString("trace_id")).isEqualTo(request.trace());
                assertThat(line.getString("span_id")).isEqualTo(request.id());
            });
        }

        @Test
        void batchAndRetraining_areTracesOfTheirOwn() {
            Received batch = RECEIVER.await("a batch", span -> span.name().equals("history.write_batch")
                    && RECEIVER.trace(span.trace()).anyMatch(other -> other.name().equals("INSERT result")));
            assertThat(batch.parent()).isEmpty();
            assertThat(RECEIVER.trace(batch.trace()).filter(span -> span.name().equals("INSERT result")).toList())
                    .allSatisfy(insert -> assertThat(insert.parent()).isEqualTo(batch.id()));

            Received retraining = RECEIVER.await("a retraining", span -> span.name().equals("model.retrain"));
            assertThat(retraining.parent()).isEmpty();
            assertThat(retraining.attributes()).containsEntry("model", "hybrid_ml");
        }

        @Test
        void answers_ofTheOperatorsPort_doNotShowTheServersHeader() {
            HttpResponse<String> answer = server.getOps("/health/live");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().map()).doesNotContainKey(OWN_HEADER);
        }

        @Test
        void metricsAndLogs_areNotExportedByThemselves() {
            RECEIVER.await("a span", span -> true);
            assertThat(RECEIVER.paths()).containsOnly("/v1/traces");
        }
    }

    /** The client's word counts more than the ratio, so its trace tells when all before it would have come. */
    @Test
    void ratioOfZero_requestsAndRuns_areNotExportedUnlessTheClientSays() {
        try (SpanReceiver receiver = new SpanReceiver();
                Server started = server("tracing-ratio", receiver, Map.of("OTEL_SDK_DISABLED", "false",
                        "OTEL_TRACES_SAMPLER", "parentbased_traceidratio", "OTEL_TRACES_SAMPLER_ARG", "0"))) {
            Await.until(PATIENCE, () -> "rows", () -> hasRows(started));
            started.get("/api/full_history?limit=4", "traceparent", parent(trace(6)));

            receiver.awaitRequest(trace(6));
            assertThat(receiver.spans()).extracting(Received::trace).containsOnly(trace(6));
        }
    }

    @Test
    void nothingSaid_serverAndItsEnd_exportNothing() {
        try (SpanReceiver receiver = new SpanReceiver()) {
            try (Server started = server("tracing-off", receiver, Map.of())) {
                HttpResponse<String> answer = started.get("/api/schedulers", "traceparent", parent(trace(7)));
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().map()).doesNotContainKey(OWN_HEADER);
            }
            assertThat(receiver.paths()).isEmpty();
        }
    }
}
