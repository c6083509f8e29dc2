package org.hybridscheduler.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hybridscheduler.documentation.ApiDocument;
import org.hybridscheduler.simulation.experiment.report.HtmlReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experiments as a client meets them, through a restart. */
class ExperimentsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String ALL = "/api/experiments";
    private static final String SMALL = """
            {"strategies":["greedy","random","oracle"],"loads":[0.4,0.7],"seed_count":2,"tasks":200,"queue_capacity":150}""";
    private static final String ENDLESS = """
            {"strategies":["greedy"],"loads":[0.5],"seed_count":100,"tasks":10000000}""";

    private final ApiDocument document = ApiDocument.written();

    @TempDir
    Path data;

    @Test
    void experiments_fromSubmissionThroughARestart_areKeptAndTellHowTheyStand() {
        Server server = new Server("experiments", Map.of("SIMULATION_AUTOSTART", "false", "DATA_DIR", data.toString(),
                "EXPERIMENT_THREADS", "1", "EXPERIMENT_MAX_QUEUED", "1"));
        try {
            server.start();
            Await.until(PATIENCE, () -> "the database is open", () -> server.get(ALL).statusCode() == 200);
            assertAnswer("GET /api/experiments", 200, server.get(ALL + "?limit=3"));
            assertThat(server.get(ALL + "?limit=101").statusCode()).isEqualTo(400);

            String finished = submit(server, SMALL);
            JsonObject done = await(server, finished, "finished");
            assertThat(done.getJsonObject("progress").getInt("done")).isEqualTo(4);
            assertThat(done.getJsonObject("results").getJsonArray("cells")).hasSize(4);
            assertReports(server, finished);
            assertBadBodies(server);

            String running = submit(server, ENDLESS);
            String waiting = submit(server, SMALL);
            HttpResponse<String> tooMany = server.post(ALL, "application/json", SMALL);
            assertAnswer("POST /api/experiments", 429, tooMany);
            assertThat(tooMany.body()).contains("experiment.max_queued");
            assertAnswer("GET /api/experiments/{id}/report", 409, server.get(running + "/report"));
            assertAnswer("DELETE /api/experiments/{id}", 409, server.delete(running));
            assertAnswer("POST /api/experiments/{id}/cancel", 202, server.post(running + "/cancel"));
            await(server, running, "cancelled");
            assertAnswer("POST /api/experiments/{id}/cancel", 409, server.post(running + "/cancel"));
            await(server, waiting, "finished");
            assertAnswer("DELETE /api/experiments/{id}", 204, server.delete(running));
            assertAnswer("GET /api/experiments/{id}", 404, server.get(running));

            String killed = submit(server, ENDLESS);
            await(server, killed, "running");
            String report = server.get(finished + "/report?format=html").body();
            server.kill();
            server.start();

            Await.until(PATIENCE, () -> "the database is open", () -> server.get(ALL).statusCode() == 200);
            await(server, killed, "interrupted");
            assertThat(server.get(finished + "/report?format=html").body()).isEqualTo(report);
            assertAnswer("GET /api/experiments", 200, server.get(ALL));
            assertThat(server.json(ALL).asJsonArray()).hasSize(3);
            assertAnswer("DELETE /api/experiments/{id}", 204, server.delete(killed));
        } finally {
            server.close();
        }
    }

    private String submit(Server server, String body) {
        HttpResponse<String> accepted = server.post(ALL, "application/json", body);
        assertAnswer("POST /api/experiments", 202, accepted);
        JsonObject experiment = Server.parse(accepted.body()).asJsonObject();
        String location = accepted.headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]+", "");
        assertThat(location).isEqualTo(ALL + "/" + experiment.getInt("id"));
        return location;
    }

    private JsonObject await(Server server, String experiment, String state) {
        Await.until(PATIENCE, () -> state + ": " + server.get(experiment).body(),
                () -> server.json(experiment).asJsonObject().getString("state").equals(state));
        assertAnswer("GET /api/experiments/{id}", 200, server.get(experiment));
        return server.json(experiment).asJsonObject();
    }

    private void assertReports(Server server, String experiment) {
        String report = experiment + "/report";
        HttpResponse<String> json = server.get(report, "Accept", "application/json");
        HttpResponse<String> csv = server.get(report, "Accept", "text/csv");
        HttpResponse<String> html = server.get(report, "Accept", "text/html");
        for (HttpResponse<String> each : List.of(json, csv, html)) {
            assertAnswer("GET /api/experiments/{id}/report", 200, each);
        }
        assertThat(csv.body().lines()).hasSize(1 + 4 * 3);
        assertThat(html.body()).startsWith("<!DOCTYPE html>")
                .contains(Server.parse(json.body()).asJsonObject().getJsonObject("specification").getString("hash"),
                        System.getProperty("project.version"));
        assertThat(html.headers().allValues("Content-Security-Policy")).singleElement().asString()
                .contains("default-src 'none'", "style-src " + HtmlReport.styleHash(html.body()));
        assertThat(json.headers().firstValue("ETag")).isNotEqualTo(csv.headers().firstValue("ETag"));
        assertThat(server.get(report, "Accept", "text/csv", "If-None-Match",
                csv.headers().firstValue("ETag").orElseThrow()).statusCode()).isEqualTo(304);
        assertThat(server.get(report + "?format=csv", "Accept", "text/html").body()).isEqualTo(csv.body());
        assertThat(server.get(report + "?format=pdf").statusCode()).isEqualTo(400);
        assertThat(server.get(report, "Accept", "image/png").statusCode()).isEqualTo(406);
    }

    private void assertBadBodies(Server server) {
        HttpResponse<String> fields = server.post(ALL, "application/json",
                "{\"loads\":[11],\"strategies\":[\"best\"],\"tasks\":0,\"typo\":1}");
        assertAnswer("POST /api/experiments", 400, fields);
        assertThat(fields.body()).contains("0.01 to 10", "hybrid_ml", "1 to 10000000", "typo");
        HttpResponse<String> runs = server.post(ALL, "application/json",
                "{\"strategies\":[\"greedy\",\"random\",\"oracle\"],\"seed_count\":1000}");
        assertAnswer("POST /api/experiments", 400, runs);
        assertThat(runs.body()).contains("3000", "at most 2000", "experiment.max_runs");
        assertAnswer("GET /api/experiments/{id}", 404, server.get(ALL + "/999"));
        assertAnswer("GET /api/experiments/{id}", 404, server.get(ALL + "/x"));
    }

    private void assertAnswer(String operation, int status, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(operation + ": " + response.body()).isEqualTo(status);
        assertThat(document.faults(operation, status, response.headers().firstValue("Content-Type").orElse(""),
                response.body())).as(operation).isEmpty();
    }
}
