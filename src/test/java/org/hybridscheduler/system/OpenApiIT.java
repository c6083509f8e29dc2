package org.hybridscheduler.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hybridscheduler.documentation.ApiDocument;
import org.hybridscheduler.documentation.ApiDocument.Operation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The document that a running server gives away, the answers that the server gives, and the page in a browser. */
class OpenApiIT {

    private static final String JSON = "application/json";

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'";
    /** Of another protocol; and of a recording, which has to be made first. */
    private static final Set<String> NOT_JUST_ASKED_FOR = Set.of("GET /ws", "GET /api/experiments/{id}",
            "GET /api/experiments/{id}/report", "GET /observability/recordings/{id}",
            "GET /observability/recordings/{id}/file");

    private static Server server;
    private static ApiDocument document;

    @TempDir
    Path scratch;

    @BeforeAll
    static void start() {
        server = new Server("openapi", Map.of("SIMULATION_AUTOSTART", "false")).start();
        document = ApiDocument.of(server.get("/openapi?format=json").body());
        // A run, so that rows, figures and totals are there to be compared with their schemas.
        server.post("/api/start", "application/json", "{\"max_tasks\": 300, \"pace_tasks_per_second\": 0}");
        Await.until(PATIENCE, () -> "300 tasks are stored: " + server.get("/api/status").body(),
                () -> server.json("/api/status").asJsonObject().getString("phase").equals("idle")
                        && server.json("/api/status").asJsonObject().getInt("tasks_processed") == 300);
    }

