package org.hybridscheduler.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hybridscheduler.documentation.ApiDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Learned models as a client meets them: how they stand, rolled back, there again after the server was killed. */
class ModelsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String ALL = "/api/models";
    private static final String ONE = ALL + "/hybrid_ml";
    private static final String ROLLBACK = ONE + "/rollback";
    /** With so little load that a process which takes the run up while it is held has hardly a task to train on. */
    private static final String ENDLESS = """
            {"schedulers":["greedy","hybrid_ml","oracle"],"pace_tasks_per_second":200,"load":0.2}""";

    private final ApiDocument document = ApiDocument.written();

    @TempDir
    Path data;

    @Test
    void models_learnedRolledBackAndTheServerKilled_areThereAgain() {
        Server server = new Server("models", Map.of("SIMULATION_AUTOSTART", "false", "DATA_DIR", data.toString()));
        try {
            server.start();
            Await.until(PATIENCE, () -> "the database is open",
                    () -> server.post("/api/start", "application/json", ENDLESS).statusCode() == 200);
            assertAnswer("GET " + ALL, 200, server.get(ALL));
            Await.until(PATIENCE, () -> "models took over: " + server.get(ONE).body(), () -> eligible(server).size() > 2);
            assertThat(server.post("/api/pause").statusCode()).isEqualTo(200);
            assertRefusals(server);

            int earlier = eligible(server).get(0);
            HttpResponse<String> rolledBack = server.post(ROLLBACK, "application/json", "{\"version\":" + earlier + "}");

            assertAnswer("POST " + ALL + "/{strategy}/rollback", 200, rolledBack);
            assertThat(Server.parse(rolledBack.body()).asJsonObject().getInt("in_office")).isEqualTo(earlier);
            JsonObject before = model(server);
            assertThat(before.getInt("in_office")).isEqualTo(earlier);
            assertThat(before.getJsonArray("quality_over_time")).isNotEmpty();
            assertThat(before.getJsonArray("regret_over_time")).isNotEmpty();
            assertThat(server.json(ALL).asJsonArray()).singleElement().satisfies(line ->
                    assertThat(line.asJsonObject().getInt("in_office")).isEqualTo(earlier));

            awaitStored(server);
            server.kill();
            server.start();

            Await.until(PATIENCE, () -> "the run is taken up: " + server.get(ONE).body(),
                    () -> server.get(ONE).statusCode() == 200);
            assertThat(model(server).getInt("in_office")).isEqualTo(earlier);
            assertThat(model(server).getJsonArray("versions")).isEqualTo(before.getJsonArray("versions"));
            assertThat(server.post("/api/stop").statusCode()).isEqualTo(200);
            assertAnswer("POST " + ALL + "/{strategy}/rollback", 409,
                    server.post(ROLLBACK, "application/json", "{\"version\":" + earlier + "}"));
        } finally {
            server.close();
        }
    }

    /** Each version once as it was trained, then the one that was taken out of office and the one put back. */
    private static void awaitStored(Server server) {
        JsonArray versions = model(server).getJsonArray("versions");
        int trained = versions.getJsonObject(versions.size() - 1).getInt("version");
        Await.until(PATIENCE, () -> trained + " + 2 models are stored: " + inserts(server),
                () -> inserts(server) == trained + 2);
    }

    private static double inserts(Server server) {
        return server.get("/metrics/prometheus").body().lines()
                .filter(line -> line.startsWith("database_query_duration_seconds_count{")
                        && line.contains("operation=\"insert\"") && line.contains("table=\"model\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum();
    }

    private static JsonObject model(Server server) {
        return server.json(ONE).asJsonObject();
    }

    private static List<Integer> eligible(Server server) {
        return server.get(ONE).statusCode() != 200 ? List.of() : model(server).getJsonArray("versions").stream()
                .map(JsonValue::asJsonObject).filter(version -> !version.getString("verdict").equals("rejected"))
                .map(version -> version.getInt("version")).toList();
    }

    private void assertRefusals(Server server) {
        String operation = "POST " + ALL + "/{strategy}/rollback";
        HttpResponse<String> unknown = server.post(ROLLBACK, "application/json", "{\"version\":9999}");
        assertAnswer(operation, 400, unknown);
        assertThat(unknown.body()).contains("\"field\":\"version\"", "9999", String.valueOf(eligible(server).get(0)));
        assertAnswer(operation, 400, server.post(ROLLBACK, "application/json", "{}"));
        assertAnswer(operation, 404, server.post(ALL + "/greedy/rollback", "application/json", "{\"version\":1}"));
        assertAnswer("GET " + ALL + "/{strategy}", 404, server.get(ALL + "/greedy"));
        assertAnswer("GET " + ALL + "/{strategy}", 200, server.get(ONE));
    }

    private void assertAnswer(String operation, int status, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(operation + ": " + response.body()).isEqualTo(status);
        assertThat(document.faults(operation, status, response.headers().firstValue("Content-Type").orElse(""),
                response.body())).as(operation).isEmpty();
    }
}
