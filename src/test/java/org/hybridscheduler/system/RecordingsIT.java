package org.hybridscheduler.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A recording of the server's own JVM, which has been told secrets in every way that it can be. */
class RecordingsIT {

    private static final String PATH = "/observability/recordings";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "s3cr3t-of-the-database";
    private static final String REDIS_PASSWORD = "s3cr3t-of-redis";
    private static final String PROPERTY = "s3cr3t-on-the-command-line";

    @TempDir
    private static Path temporary;

    private static Server server;

    @BeforeAll
    static void start() {
        // Nobody is at that address of Redis; the caches go on with their fallback.
        server = new Server("recordings", Map.of("SIMULATION_AUTOSTART", "false", "DB_PASSWORD", PASSWORD,
                "REDIS_URL", "redis://:" + REDIS_PASSWORD + "@localhost:1",
                "JVM_ARGS", "-Dsome.password=" + PROPERTY + " -Djava.io.tmpdir=" + temporary)).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void removeAll() {
        server.json(PATH).asJsonArray().getValuesAs(JsonObject.class)
                .forEach(recording -> server.delete(PATH + "/" + recording.getString("id")));
    }

    private static HttpResponse<String> order(String json) {
        return server.post(PATH, "application/json", json);
    }

    private static String begin(String json) {
        HttpResponse<String> begun = order(json);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        return Server.parse(begun.body()).asJsonObject().getString("id");
    }

    private static JsonObject recording(String id) {
        return server.json(PATH + "/" + id).asJsonObject();
    }

    private static void assertProblem(HttpResponse<String> response, int status, String... inBody) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(List.of(inBody)).allSatisfy(part -> assertThat(response.body()).contains(part));
    }

    @Test
    void recording_fromOrderToDownload_holdsTheJvmAndNoSecret() throws IOException, InterruptedException {
        HttpResponse<String> begun = order("{\"duration_seconds\":2,\"settings\":\"profile\"}");

        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        JsonObject order = Server.parse(begun.body()).asJsonObject();
        String path = PATH + "/" + order.getString("id");
        assertThat(URI.create(begun.headers().firstValue("Location").orElseThrow()).getPath()).isEqualTo(path);
        assertThat(order.getString("state")).isEqualTo("running");
        assertThat(order.getInt("duration_seconds")).isEqualTo(2);
        assertThat(order.getString("settings")).isEqualTo("profile");
        OffsetDateTime startedAt = OffsetDateTime.parse(order.getString("started_at"));

        Await.until(PATIENCE, () -> "it is done: " + server.get(path).body(),
                () -> !server.json(path).asJsonObject().getString("state").equals("running"));
        JsonObject done = server.json(path).asJsonObject();
        assertThat(done.getString("state")).as(done.toString()).isEqualTo("done");
        assertThat(OffsetDateTime.parse(done.getString("finished_at"))).as("the recorder has a clock of its own")
                .isAfterOrEqualTo(startedAt.plus(Duration.ofMillis(1_900)));

        Path file = temporary.resolve("downloaded.jfr");
        HttpResponse<Path> download = server.client().send(HttpRequest.newBuilder(server.uri(path + "/file")).build(),
                BodyHandlers.ofFile(file));
        assertThat(download.statusCode()).isEqualTo(200);
        assertThat(download.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(download.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"" + order.getString("id") + ".jfr\"");
        assertThat(file).hasSize(done.getJsonNumber("size_bytes").longValue());
        assertTellsTheJvmAndNoSecret(file);

        assertThat(server.delete(path).statusCode()).isEqualTo(204);
        assertProblem(server.get(path), 404);
        assertProblem(server.get(path + "/file"), 404);
        assertThat(ownFiles()).isEmpty();
    }

    private static void assertTellsTheJvmAndNoSecret(Path file) throws IOException {
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertThat(events).extracting(event -> event.getEventType().getName())
                .contains("jdk.CPULoad", "jdk.GCHeapConfiguration");
        assertThat(events).noneMatch(event -> event.toString().contains("s3cr3t"));
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).doesNotContain("s3cr3t");
    }

    /** Recordings in the directory that the server was told to have for temporary files. */
    private static List<Path> ownFiles() throws IOException {
        try (Stream<Path> tree = Files.walk(temporary)) {
            return tree.filter(path -> path.toString().contains("hybrid-scheduler-recordings-"))
                    .filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void order_whileOneRuns_isAConflictUntilThatOneIsRemoved() throws IOException {
        String id = begin("{\"duration_seconds\":300}");

        assertProblem(order("{}"), 409, id);
        assertProblem(server.get(PATH + "/" + id + "/file"), 409, "running");
        assertThat(recording(id).getString("state")).isEqualTo("running");
        assertThat(server.json(PATH).asJsonArray()).hasSize(1);
        assertThat(ownFiles()).hasSize(1);

        assertThat(server.delete(PATH + "/" + id).statusCode()).isEqualTo(204);
        assertThat(server.json(PATH).asJsonArray()).isEmpty();
        assertThat(ownFiles()).isEmpty();
        assertThat(recording(begin("")).getInt("duration_seconds")).isEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"duration_seconds\":0}    | duration_seconds | 1 to 300",
            "{\"duration_seconds\":301}  | duration_seconds | 1 to 300",
            "{\"settings\":\"/etc/x\"}   | settings         | default, profile",
            "{\"path\":\"/tmp/x.jfr\"}   | path             | duration_seconds, settings"})
    void order_badField_namesItAndWhatItMayBe(String json, String field, String allowed) {
        assertProblem(order(json), 400, "\"" + field + "\"", allowed);
        assertThat(server.json(PATH).asJsonArray()).isEmpty();
    }

    @Test
    void recording_unknownId_isNotFound() {
        assertProblem(server.get(PATH + "/none"), 404);
        assertProblem(server.get(PATH + "/none/file"), 404);
        assertProblem(server.delete(PATH + "/none"), 404);
    }
}
