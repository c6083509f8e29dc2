package org.hybridscheduler.workload;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Writes a recorded workload as the CSV that {@link TraceReader} reads. */
public final class TraceWriter {

    private final Appendable out;
    private final boolean hasParentBytes;

    private TraceWriter(RecordedWorkload workload, Appendable out) {
        this.hasParentBytes = workload.tasks().stream().anyMatch(task -> task.parentBytes() != null);
        this.out = out;
    }

    /**
     * Writes all rows.
     *
     * @param taskIds one for each row, non-empty and different
     * @throws IllegalArgumentException where there are not as many ids as rows
     * @throws IOException where the text cannot be written
     */
    public static void write(RecordedWorkload workload, List<String> taskIds, Appendable out) throws IOException {
        if (taskIds.size() != workload.tasks().size()) {
            throw new IllegalArgumentException(taskIds.size() + " ids for " + workload.tasks().size() + " tasks");
        }
        TraceWriter writer = new TraceWriter(workload, out);
        writer.header(workload);
        for (int row = 0; row < taskIds.size(); row++) {
            writer.task(workload.tasks().get(row), taskIds, row, workload.hasArrivals());
        }
    }

    /** Writes all rows, with their numbers from 1 as ids. */
    public static void write(RecordedWorkload workload, Appendable out) throws IOException {
        write(workload, IntStream.rangeClosed(1, workload.tasks().size()).mapToObj(Integer::toString).toList(), out);
    }

    private void header(RecordedWorkload workload) throws IOException {
        out.append("task_id");
        if (workload.hasArrivals()) {
            out.append(",arrival_seconds");
        }
        out.append(",group,transfer_bytes,memory_mb,cpu_seconds,gpu_seconds,noise_cv,parents");
        if (hasParentBytes) {
            out.append(",parent_bytes");
        }
        for (String feature : workload.featureNames()) {
            out.append(",feature.").append(feature);
        }
        out.append("\r\n");
    }

    private void task(RecordedTask task, List<String> ids, int row, boolean hasArrivals) throws IOException {
        text(ids.get(row));
        if (hasArrivals) {
            number(task.arrivalSeconds());
        }
        out.append(',');
        text(task.group() == null ? "" : task.group());
        number(task.transferBytes());
        number(task.memoryMb());
        number(task.cpuSeconds());
        number(task.gpuSeconds());
        number(task.noiseCv());
        out.append(',');
        text(IntStream.of(task.parents()).mapToObj(ids::get).collect(Collectors.joining(";")));
        if (hasParentBytes) {
            out.append(',').append(task.parentBytes() == null ? ""
                    : DoubleStream.of(task.parentBytes()).mapToObj(Double::toString).collect(Collectors.joining(";")));
        }
        for (double feature : task.features()) {
            number(feature);
        }
        out.append("\r\n");
    }

    private void number(double value) throws IOException {
        out.append(',').append(Double.isNaN(value) ? "" : Double.toString(value));
    }

    private void text(String value) throws IOException {
        if (value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')) {
            out.append(value);
        } else {
            out.append('"').append(value.replace("\"", "\"\"")).append('"');
        }
    }
}
