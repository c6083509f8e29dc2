package org.hybridscheduler.history.control;

import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hybridscheduler.JsonDialect;

/** The history as clients read it: JSON in UTF-8. */
final class HistoryJson {

    private static final int BYTES_PER_ROW = 256;
    private static final JsonDialect.OffsetDateTimeAdapter TIMES = new JsonDialect.OffsetDateTimeAdapter();

    private HistoryJson() {
    }

    static byte[] trainingData(List<TrainingRow> rows) {
        return array(rows.size(), json -> rows.forEach(row -> {
            json.writeStartObject();
            json.write("task_id", row.taskId());
            write(json, "size", row.size());
            write(json, "compute_intensity", row.computeIntensity());
            write(json, "memory_required", row.memoryRequired());
            write(json, "memory_per_size", row.memoryPerSize());
            write(json, "compute_to_memory", row.computeToMemory());
            json.write("optimal_gpu_fraction", row.optimalGpuFraction());
            json.write("optimal_time", row.optimalTime());
            write(json, "created_at", row.createdAt());
            json.writeEnd();
        }));
    }

    /** The tasks in their order, each with those of the results that are its own. */
    static byte[] comparison(List<ComparedTask> tasks, List<ComparedResult> results) {
        Map<Long, List<ComparedResult>> byTask = results.stream().collect(Collectors.groupingBy(ComparedResult::id));
        return array(tasks.size(), json -> tasks.forEach(task -> {
            json.writeStartObject();
            json.write("task_id", task.taskId());
            json.write("run_id", task.runId());
            write(json, "size", task.size());
            write(json, "compute_intensity", task.computeIntensity());
            write(json, "memory_required", task.memoryRequired());
            write(json, "created_at", task.createdAt());
            json.writeStartObject("results");
            byTask.getOrDefault(task.id(), List.of()).forEach(result -> write(json, result));
            json.writeEnd();
            json.writeEnd();
        }));
    }

    private static void write(JsonGenerator json, ComparedResult result) {
        json.writeStartObject(result.scheduler());
        write(json, "time", result.turnaround());
        write(json, "waiting", result.waiting());
        write(json, "energy", result.energy());
        write(json, "cost", result.cost());
        write(json, "gpu_fraction", result.gpuFraction());
        json.write("rejected", result.rejected());
        json.write("won", result.won());
        json.writeEnd();
    }

    private static byte[] array(int rows, Consumer<JsonGenerator> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 + rows * BYTES_PER_ROW);
        try (JsonGenerator json = Json.createGenerator(bytes)) {
            json.writeStartArray();
            content.accept(json);
            json.writeEnd();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, String name, Double figure) {
        if (figure == null) {
            json.writeNull(name);
        } else {
            json.write(name, figure);
        }
    }

    private static void write(JsonGenerator json, String name, OffsetDateTime time) {
        json.write(name, TIMES.adaptToJson(time));
    }
}
