package org.hybridscheduler.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the server logs and tells of its log, with a password in REDIS_URL that nobody may read anywhere. */
class LogsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String HEADER = "X-Correlation-ID";
    private static final String REDIS_PASSWORD = "r3dis-s3cret";
    private static final String DB_PASSWORD = "db-s3cret";
    private static final String FORGED = "[11/23/26, 12:00:00:000 UTC] 00000001 forged";
    private static final Set<String> FIELDS = Set.of("type", "timestamp", "level", "logger", "thread", "message",
            "message_id", "correlation_id", "trace_id", "span_id", "exception_type", "exception_stack");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSZ");

    private static Server server;

    @BeforeAll
    static void start() {
        server = server("logs", "json").start();
    }

    private static Server server(String name, String format) {
        return new Server(name, Map.of("LOG_FORMAT", format, "ACCESS_LOG", "true", "SIMULATION_AUTOSTART", "false",
                "DB_PASSWORD", DB_PASSWORD, "REDIS_URL", "redis://user:" + REDIS_PASSWORD + "@localhost:1"));
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private static List<JsonObject> lines(Path log) throws IOException {
        return Files.readAllLines(log).stream().filter(line -> line.startsWith("{"))
                .map(line -> Server.parse(line).asJsonObject()).toList();
    }

    private static List<JsonObject> records(String path) {
        return server.json(path).asJsonObject().getJsonArray("records").getValuesAs(JsonObject.class);
    }

    /** The lines of a request, once they are there. */
    private static List<JsonObject> awaitLines(Path log, String type, String correlationId) throws IOException {
        Await.until(PATIENCE, () -> type + " of " + correlationId + " in " + log, () -> {
            try {
                return !of(log, type, correlationId).isEmpty();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        return of(log, type, correlationId);
    }

    private static List<JsonObject> of(Path log, String type, String correlationId) throws IOException {
        return lines(log).stream().filter(line -> line.getString("type").equals(type)
                && line.getString("correlation_id", "").equals(correlationId)).toList();
    }

    /** Has the server find a broken file where it has its workloads, which nobody expects there. */
    private static HttpResponse<String> fail(Server server, String name, String correlationId) throws IOException {
        Files.createDirectories(server.data().resolve("workloads"));
        Files.writeString(server.data().resolve("workloads").resolve(name + ".csv"),
                "cpu_seconds,gpu_seconds\n\"x\n" + FORGED + "\",password=pw-1234\n");
        return server.get("/api/workloads/" + name, HEADER, correlationId);
    }

    @Test
    void correlationId_sent_isInAnswerHeaderAndBody() {
        HttpResponse<String> answer = server.get("/observability/correlation-id", HEADER, "sent-1");
        assertThat(answer.headers().allValues(HEADER)).containsExactly("sent-1");
        assertThat(Server.parse(answer.body()).asJsonObject().getString("correlation_id")).isEqualTo("sent-1");
    }

    @Test
    void correlationId_absentOrInvalid_isANewOneEachTime() {
        String first = server.get("/observability/correlation-id").headers().firstValue(HEADER).orElseThrow();
        String second = server.get("/observability/correlation-id", HEADER, "not valid").headers().firstValue(HEADER)
                .orElseThrow();
        assertThat(List.of(first, second)).allMatch(id -> id.matches("[0-9a-f-]{36}")).doesNotHaveDuplicates();
    }

    @Test
    void correlationId_errors_isInEveryProblem() {
        for (String path : List.of("/nothing/here", "/nothing.html", "/api/full_history?limit=0",
                "/api/schedulers/none/stats", "/problem")) {
            HttpResponse<String> answer = server.get(path, HEADER, "error-1");
            assertThat(answer.statusCode()).as(path).isBetween(400, 404);
            assertThat(answer.headers().allValues(HEADER)).as(path).containsExactly("error-1");
            assertThat(Server.parse(answer.body()).asJsonObject().getString("correlation_id")).as(path)
                    .isEqualTo("error-1");
        }
    }

    @Test
    void correlationId_webSocketUpgrade_isInTheAnswer() throws Exception {
        try (Socket socket = new Socket("localhost", server.uri("/").getPort())) {
            socket.getOutputStream().write(("GET /ws HTTP/1.1\r\nHost: localhost:" + server.uri("/").getPort()
                    + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + HEADER + ": socket-1\r\n\r\n").getBytes());
            socket.setSoTimeout(30_000);
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf("\r\n\r\n") < 0) {
                answer.append((char) socket.getInputStream().read());
            }
            assertThat(answer.toString()).startsWith("HTTP/1.1 101").containsIgnoringCase(HEADER + ": socket-1");
        }
    }

    @Test
    void streams_json_haveOnlyTheDeclaredFields() throws IOException {
        assertThat(Files.readAllLines(server.log())).as("but for what the JVM prints by itself").allMatch(
                line -> line.startsWith("{") || line.isEmpty() || line.startsWith("OpenJDK "));
        for (Path log : List.of(server.log(), server.messages())) {
            List<JsonObject> own = lines(log).stream()
                    .filter(line -> line.getString("logger", "").startsWith("org.hybridscheduler.")).toList();
            assertThat(own).as("%s", log).isNotEmpty().allSatisfy(line -> {
                assertThat(line.keySet()).contains("timestamp", "level", "logger", "thread", "message");
                assertThat(line.getString("level")).isIn("INFO", "WARNING", "SEVERE");
                assertThat(line.getString("thread")).as("a name").containsPattern("[A-Za-z]{3}");
                assertThat(OffsetDateTime.parse(line.getString("timestamp"), TIME)).isNotNull();
            });
            assertThat(lines(log)).filteredOn(line -> !line.getString("type").equals("liberty_accesslog"))
                    .allSatisfy(line -> assertThat(FIELDS).containsAll(line.keySet()));
        }
    }

    @Test
    void accessLog_request_isALineWithoutPersonalData() throws IOException {
        server.get("/api/full_history?limit=1&who=somebody", HEADER, "access-1", "User-Agent", "a-browser");
        for (Path log : List.of(server.log(), server.messages())) {
            List<JsonObject> lines = awaitLines(log, "liberty_accesslog", "access-1");
            assertThat(lines).hasSize(1).first().satisfies(line -> {
                assertThat(line.keySet()).containsExactlyInAnyOrder("type", "timestamp", "method", "path", "status",
                        "bytes", "duration_microseconds", "correlation_id");
                assertThat(line.getString("method")).isEqualTo("GET");
                assertThat(line.getString("path")).isEqualTo("/api/full_history");
                assertThat(line.getInt("status")).isEqualTo(200);
                assertThat(line.getInt("bytes")).isPositive();
                assertThat(line.getInt("duration_microseconds")).isPositive();
            });
            assertThat(Files.readString(log)).doesNotContain("somebody").doesNotContain("a-browser")
                    .doesNotContain("127.0.0.1:" + server.uri("/").getPort());
        }
    }

    @Test
    void unexpectedFailure_inTheServer_isInLogRingAndErrorsUnderItsRequest() throws IOException {
        HttpResponse<String> answer = fail(server, "broken", "failure-1");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(Server.parse(answer.body()).asJsonObject().getString("correlation_id")).isEqualTo("failure-1");
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("forged");

        JsonObject line = awaitLines(server.log(), "liberty_message", "failure-1").get(0);
        assertThat(line.getString("level")).isEqualTo("SEVERE");
        assertThat(line.getString("logger")).isEqualTo("org.hybridscheduler.problem.UnexpectedMapper");
        assertThat(line.getString("message")).startsWith("GET /api/workloads/broken failed");

        JsonObject record = records("/observability/logs/errors").stream()
                .filter(one -> one.getString("correlation_id", "").equals("failure-1")).findFirst().orElseThrow();
        assertThat(record.getString("level")).isEqualTo("ERROR");
        assertThat(record.getString("message")).isEqualTo("GET /api/workloads/broken failed");
        JsonObject exception = record.getJsonObject("exception");
        assertThat(exception.getString("type")).endsWith("WorkloadFormatException");
        assertThat(exception.getString("message")).doesNotContain("pw-1234");
        assertThat(exception.getJsonArray("stack")).hasSizeBetween(2, 40);

        fail(server, "broken", "failure-2");
        JsonObject error = server.json("/observability/errors").asJsonObject().getJsonArray("errors")
                .getValuesAs(JsonObject.class).get(0);
        assertThat(error.getString("type")).isEqualTo("org.hybridscheduler.workload.WorkloadFormatException");
        assertThat(error.getString("origin")).startsWith("org.hybridscheduler.workload.").matches(".*:\\d+");
        assertThat(error.getInt("count")).isEqualTo(2);
        assertThat(error.getString("correlation_id")).isEqualTo("failure-2");
        assertThat(Instant.parse(error.getString("last_seen"))).isAfter(Instant.parse(error.getString("first_seen")));
        assertThat(metric("errors_total{type=\"org.hybridscheduler.workload.WorkloadFormatException\"}")).isEqualTo(2);
        assertThat(metric("log_records_total{level=\"error\"}")).isGreaterThanOrEqualTo(2);
        assertThat(metric("log_records_total{level=\"trace\"}")).isZero();
    }

    private static double metric(String series) {
        String text = server.get("/metrics/prometheus").body();
        Matcher line = Pattern.compile("(?m)^" + Pattern.quote(series) + " (.+)$").matcher(text);
        assertThat(line.find()).as("%s in\n%s", series, text).isTrue();
        return Double.parseDouble(line.group(1));
    }

    @Test
    void logs_parameters_selectAndAreBounded() {
        assertThat(records("/observability/logs/tail?lines=2")).hasSize(2);
        assertThat(records("/observability/logs/tail?level=INFO&lines=1000")).isNotEmpty()
                .allMatch(one -> !one.getString("level").equals("DEBUG"));
        assertThat(records("/observability/logs/search?query=CACHES+ARE+KEPT&limit=1")).hasSize(1).first()
                .satisfies(one -> assertThat(one.getString("message")).isEqualTo(
                        "Caches are kept in redis://localhost:1, and in memory while it fails"));
        assertThat(records("/observability/logs/search?query=.*")).as("no pattern").isEmpty();
        Map<String, String> refused = Map.of("tail?lines=0", "1 to 1000", "tail?lines=1001", "1 to 1000",
                "tail?level=LOUD", "one of: TRACE, DEBUG, INFO, WARNING, ERROR", "errors?hours=169", "1 to 168",
                "errors?limit=x", "1 to 1000", "search", "1 to 200", "search?query=" + "x".repeat(201), "1 to 200");
        refused.forEach((query, allowed) -> {
            HttpResponse<String> answer = server.get("/observability/logs/" + query);
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            JsonObject error = Server.parse(answer.body()).asJsonObject().getJsonArray("errors").getJsonObject(0);
            assertThat(query).contains(error.getString("field").equals("query") ? "search" : error.getString("field"));
            assertThat(error.getString("allowed")).contains(allowed);
        });
    }

    @Test
    void loggers_levelChanged_recordsAppearUntilItIsReset() {
        String logger = "org.hybridscheduler.observability.logs";
        String path = "/observability/loggers/" + logger;
        server.get("/health/live", HEADER, "before-1");
        assertThat(debugRecords("before-1")).isEmpty();

        HttpResponse<String> changed = server.put(path, "application/json",
                "{\"level\":\"DEBUG\",\"expires_in_seconds\":600}");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        JsonObject state = Server.parse(changed.body()).asJsonObject();
        assertThat(state.getString("level")).isEqualTo("DEBUG");
        assertThat(state.getString("effective_level")).isEqualTo("DEBUG");
        assertThat(Instant.parse(state.getString("expires_at"))).isAfter(Instant.now().plusSeconds(500));
        server.get("/health/live", HEADER, "during-1");
        assertThat(debugRecords("during-1")).hasSize(1).first().satisfies(one ->
                assertThat(one.getString("message")).isEqualTo("GET /health/live"));
        assertThat(server.json("/observability/loggers").asJsonObject().getJsonArray("loggers")
                .getValuesAs(JsonObject.class)).anyMatch(one -> one.getString("name").equals(logger));

        assertThat(Server.parse(server.delete(path).body()).asJsonObject().get("expires_at"))
                .isEqualTo(JsonValue.NULL);
        server.get("/health/live", HEADER, "after-1");
        assertThat(debugRecords("after-1")).isEmpty();
    }

    private static List<JsonObject> debugRecords(String correlationId) {
        return records("/observability/logs/search?query=" + correlationId).stream()
                .filter(one -> one.getString("level").equals("DEBUG")).toList();
    }

    @Test
    void loggers_levelExpires_isAsBefore() {
        String logger = "org.hybridscheduler.problem";
        String path = "/observability/loggers/" + logger;
        assertThat(server.put(path, "application/json", "{\"level\":\"ERROR\",\"expires_in_seconds\":1}").statusCode())
                .isEqualTo(200);
        Await.until(PATIENCE, () -> "expired: " + server.get(path).body(), () -> server.json(path).asJsonObject()
                .isNull("expires_at"));
        assertThat(server.json(path).asJsonObject().getString("effective_level")).isEqualTo("INFO");
    }

    @Test
    void loggers_badRequests_areRefused() {
        String path = "/observability/loggers/org.hybridscheduler";
        for (String body : List.of("{}", "{\"level\":\"LOUD\"}", "{\"level\":\"INFO\",\"expires_in_seconds\":0}",
                "{\"level\":\"INFO\",\"expires_in_seconds\":86401}", "{\"level\":\"INFO\",\"more\":1}")) {
            assertThat(server.put(path, "application/json", body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(server.put("/observability/loggers/a%20b", "application/json", "{\"level\":\"INFO\"}").statusCode())
                .isEqualTo(400);
        assertThat(server.get("/observability/loggers/no.such.logger").statusCode()).isEqualTo(404);
    }

    @Test
    void secrets_passwordsOfRedisAndDatabase_areNowhere() throws IOException {
        server.post("/metrics/cache/invalidate/training_data");
        assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
        for (Path log : List.of(server.log(), server.messages())) {
            assertThat(Files.readString(log)).contains("localhost:1, and in memory").doesNotContain(REDIS_PASSWORD)
                    .doesNotContain(DB_PASSWORD);
        }
        assertThat(server.get("/observability/logs/tail?lines=1000").body()).contains("redis://localhost:1")
                .doesNotContain(REDIS_PASSWORD).doesNotContain(DB_PASSWORD);
    }

    @Test
    void humanReadableConsole_whatClientsSend_forgesNoLine() throws Exception {
        try (Server plain = server("logs-plain", "simple").start()) {
            assertThat(Files.readAllLines(plain.log())).as("not JSON").noneMatch(line -> line.startsWith("{"));
            String encoded = "%0D%0A" + FORGED.replace(" ", "%20").replace("[", "%5B").replace("]", "%5D");
            for (String path : List.of("/api/x", "/x", "/api/workloads/x", "/api/schedulers/x",
                    "/observability/loggers/x", "/api/workloads?name=x", "/observability/logs/search?query=x",
                    "/api/full_history?limit=x")) {
                plain.get(path + encoded);
                plain.delete(path + encoded);
                plain.put(path + encoded, "text/csv", FORGED);
            }
            plain.put("/observability/loggers/org.hybridscheduler", "application/json", "{\"level\":\"TRACE\"}");
            plain.client().send(HttpRequest.newBuilder(URI.create(plain.uri("/api/x") + "%E2%80%A8" + "forged"))
                    .header("User-Agent", FORGED).build(), BodyHandlers.discarding());
            assertThat(fail(plain, "broken", "failure-3").statusCode()).isEqualTo(500);

            Await.until(PATIENCE, () -> "the failure",
                    () -> read(plain.log()).contains("/api/workloads/broken failed"));
            assertThat(read(plain.log())).as("it is told, in its line").contains("forged");
            assertThat(Files.readAllLines(plain.log())).noneMatch(line -> line.startsWith(FORGED))
                    .noneMatch(line -> line.startsWith("forged"));
            assertThat(read(plain.log())).doesNotContain("pw-1234").doesNotContain(REDIS_PASSWORD);
            assertThat(lines(plain.messages())).as("JSON all the same").isNotEmpty();
            assertThat(Files.readAllLines(plain.messages())).allMatch(line -> line.startsWith("{"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
