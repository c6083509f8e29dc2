package org.hybridscheduler.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed in the middle of a run, and one that is ended in order: the run goes on where it stood. */
class RestartIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TASKS = 3_000;

    @TempDir
    Path data;

    @Test
    void restart_afterAKillAndAfterAnOrderlyEnd_losesNoCountedTaskAndCountsNoneTwice() throws SQLException {
        Server server = new Server("restart", Map.of("SIMULATION_AUTOSTART", "false", "DATA_DIR", data.toString()));
        try {
            server.start();
            Await.until(PATIENCE, () -> "the database is open", () -> phase(server).equals("idle"));
            assertThat(server.post("/api/start", "application/json",
                    "{\"seed\":4,\"pace_tasks_per_second\":60,\"max_tasks\":" + TASKS + "}").statusCode()).isEqualTo(200);
            int counted = awaitMoreThan(200, server);
            server.kill();

            server.start();
            JsonObject status = awaitRunning(server);
            assertThat(status.getInt("tasks_processed")).isGreaterThanOrEqualTo(counted);
            counted = awaitMoreThan(status.getInt("tasks_processed"), server);
            server.post("/api/pause");
            server.close();

            server.start();
            status = awaitRunning(server);
            assertThat(status.getInt("tasks_processed")).isGreaterThanOrEqualTo(counted);
            assertThat(status.getBoolean("is_paused")).as("a pause outlives the process").isTrue();
            server.post("/api/resume");
            counted = awaitMoreThan(status.getInt("tasks_processed"), server);
            server.post("/api/stop");
            Await.until(PATIENCE, () -> "the run is over", () -> phase(server).equals("idle"));
            JsonObject stopped = server.json("/api/status").asJsonObject();
            assertThat(stopped.getInt("tasks_processed")).isGreaterThanOrEqualTo(counted);
            assertThat(stopped.getJsonObject("metrics").getJsonObject("oracle").getInt("tasks"))
                    .isEqualTo(stopped.getInt("tasks_processed"));
            server.close();

            try (Connection connection = DriverManager.getConnection(
                    "jdbc:h2:file:" + data.resolve("hybrid-scheduler"), "sa", "")) {
                assertThat(number(connection, "select count(*) from task")).isEqualTo(stopped.getInt("tasks_processed"));
                assertThat(number(connection, "select count(distinct sequence_number) from task"))
                        .isEqualTo(stopped.getInt("tasks_processed"));
                assertThat(number(connection, "select max(sequence_number) + 1 from task"))
                        .as("no gap in the stream").isEqualTo(stopped.getInt("tasks_processed"));
            }
        } finally {
            server.close();
        }
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getInt(1);
        }
    }

    private static String phase(Server server) {
        return server.json("/api/status").asJsonObject().getString("phase");
    }

    private static JsonObject awaitRunning(Server server) {
        Await.until(PATIENCE, () -> "the run goes on, phase is " + phase(server),
                () -> server.json("/api/status").asJsonObject().getBoolean("is_running"));
        return server.json("/api/status").asJsonObject();
    }

    private static int awaitMoreThan(int tasks, Server server) {
        Await.until(PATIENCE, () -> "more than " + tasks + " tasks: " + server.get("/api/status").body(),
                () -> server.json("/api/status").asJsonObject().getInt("tasks_processed") > tasks);
        return server.json("/api/status").asJsonObject().getInt("tasks_processed");
    }
}
