package org.hybridscheduler.workload;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hybridscheduler.workload.TraceColumns.Known;

/**
 * Reads a recorded workload from CSV: a header line, then one task a line.
 *
 * <p>Columns: {@code cpu_seconds} and {@code gpu_seconds}, required; {@code task_id}, {@code arrival_seconds},
 * {@code group}, {@code transfer_bytes}, {@code memory_mb}, {@code noise_cv}, {@code parents} (task ids, {@code ;}
 * between), {@code parent_bytes} (how many of the transferred bytes each parent produces, likewise) and
 * {@code feature.NAME}. Optional values may be empty, save a task's id and its arrival.
 */
public final class TraceReader {

    private static final double ROUNDING = 1e-9;

    private final CsvReader csv;
    private final TraceColumns columns;
    private final ReadLimits limits;
    private final List<RecordedTask> tasks = new ArrayList<>();
    private final Map<String, Integer> rowOfTask = new HashMap<>();
    private final Map<String, String> groups = new HashMap<>();
    private double lastArrival;

    private TraceReader(InputStream in, ReadLimits limits) throws IOException {
        this.limits = limits;
        int maxColumns = Known.values().length + limits.maxFeatures();
        this.csv = new CsvReader(in, maxColumns, limits.maxFieldLength(), limits.maxLineLength());
        this.columns = new TraceColumns(csv.readHeader(), csv, limits.maxFeatures());
    }

    /**
     * Reads all tasks; the stream is left open.
     *
     * @param name of the workload
     * @param in UTF-8, with or without byte order mark
     * @throws WorkloadFormatException naming line, column and value of the first fault
     * @throws IllegalArgumentException where the name is none
     * @throws IOException where the stream cannot be read
     */
    public static RecordedWorkload read(String name, InputStream in, ReadLimits limits) throws IOException {
        return read(name, in, limits, BadLines.stop());
    }

    /**
     * Reads all tasks that can be used; the stream is left open. A task whose parent was left out is left out too.
     *
     * @param badLines what to do with a line that cannot be used
     * @throws WorkloadFormatException naming line, column and value of the fault that ends the reading
     * @throws IllegalArgumentException where the name is none
     * @throws IOException where the stream cannot be read
     */
    public static RecordedWorkload read(String name, InputStream in, ReadLimits limits, BadLines badLines)
            throws IOException {
        TraceReader reader = new TraceReader(in, limits);
        while (reader.readRow(badLines)) {
            if (reader.tasks.size() > limits.maxTasks()) {
                throw reader.csv.lineFault("More than " + limits.maxTasks() + " tasks");
            }
        }
        if (reader.tasks.isEmpty()) {
            throw reader.csv.lineFault("No task follows the header line");
        }
        return new RecordedWorkload(name, reader.columns.featureNames(), reader.tasks);
    }

    private boolean readRow(BadLines badLines) throws IOException {
        try {
            if (!csv.next()) {
                return false;
            }
            RecordedTask task = task();
            if (columns.has(Known.TASK_ID)) {
                rowOfTask.put(csv.get(columns.column(Known.TASK_ID)), tasks.size());
            }
            lastArrival = task.arrivalSeconds();
            tasks.add(task);
        } catch (WorkloadFormatException e) {
            badLines.found(e);
            csv.skipLine();
        }
        return true;
    }

    private RecordedTask task() {
        int[] parents = columns.has(Known.PARENTS) ? parents(columns.column(Known.PARENTS)) : RecordedTask.NO_PARENTS;
        if (columns.has(Known.TASK_ID)) {
            requireOwnId(columns.column(Known.TASK_ID));
        }
        double transferBytes = optional(Known.TRANSFER_BYTES, RecordedTask.MAX_BYTES);
        return new RecordedTask(
                runTime(Known.CPU_SECONDS),
                runTime(Known.GPU_SECONDS),
                columns.has(Known.ARRIVAL_SECONDS) ? arrival(columns.column(Known.ARRIVAL_SECONDS)) : Double.NaN,
                columns.has(Known.GROUP) ? group(csv.get(columns.column(Known.GROUP))) : null,
                transferBytes,
                optional(Known.MEMORY_MB, RecordedTask.MAX_BYTES),
                optional(Known.NOISE_CV, RecordedTask.MAX_NOISE_CV),
                features(),
                parents,
                columns.has(Known.PARENT_BYTES)
                        ? parentBytes(columns.column(Known.PARENT_BYTES), parents.length, transferBytes) : null);
    }

