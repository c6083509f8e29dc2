package org.hybridscheduler.simulation.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.Optional;
import org.hybridscheduler.JsonDialect;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.simulation.boundary.StatusView.SchedulerView;
import org.hybridscheduler.simulation.control.LiveSimulation.Phase;
import org.hybridscheduler.simulation.control.LiveSimulation.Status;
import org.hybridscheduler.simulation.engine.ComparisonSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusViewTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static StatusView view(Phase phase, long stored, ComparisonSnapshot comparison) {
        return StatusView.of(new Status(phase, stored, Optional.ofNullable(comparison), 20, Optional.of(NOON),
                Optional.empty()));
    }

    private static JsonObject json(StatusView view) {
        try (JsonReader reader = Json.createReader(new StringReader(JsonDialect.jsonb().toJson(view)))) {
            return reader.readObject();
        }
    }

    @ParameterizedTest
    @CsvSource({"STARTING,false,false,starting", "IDLE,false,false,idle", "RUNNING,true,false,running",
        "PAUSED,true,true,paused", "STOPPING,false,false,stopping", "FAILED,false,false,failed"})
    void of_eachPhase_saysWhetherItRuns(Phase phase, boolean running, boolean paused, String word) {
        StatusView view = view(phase, 0, null);

        assertThat(view.isRunning()).isEqualTo(running);
        assertThat(view.isPaused()).isEqualTo(paused);
        assertThat(view.phase()).isEqualTo(word);
    }

    @Test
    void of_someTasks_countsWhatIsStoredAndWhatIsNot() {
        StatusView view = view(Phase.RUNNING, 1, Snapshots.afterOneTask(Snapshots.on(DeviceKind.CPU, "random"),
                Snapshots.rejected("oracle")));

        assertThat(view.runId()).isEqualTo(3);
        assertThat(view.tasksProcessed()).isEqualTo(1);
        assertThat(view.tasksInFlight()).isEqualTo(9);
        assertThat(view.workload()).isEqualTo("kernels");
        assertThat(view.paceTasksPerSecond()).isEqualTo(20);
        assertThat(view.lastRetrainAt()).isEqualTo(NOON);
        assertThat(view.metrics().keySet()).containsExactly("random", "oracle");
        assertThat(view.metrics()).containsEntry("random", new SchedulerView(4, 1, 4.0, 4.0, 4.0, 300, 0.03, 1, 0))
                .containsEntry("oracle", new SchedulerView(0, 0, null, null, null, 0, 0, 0, 1));
    }

    /** The snapshot is taken every 50 ms: the store may be ahead of it. */
    @Test
    void of_storeAheadOfTheSnapshot_nothingIsInFlight() {
        assertThat(view(Phase.RUNNING, 12, Snapshots.afterOneTask(Snapshots.on(DeviceKind.CPU, "random")))
                .tasksInFlight()).isZero();
    }

    @Test
    void of_noRunYet_isEmpty() {
        StatusView view = view(Phase.IDLE, 0, null);

        assertThat(view.runId()).isNull();
        assertThat(view.workload()).isNull();
        assertThat(view.paceTasksPerSecond()).isNull();
        assertThat(view.metrics()).isEmpty();
        assertThat(view.tasksInFlight()).isZero();
    }

    @Test
    void json_keys_areTheContracts() {
        JsonObject json = json(view(Phase.RUNNING, 1, Snapshots.afterOneTask(Snapshots.on(DeviceKind.CPU, "random"))));

        assertThat(json).containsOnlyKeys("is_running", "is_paused", "phase", "run_id", "tasks_processed",
                "tasks_in_flight", "metrics", "last_retrain_at", "workload", "pace_tasks_per_second", "failure");
        assertThat(json.getString("last_retrain_at")).isEqualTo("2026-11-23T12:00:00.000Z");
        assertThat(json.getJsonObject("metrics").getJsonObject("random")).containsOnlyKeys("total_time", "tasks",
                "avg_time", "min_time", "max_time", "total_energy", "total_cost", "wins", "rejected");
    }

    @Test
    void json_neverRetrainedAndFailed_saysWhy() {
        JsonObject json = json(StatusView.of(new Status(Phase.FAILED, 0,
                Optional.of(Snapshots.beforeTheFirstTask("oracle")), 0, Optional.empty(), Optional.of("out of disk"))));

        assertThat(json.get("last_retrain_at")).isEqualTo(JsonValue.NULL);
        assertThat(json.getString("failure")).isEqualTo("out of disk");
        assertThat(json.getJsonObject("metrics").getJsonObject("oracle").get("avg_time")).isEqualTo(JsonValue.NULL);
    }
}
