package org.hybridscheduler.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL server that is not there at start, and away for ten seconds in the middle of a run. */
class DatabaseOutageIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TASKS = 3_000;

    @TempDir
    Path data;

    @Test
    void outage_tenSecondsInTheMiddleOfARun_everyTaskIsStoredOnce() throws Exception {
        int port = freePort();
        EmbeddedPostgres database = null;
        try (Server server = new Server("outage", Map.of("SIMULATION_AUTOSTART", "false",
                "DB_URL", "jdbc:postgresql://localhost:" + port + "/postgres?connectTimeout=2&socketTimeout=10",
                "DB_USER", "postgres", "DB_PASSWORD", "postgres", "HISTORY_BUFFER_TASKS", "500"))) {
            server.start();
            assertThat(server.get("/health/ready").statusCode()).as("no database yet").isEqualTo(503);
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(server.get("/api/full_history?limit=5").statusCode()).isEqualTo(503);

            database = database(port);
            Await.until(PATIENCE, () -> "ready: " + server.get("/health/ready").body(),
                    () -> server.get("/health/ready").statusCode() == 200);
            Await.until(PATIENCE, () -> "idle: " + server.get("/api/status").body(), () -> status(server).getString("phase")
                    .equals("idle"));
            assertThat(server.post("/api/start", "application/json",
                    "{\"seed\":8,\"pace_tasks_per_second\":100,\"max_tasks\":" + TASKS + "}").statusCode()).isEqualTo(200);
            Await.until(PATIENCE, () -> "tasks", () -> status(server).getInt("tasks_processed") > 300);

            database.close();
            long back = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            Await.until(PATIENCE, () -> "not ready", () -> server.get("/health/ready").statusCode() == 503);
            HttpResponse<String> read = server.get("/api/full_history?limit=4999");
            assertThat(read.statusCode()).as("never an empty list: " + read.body()).isEqualTo(503);
            Await.until(PATIENCE, () -> "ten seconds", () -> System.nanoTime() > back);

            database = database(port);
            Await.until(PATIENCE, () -> "the end of the run: " + server.get("/api/status").body(),
                    () -> status(server).getString("phase").equals("idle"));
            assertThat(status(server).getInt("tasks_processed")).isEqualTo(TASKS);
            assertStoredOnce(database);
        } finally {
            if (database != null) {
                database.close();
            }
        }
    }

    private static void assertStoredOnce(EmbeddedPostgres database) throws SQLException {
        try (Connection connection = database.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet counts = statement.executeQuery("select count(*), count(distinct sequence_number),"
                        + " max(sequence_number), (select count(*) from result) from task")) {
            counts.next();
            assertThat(counts.getInt(1)).isEqualTo(TASKS);
            assertThat(counts.getInt(2)).isEqualTo(TASKS);
            assertThat(counts.getInt(3)).isEqualTo(TASKS - 1);
            assertThat(counts.getInt(4)).as("six results each").isEqualTo(6 * TASKS);
        }
    }

    private EmbeddedPostgres database(int port) throws IOException {
        return EmbeddedPostgres.builder().setPort(port).setDataDirectory(data.resolve("postgres"))
                .setCleanDataDirectory(false).setServerConfig("listen_addresses", "127.0.0.1").start();
    }

    private static JsonObject status(Server server) {
        return server.json("/api/status").asJsonObject();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