    private double[] parentBytes(int column, int parents, double transferBytes) {
        String text = csv.get(column);
        if (text.isEmpty()) {
            return null;
        }
        String[] values = text.split(";", -1);
        if (values.length != parents) {
            throw csv.fault(column, values.length + " values, expected one for each of " + parents + " parents");
        }
        double[] bytes = new double[parents];
        double left = transferBytes;
        for (int i = 0; i < parents; i++) {
            bytes[i] = number(column, values[i], 0, RecordedTask.MAX_BYTES);
            left -= bytes[i];
        }
        if (left < -ROUNDING * transferBytes) {
            throw csv.fault(column, "The parents' bytes sum to " + (transferBytes - left) + ", more than the task's "
                    + "transfer_bytes of " + transferBytes);
        }
        return bytes;
    }

    private void requireOwnId(int column) {
        String id = csv.get(column);
        if (id.isEmpty()) {
            throw csv.fault(column, "The task's id is empty, expected a text of its own for each task");
        }
        if (rowOfTask.containsKey(id)) {
            throw csv.fault(column, "The task id '" + CsvReader.shown(id) + "' was given to task "
                    + (rowOfTask.get(id) + 1) + " already");
        }
    }

    private int[] parents(int column) {
        String text = csv.get(column);
        if (text.isEmpty()) {
            return RecordedTask.NO_PARENTS;
        }
        String[] ids = text.split(";", -1);
        if (ids.length > limits.maxParents()) {
            throw csv.fault(column, ids.length + " parents, expected at most " + limits.maxParents());
        }
        int[] rows = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            Integer row = rowOfTask.get(ids[i]);
            if (row == null) {
                throw csv.fault(column, "No task '" + CsvReader.shown(ids[i])
                        + "' before this one. Maybe the rows are not in an order in which parents come first?");
            }
            rows[i] = row;
        }
        return rows;
    }

    /** Groups are few and rows many: each name is held once. */
    private String group(String name) {
        if (name.isEmpty()) {
            return null;
        }
        String held = groups.putIfAbsent(name, name);
        return held == null ? name : held;
    }

    private double arrival(int column) {
        double arrival = number(column, 0, RecordedTask.MAX_ARRIVAL_SECONDS);
        if (arrival < lastArrival) {
            throw csv.fault(column, csv.get(column) + " is before the last task's arrival at " + lastArrival
                    + ". Maybe the rows are not in the order of their arrival?");
        }
        return arrival;
    }

    private double runTime(Known known) {
        return number(columns.column(known), RecordedTask.MIN_SECONDS, RecordedTask.MAX_SECONDS);
    }

    private double optional(Known known, double max) {
        if (!columns.has(known) || csv.get(columns.column(known)).isEmpty()) {
            return 0;
        }
        return number(columns.column(known), 0, max);
    }

    private double[] features() {
        double[] features = new double[columns.featureNames().size()];
        for (int i = 0; i < features.length; i++) {
            int column = columns.featureColumn(i);
            features[i] = csv.get(column).isEmpty() ? Double.NaN
                    : number(column, -Double.MAX_VALUE, Double.MAX_VALUE);
        }
        return features;
    }

    private double number(int column, double min, double max) {
        return number(column, csv.get(column), min, max);
    }

    private double number(int column, String text, double min, double max) {
        double value = DecimalText.isNumber(text) ? Double.parseDouble(text) : Double.NaN;
        if (!(value >= min && value <= max)) {
            String expected = min == -Double.MAX_VALUE ? "a finite number" : "a number from " + min + " to " + max;
            throw csv.fault(column, "'" + CsvReader.shown(text) + "', expected " + expected + DecimalText.hint(text));
        }
        return value;
    }
}