    @AfterEach
    void end() {
        server.post("/api/stop");
        Await.until(PATIENCE, () -> "the run is over",
                () -> server.json("/api/status").asJsonObject().getString("phase").equals("idle"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void document_everyWayToAskForIt_isTheSame() {
        HttpResponse<String> plain = server.get("/openapi");
        assertThat(plain.headers().firstValue("Content-Type").orElse("")).startsWith("application/yaml");
        assertThat(document.root().at("/info/version").asText()).isEqualTo(System.getProperty("project.version"));
        assertThat(new ObjectMapper().<JsonNode>valueToTree(new Yaml().load(plain.body())))
                .isEqualTo(document.root());
        HttpResponse<String> json = server.get("/openapi", "Accept", "application/json");
        assertThat(json.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(ApiDocument.of(json.body()).root()).isEqualTo(document.root());
        String tag = plain.headers().firstValue("ETag").orElseThrow();
        assertThat(server.get("/openapi", "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(json.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
    }

    @Test
    void document_onTheOperatorsPort_isTheSameButForTheServers() {
        ObjectNode ops = ApiDocument.of(server.getOps("/openapi?format=JSON").body()).root().deepCopy();
        ObjectNode here = document.root().deepCopy();

        ops.remove("servers");
        here.remove("servers");
        assertThat(ops).isEqualTo(here);
    }

    @Test
    void get_everyOperation_answersWhatTheDocumentPromises() {
        List<String> asked = new ArrayList<>();
        gets().forEach(operation -> {
            HttpResponse<String> response = server.get(path(operation));
            assertThat(response.statusCode()).as(operation + ": " + response.body()).isEqualTo(200);
            assertPromised(operation.name(), response);
            asked.add(operation.name());
        });
        assertThat(asked).contains("GET /api/comparison", "GET /api/full_history", "GET /api/workloads/{name}");
    }

    /** Every bound of the document is one of the server. */
    @Test
    void get_wholeNumberAtAndBeyondItsBounds_isTakenAndRefused() {
        List<String> tried = new ArrayList<>();
        gets().forEach(operation -> operation.parameters().stream()
                .filter(parameter -> parameter.at("/schema/type").asText().equals("integer"))
                .forEach(parameter -> {
                    String query = path(operation) + parameter.path("name").asText() + "=";
                    long min = parameter.at("/schema/minimum").asLong();
                    long max = parameter.at("/schema/maximum").asLong();
                    assertThat(List.of(min, max)).allSatisfy(taken ->
                            assertThat(server.get(query + taken).statusCode()).as(query + taken).isEqualTo(200));
                    assertThat(List.of(min - 1, max + 1)).allSatisfy(refused -> {
                        HttpResponse<String> response = server.get(query + refused);
                        assertThat(response.statusCode()).as(query + refused).isEqualTo(400);
                        assertPromised(operation.name(), response);
                    });
                    tried.add(operation.name());
                }));
        assertThat(tried).contains("GET /api/full_history", "GET /api/history/comparative",
                "GET /observability/logs/search");
    }

    private static List<Operation> gets() {
        return document.operations().stream().filter(operation -> operation.method().equals("GET"))
                .filter(operation -> !NOT_JUST_ASKED_FOR.contains(operation.name())).toList();
    }

    /** The operation's path with the examples of those of its parameters that it needs, and room for one more. */
    private static String path(Operation operation) {
        String path = operation.path();
        String query = "?";
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.path("name").asText();
            String example = parameter.path("example").asText();
            path = path.replace("{" + name + "}", example);
            if (parameter.path("in").asText().equals("query") && parameter.path("required").asBoolean()) {
                query += name + "=" + example + "&";
            }
        }
        return path + query;
    }

    private static void assertPromised(String operation, HttpResponse<String> response) {
        assertThat(response.headers().allValues("X-Correlation-ID")).as(operation).hasSize(1);
        assertThat(document.faults(operation, response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""), response.body()))
                .as(operation + " " + response.statusCode() + ": " + shown(response.body())).isEmpty();
    }

    private static String shown(String body) {
        return body.substring(0, Math.min(500, body.length()));
    }

    private static void assertAnswer(String operation, int status, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(operation + ": " + shown(response.body())).isEqualTo(status);
        assertPromised(operation, response);
    }

    @Test
    void run_itsWholeLife_answersWhatTheDocumentPromises() {
        assertAnswer("POST /api/start", 400, server.post("/api/start", "application/json", "{\"load\": 11, \"x\": 1}"));
        assertAnswer("POST /api/pause", 409, server.post("/api/pause"));
        assertAnswer("POST /api/start", 200, server.post("/api/start", "application/json", "{}"));
        assertAnswer("POST /api/start", 409, server.post("/api/start", "application/json", "{}"));
        assertAnswer("POST /api/pause", 200, server.post("/api/pause"));
        assertAnswer("GET /api/status", 200, server.get("/api/status"));
        assertAnswer("POST /api/resume", 200, server.post("/api/resume"));
        assertAnswer("POST /api/stop", 200, server.post("/api/stop"));
    }

    @Test
    void workload_uploadedDescribedAndRemoved_answersWhatTheDocumentPromises() {
        String upload = "POST /api/workloads";
        String one = "/api/workloads/tiny";
        String csv = "cpu_seconds,gpu_seconds\n0.2,0.1\n0.3,0.4\n";

        assertAnswer(upload, 400, server.post("/api/workloads?name=tiny", "text/csv", "cpu_seconds\nfast\n"));
        assertAnswer(upload, 400, server.post("/api/workloads?name=synthetic", "text/csv", csv));
        assertAnswer(upload, 415, server.post("/api/workloads?name=tiny", "image/png", "{}"));
        assertAnswer(upload, 201, server.post("/api/workloads?name=tiny", "text/csv", csv));
        assertAnswer("GET /api/workloads", 200, server.get("/api/workloads"));
        assertAnswer("GET /api/workloads/{name}", 200, server.get(one));
        assertAnswer("DELETE /api/workloads/{name}", 204, server.delete(one));
        assertAnswer("DELETE /api/workloads/{name}", 404, server.delete(one));
        assertAnswer("GET /api/workloads/{name}", 404, server.get(one));
    }

    @Test
    void cachesAndRefusals_answerWhatTheDocumentPromises() {
        String invalidate = "POST /metrics/cache/invalidate/{namespace}";

        assertAnswer("POST /metrics/cache/reset", 200, server.post("/metrics/cache/reset"));
        assertAnswer(invalidate, 200, server.post("/metrics/cache/invalidate/training_data"));
        assertAnswer(invalidate, 404, server.post("/metrics/cache/invalidate/nobody"));
        assertAnswer("GET /api/schedulers/{name}/stats", 404, server.get("/api/schedulers/nobody/stats"));
        assertAnswer("GET /openapi", 400, server.get("/openapi?format=xml"));
        assertAnswer("GET /openapi", 406, server.get("/openapi", "Accept", "image/png"));
        assertAnswer("GET /api/comparison", 200, server.get("/api/comparison", "Accept", "text/plain"));
        assertAnswer("GET /api/status", 406, server.get("/api/status", "Accept", "text/csv"));
        assertAnswer("GET /", 303, server.get("/", "Accept", "text/html"));
    }

    @Test
    void recording_itsWholeLife_answersWhatTheDocumentPromises() {
        String all = "/observability/recordings";
        String state = "GET /observability/recordings/{id}";

        assertAnswer("POST " + all, 400, server.post(all, "application/json", "{\"duration_seconds\": 301}"));
        String running = id(server.post(all, "application/json", "{\"duration_seconds\": 300}"));
        assertAnswer("POST " + all, 409, server.post(all));
        assertAnswer(state, 200, server.get(running));
        assertAnswer(state + "/file", 409, server.get(running + "/file"));
        assertAnswer("DELETE " + all + "/{id}", 204, server.delete(running));
        String one = id(server.post(all, "application/json", "{\"duration_seconds\": 1}"));
        Await.until(PATIENCE, () -> "the recording is done: " + server.get(one).body(),
                () -> server.json(one).asJsonObject().getString("state").equals("done"));
        assertAnswer(state, 200, server.get(one));
        assertAnswer("GET " + all, 200, server.get(all));
        assertAnswer(state + "/file", 200, server.get(one + "/file"));
        assertAnswer("DELETE " + all + "/{id}", 204, server.delete(one));
        assertAnswer("DELETE " + all + "/{id}", 404, server.delete(one));
        assertAnswer(state, 404, server.get(one));
    }

    private static String id(HttpResponse<String> begun) {
        assertAnswer("POST /observability/recordings", 202, begun);
        return "/observability/recordings/" + Server.parse(begun.body()).asJsonObject().getString("id");
    }

    @Test
    void logger_changedAndReset_answersWhatTheDocumentPromises() {
        String path = "/observability/loggers/org.hybridscheduler.documentation";
        String operation = " /observability/loggers/{name}";

        assertAnswer("PUT" + operation, 400, server.put(path, JSON, "{\"level\": \"LOUD\"}"));
        assertAnswer("PUT" + operation, 400,
                server.put(path, JSON, "{\"level\": \"DEBUG\", \"expires_in_seconds\": 86401}"));
        assertAnswer("PUT" + operation, 200,
                server.put(path, JSON, "{\"level\": \"DEBUG\", \"expires_in_seconds\": 86400}"));
        assertAnswer("GET" + operation, 200, server.get(path));
        assertAnswer("DELETE" + operation, 200, server.delete(path));
        assertAnswer("GET" + operation, 404, server.get(path + ".nobody"));
        assertAnswer("GET" + operation, 400, server.get("/observability/loggers/a%20b"));
    }

    @Test
    void webSocket_itsMessages_areWhatTheDocumentPromises() throws Exception {
        LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
        WebSocket socket = server.client().newWebSocketBuilder()
                .buildAsync(server.webSocket("/ws"), new ContractIT.Collector(messages)).get(30, TimeUnit.SECONDS);

        server.post("/api/start", "application/json", "{\"max_tasks\": 50, \"pace_tasks_per_second\": 0}");
        Await.until(PATIENCE, () -> "an update and a notification: " + messages,
                () -> messages.stream().anyMatch(one -> one.contains("simulation_update"))
                        && messages.stream().anyMatch(one -> one.contains("\"notification\"")));
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(30, TimeUnit.SECONDS);

        assertThat(messages).allSatisfy(message -> assertThat(document.faults(
                message.contains("\"notification\"") ? "Notification" : "SimulationUpdate", message)).isEmpty());
    }

    @Test
    void securityHeaders_everyKindOfAnswer_haveThemOnce() {
        HttpResponse<String> history = server.get("/api/full_history?limit=1");
        String tag = history.headers().firstValue("ETag").orElseThrow();
        assertThat(List.of(history, server.get("/api/full_history?limit=1", "If-None-Match", tag), server.get("/"),
                server.get("/nope"), server.get("/docs/docs.js"), server.get("/docs/swagger-ui/1.0.0/nope"),
                server.delete("/health"), server.post("/problem")))
                .allSatisfy(answer -> assertHeaders(answer, API_POLICY));
        assertHeaders(server.get("/docs"), "default-src 'none'; script-src 'self'; style-src 'self'; "
                + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
                + "frame-ancestors 'none'");
    }

    private static void assertHeaders(HttpResponse<String> answer, String policy) {
        Map.of("Content-Security-Policy", policy, "X-Content-Type-Options", "nosniff", "X-Frame-Options", "DENY",
                "Referrer-Policy", "no-referrer", "Cross-Origin-Opener-Policy", "same-origin",
                "Cross-Origin-Resource-Policy", "same-origin").forEach((name, value) ->
                assertThat(answer.headers().allValues(name)).as(answer + " " + name).containsExactly(value));
    }

    @Test
    void assets_onlyThePagesOwn_areServedForEver() {
        String page = server.get("/docs").body();
        String script = page.replaceAll("(?s).*src=\"(/docs/swagger-ui/[^\"]+)\".*", "$1");
        HttpResponse<String> bundle = server.get(script);

        assertThat(bundle.statusCode()).as(script).isEqualTo(200);
        assertThat(bundle.headers().firstValue("Content-Type").orElse("")).startsWith("text/javascript");
        assertThat(bundle.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        String folder = script.substring(0, script.lastIndexOf('/') + 1);
        assertThat(server.get(folder + "swagger-ui.css").statusCode()).isEqualTo(200);
        assertThat(server.get(folder + "index.html").statusCode()).isEqualTo(404);
        assertThat(server.get("/docs/swagger-ui/1.0.0/swagger-ui.css").statusCode()).isEqualTo(404);
        assertThat(page).doesNotContain("http://", "https://", "<script>", "style=");
    }

    @Test
    void page_inABrowser_showsAllOperationsAndTriesOne() {
        assumeTrue(Browser.installed().isPresent(), "Chromium is not installed");
        try (Browser browser = new Browser(Browser.installed().orElseThrow(), scratch)) {
            browser.open(server.uri("/docs"));
            int operations = document.operations().size();
            browser.await("document.querySelectorAll('.opblock').length === " + operations);
            // Opened, each shows its fields, examples and schemas: all that the page's policy might refuse.
            browser.evaluate("document.querySelectorAll('.opblock-summary-control').forEach(each => each.click())");
            browser.await("document.querySelectorAll('.opblock.is-open .responses-table').length >= " + operations);

            String health = "document.querySelector('#operations-Health-health')";
            browser.evaluate(health + ".querySelector('button.execute').click()");
            browser.await(health + ".querySelector('.live-responses-table')?.innerText.includes('\"healthy\"')");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** Without this one, the test above would pass with a browser whose complaints nobody hears. */
    @Test
    void page_doingWhatItsPolicyForbids_isReported() {
        assumeTrue(Browser.installed().isPresent(), "Chromium is not installed");
        try (Browser browser = new Browser(Browser.installed().orElseThrow(), scratch)) {
            browser.open(server.uri("/docs"));
            browser.await("document.querySelectorAll('.opblock').length > 0");
            browser.evaluate("document.body.appendChild(Object.assign(document.createElement('script'),"
                    + " {textContent: 'document.title = \"inline\"'})) && 1");
            Await.until(PATIENCE, () -> "a complaint", () -> !browser.complaints().isEmpty());
            assertThat(browser.complaints()).anyMatch(text -> text.contains("ContentSecurityPolicy")
                    || text.contains("Content Security Policy"));
            assertThat(browser.evaluate("document.title")).isNotEqualTo("inline");
        }
    }
}
