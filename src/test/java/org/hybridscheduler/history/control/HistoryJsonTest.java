package org.hybridscheduler.history.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hybridscheduler.JsonDialect;
import org.hybridscheduler.evaluation.StrategyTotals;
import org.hybridscheduler.evaluation.StrategyTotals.FinishedTask;
import org.junit.jupiter.api.Test;

class HistoryJsonTest {

    private static final OffsetDateTime TIME = OffsetDateTime.parse("2026-11-23T12:22:33+01:00");

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    @Test
    void trainingData_noRows_isAnEmptyArray() {
        assertThat(text(HistoryJson.trainingData(List.of()))).isEqualTo("[]");
    }

    @Test
    void trainingData_rows_areTheContractsWithNullForUnknown() {
        TrainingRow known = new TrainingRow(5, 16.0, 0.25, 8.0, 0.5, 0.03125, 0.5, 2, TIME);
        TrainingRow unknown = new TrainingRow(4, null, null, null, null, null, 0, 1e-7, TIME);

        assertThat(text(HistoryJson.trainingData(List.of(known, unknown)))).isEqualTo("[{\"task_id\":5,\"size\":16.0,"
                + "\"compute_intensity\":0.25,\"memory_required\":8.0,\"memory_per_size\":0.5,"
                + "\"compute_to_memory\":0.03125,\"optimal_gpu_fraction\":0.5,\"optimal_time\":2.0,"
                + "\"created_at\":\"2026-11-23T11:22:33.000Z\"},{\"task_id\":4,\"size\":null,"
                + "\"compute_intensity\":null,\"memory_required\":null,\"memory_per_size\":null,"
                + "\"compute_to_memory\":null,\"optimal_gpu_fraction\":0.0,\"optimal_time\":1.0E-7,"
                + "\"created_at\":\"2026-11-23T11:22:33.000Z\"}]");
    }

    @Test
    void comparison_tasks_carryTheirOwnResults() {
        List<ComparedTask> tasks = List.of(new ComparedTask(2, 1002, 3, 16.0, null, 8.0, TIME),
                new ComparedTask(1, 1001, 3, null, null, null, TIME));
        List<ComparedResult> results = List.of(
                new ComparedResult(2, "greedy", 3.5, 1.0, 30.0, 0.5, 1.0, false, true),
                new ComparedResult(2, "random", null, null, null, null, null, true, false));

        assertThat(text(HistoryJson.comparison(tasks, results))).isEqualTo("[{\"task_id\":1002,\"run_id\":3,"
                + "\"size\":16.0,\"compute_intensity\":null,\"memory_required\":8.0,"
                + "\"created_at\":\"2026-11-23T11:22:33.000Z\",\"results\":{\"greedy\":{\"time\":3.5,\"waiting\":1.0,"
                + "\"energy\":30.0,\"cost\":0.5,\"gpu_fraction\":1.0,\"rejected\":false,\"won\":true},"
                + "\"random\":{\"time\":null,\"waiting\":null,\"energy\":null,\"cost\":null,\"gpu_fraction\":null,"
                + "\"rejected\":true,\"won\":false}}},{\"task_id\":1001,\"run_id\":3,\"size\":null,"
                + "\"compute_intensity\":null,\"memory_required\":null,"
                + "\"created_at\":\"2026-11-23T11:22:33.000Z\",\"results\":{}}]");
    }

    @Test
    void stats_finishedTasks_areTheContractsFields() {
        StrategyTotals totals = new StrategyTotals();
        totals.finished(new FinishedTask(null, 2, 0, 1, 20, 0.5, 1, 1, 2), true);
        totals.finished(new FinishedTask(null, 4, 0, 1, 40, 0.25, 1, 1, 6), false);
        totals.rejected();

        JsonObject json = json(SchedulerStats.of("greedy", Optional.of(3L), totals.figures()));

        assertThat(json.getJsonNumber("p50_time").doubleValue()).isCloseTo(2, withinPercentage(1));
        assertThat(json.getJsonNumber("p95_time").doubleValue()).isCloseTo(4, withinPercentage(1));
        assertThat(Json.createObjectBuilder(json).remove("p50_time").remove("p95_time").build()).isEqualTo(parsed("""
                {"scheduler_name": "greedy", "count": 2, "avg_time": 3.0, "min_time": 2.0, "max_time": 4.0,
                 "total_energy": 60.0, "total_cost": 0.75, "wins": 1, "rejected": 1, "run_id": 3}"""));
    }

    @Test
    void stats_nothingFinished_haveNullTimes() {
        assertThat(json(SchedulerStats.of("greedy", Optional.empty(), new StrategyTotals().figures())))
                .isEqualTo(parsed("""
                        {"scheduler_name": "greedy", "count": 0, "avg_time": null, "min_time": null,
                         "max_time": null, "p50_time": null, "p95_time": null, "total_energy": 0.0,
                         "total_cost": 0.0, "wins": 0, "rejected": 0, "run_id": null}"""));
    }

    private static JsonObject json(SchedulerStats stats) {
        return parsed(JsonDialect.jsonb().toJson(stats));
    }

    private static JsonObject parsed(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }
}
