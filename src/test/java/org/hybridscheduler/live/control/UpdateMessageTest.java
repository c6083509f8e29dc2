package org.hybridscheduler.live.control;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import org.hybridscheduler.simulation.engine.ComparisonSnapshot;
import org.junit.jupiter.api.Test;

class UpdateMessageTest {

    private static final double[] VALUES = {300, 4.5};

    private static JsonObject parsed(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    private static JsonObject update(ComparisonSnapshot snapshot) {
        return parsed(UpdateMessage.update(snapshot, 9));
    }

    private static JsonObject usual() {
        return update(Snapshots.of(Snapshots.FEATURES, VALUES, Snapshots.onCpu("round_robin"),
                Snapshots.split("hybrid_ml")));
    }

    @Test
    void notification_message_hasTheContractsKeys() {
        JsonObject json = parsed(UpdateMessage.notification("Run 3 is \"paused\""));

        assertThat(json).containsOnlyKeys("type", "version", "message");
        assertThat(json.getString("type")).isEqualTo("notification");
        assertThat(json.getString("message")).isEqualTo("Run 3 is \"paused\"");
    }

    @Test
    void update_envelope_hasTheContractsKeysAndTheSequence() {
        JsonObject json = usual();

        assertThat(json).containsOnlyKeys("type", "version", "sequence", "run_id", "task", "latest_results",
                "comparison", "utilization", "data");
        assertThat(json.getString("type")).isEqualTo("simulation_update");
        assertThat(json.getInt("version")).isEqualTo(1);
        assertThat(json.getInt("sequence")).isEqualTo(9);
        assertThat(json.getInt("run_id")).isEqualTo(3);
    }

    @Test
    void update_task_isTheLatest() {
        assertThat(usual().getJsonObject("task"))
                .isEqualTo(parsed("{\"id\":77,\"size\":300.0,\"intensity\":4.5,\"memory\":512.0}"));
    }

    @Test
    void update_results_areEachStrategysOwn() {
        JsonObject results = usual().getJsonObject("latest_results");

        assertThat(results).containsOnlyKeys("round_robin", "hybrid_ml");
        assertThat(results.getJsonObject("round_robin")).isEqualTo(parsed("""
                {"time":4.0,"waiting":1.0,"energy":300.0,"cost":0.03,"gpu_fraction":0.0,\
                "rejected":false,"won":false}"""));
        assertThat(results.getJsonObject("hybrid_ml")).isEqualTo(parsed("""
                {"time":2.0,"waiting":0.0,"energy":800.0,"cost":0.22,"gpu_fraction":0.75,\
                "rejected":false,"won":true}"""));
    }

    @Test
    void update_comparison_isAListInTheRunsOrder() {
        assertThat(usual().getJsonArray("comparison")).containsExactly(
                parsed("{\"name\":\"round_robin\",\"avg_time\":4.0,\"tasks\":1,\"rejected\":0}"),
                parsed("{\"name\":\"hybrid_ml\",\"avg_time\":2.0,\"tasks\":1,\"rejected\":0}"));
    }

    @Test
    void update_utilization_isOfTheLearnedStrategysDevices() {
        assertThat(usual().getJsonObject("utilization")).isEqualTo(parsed("""
                {"scheduler":"hybrid_ml","cpu_0":{"utilization":0.5},"gpu_0":{"utilization":0.0},\
                "gpu_1":{"utilization":0.25},"average_utilization":0.25}"""));
    }

    @Test
    void update_data_numbersGpusFromZero() {
        assertThat(usual().getJsonObject("data")).isEqualTo(parsed("""
                {"task_id":77,"scheduler":"hybrid_ml","gpu_id":1,"gpu_fraction":0.75,"scheduled_time":10.0}"""));
    }

    @Test
    void update_withoutTheLearnedStrategy_showsTheFirst() {
        JsonObject json = update(Snapshots.of(Snapshots.FEATURES, VALUES, Snapshots.onCpu("round_robin"),
                Snapshots.split("oracle")));

        assertThat(json.getJsonObject("data")).isEqualTo(parsed("""
                {"task_id":77,"scheduler":"round_robin","gpu_id":null,"gpu_fraction":0.0,"scheduled_time":11.0}"""));
        assertThat(json.getJsonObject("utilization").getString("scheduler")).isEqualTo("round_robin");
    }

    @Test
    void update_rejected_figuresAreNull() {
        JsonObject json = update(Snapshots.of(Snapshots.FEATURES, VALUES, Snapshots.onCpu("round_robin"),
                Snapshots.rejected("hybrid_ml")));

        assertThat(json.getJsonObject("latest_results").getJsonObject("hybrid_ml")).isEqualTo(parsed("""
                {"time":null,"waiting":null,"energy":null,"cost":null,"gpu_fraction":null,\
                "rejected":true,"won":false}"""));
        assertThat(json.getJsonObject("data")).isEqualTo(parsed("""
                {"task_id":77,"scheduler":"hybrid_ml","gpu_id":null,"gpu_fraction":null,"scheduled_time":null}"""));
        assertThat(json.getJsonArray("comparison").getJsonObject(1)).isEqualTo(
                parsed("{\"name\":\"hybrid_ml\",\"avg_time\":null,\"tasks\":0,\"rejected\":1}"));
    }

    @Test
    void update_recordedTaskWithoutTheFeatures_theyAreNull() {
        JsonObject task = update(Snapshots.of(List.of("flops"), new double[] {7}, Snapshots.onCpu("hybrid_ml")))
                .getJsonObject("task");

        assertThat(task).containsOnlyKeys("id", "size", "intensity", "memory");
        assertThat(task.get("size")).isEqualTo(JsonValue.NULL);
        assertThat(task.get("intensity")).isEqualTo(JsonValue.NULL);
    }

    @Test
    void update_featureMissing_isNull() {
        JsonObject task = update(Snapshots.of(Snapshots.FEATURES, new double[] {Double.NaN, 2},
                Snapshots.onCpu("hybrid_ml"))).getJsonObject("task");

        assertThat(task.get("size")).isEqualTo(JsonValue.NULL);
        assertThat(task.getInt("intensity")).isEqualTo(2);
    }
}
