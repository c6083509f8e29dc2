package org.hybridscheduler.workload.wfformat;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.hybridscheduler.workload.BadLines;
import org.hybridscheduler.workload.CsvReader;
import org.hybridscheduler.workload.GpuSpeedup;
import org.hybridscheduler.workload.ReadLimits;
import org.hybridscheduler.workload.RecordedTask;
import org.hybridscheduler.workload.Recording;
import org.hybridscheduler.workload.WorkloadFormatException;
import org.hybridscheduler.workload.json.JsonReader;
import org.hybridscheduler.workload.json.JsonReader.Token;

/**
 * Reads a workflow's execution from WfFormat 1.5: {@code workflow.specification.tasks} (who waits for whom, files read
 * and written), {@code workflow.specification.files} (their sizes) and {@code workflow.execution.tasks} (run times).
 * Everything else is read over. The text is streamed; what is kept is what tasks are made of.
 */
public final class WfFormatReader {

    private static final int MAX_FILES_PER_TASK = 64;

    private final JsonReader json;
    private final ReadLimits limits;
    private final BadLines badLines;
    private final Map<String, WfTask> tasks = new LinkedHashMap<>();
    private final Map<String, Double> fileBytes = new HashMap<>();
    private final Map<String, WfExecution> executions = new HashMap<>();

    /** Reads an element of an array, whose first token is the current one. */
    private interface Element {
        void read() throws IOException;
    }

    /** Reads the value of a name; false where it means nothing here and nothing was read. */
    private interface Member {
        boolean read(String name) throws IOException;
    }

    private WfFormatReader(InputStream in, ReadLimits limits, BadLines badLines) throws IOException {
        this.json = new JsonReader(in, limits.maxFieldLength());
        this.limits = limits;
        this.badLines = badLines;
    }

    /**
     * Reads all tasks that can be used, parents first; the stream is left open. Where bad ones are left out, those that
     * wait for them are too. A text that is not JSON always ends the reading.
     *
     * @param speedup by which run times, which were measured on CPUs, are divided for GPUs
     * @throws WorkloadFormatException naming line, column and value of the fault that ends the reading
     * @throws IOException where the stream cannot be read
     */
    public static Recording read(InputStream in, ReadLimits limits, BadLines badLines, GpuSpeedup speedup)
            throws IOException {
        WfFormatReader reader = new WfFormatReader(in, limits, badLines);
        reader.json.next();
        reader.object(name -> name.equals("workflow") && reader.nextObject(reader::workflow));
        reader.json.next(); // What follows the one value is a fault of the text.
        if (reader.tasks.isEmpty()) {
            throw reader.json.fault("No task in workflow.specification.tasks."
                    + " Maybe it is an older WfFormat than 1.5, or another kind of JSON?");
        }
        return new WfGraph(reader.tasks, reader.fileBytes, reader.executions, limits, badLines).recording(speedup);
    }

    private boolean workflow(String name) throws IOException {
        return switch (name) {
            case "specification" -> nextObject(this::specification);
            case "execution" -> nextObject(part -> part.equals("tasks") && nextArray(this::execution));
            default -> false;
        };
    }

    private boolean specification(String name) throws IOException {
        return switch (name) {
            case "tasks" -> nextArray(this::task);
            case "files" -> nextArray(this::file);
            default -> false;
        };
    }

    private void task() throws IOException {
        WfTask task = new WfTask(json.line(), json.column());
        object(name -> {
            switch (name) {
                case "id" -> task.id = string(name);
                case "name" -> task.name = string(name);
                case "parents" -> strings(name, task.parents);
                case "children" -> strings(name, task.children);
                case "inputFiles" -> strings(name, task.inputs);
                case "outputFiles" -> strings(name, task.outputs);
                default -> {
                    return false;
                }
            }
            return true;
        });
        keep(tasks, task.id, task, task.line, task.column);
    }

    private void file() throws IOException {
        Numbers file = new Numbers(json.line(), json.column());
        object(name -> file.read(name, "sizeInBytes", RecordedTask.MAX_BYTES, null));
        keep(fileBytes, file.id, file.required("sizeInBytes"), file.line, file.column);
    }

    private void execution() throws IOException {
        Numbers task = new Numbers(json.line(), json.column());
        object(name -> task.read(name, "runtimeInSeconds", RecordedTask.MAX_SECONDS, "memoryInBytes"));
        keep(executions, task.id, new WfExecution(task.required("runtimeInSeconds"), task.optional), task.line,
                task.column);
    }

    /** An element of which an id and one or two numbers count. */
    private final class Numbers {

        private final long line;
        private final int column;
        private String id;
        private double value = Double.NaN;
        private double optional;

        Numbers(long line, int column) {
            this.line = line;
            this.column = column;
        }

        boolean read(String name, String wanted, double max, String wantedToo) throws IOException {
            if (name.equals("id")) {
                id = string(name);
            } else if (name.equals(wanted)) {
                value = number(name, max);
            } else if (name.equals(wantedToo)) {
                optional = number(name, RecordedTask.MAX_BYTES);
            } else {
                return false;
            }
            return true;
        }

        double required(String name) {
            if (Double.isNaN(value)) {
                throw new WorkloadFormatException(line, column, name, "Is missing, expected a number");
            }
            return value;
        }
    }

    private static <V> void keep(Map<String, V> kept, String id, V value, long line, int column) {
        if (id == null || id.isEmpty()) {
            throw new WorkloadFormatException(line, column, "id", "Is missing or empty, expected a text");
        }
        if (kept.putIfAbsent(id, value) != null) {
            throw new WorkloadFormatException(line, column, "id", "'" + CsvReader.shown(id)
                    + "' was there already, expected an id of its own for each");
        }
    }

    private boolean nextArray(Element element) throws IOException {
        if (json.next() != Token.BEGIN_ARRAY) {
            throw json.fault("Expected an array");
        }
        int open = json.depth();
        while (json.next() != Token.END_ARRAY) {
            try {
                element.read();
            } catch (WorkloadFormatException e) {
                if (json.isBroken()) {
                    throw e;
                }
                badLines.found(e);
                json.leave(open);
            }
            requireRoom();
        }
        return true;
    }

    private void requireRoom() {
        long maxFiles = (long) MAX_FILES_PER_TASK * limits.maxTasks();
        if (tasks.size() > limits.maxTasks() || executions.size() > limits.maxTasks() || fileBytes.size() > maxFiles) {
            throw json.fault("More than " + limits.maxTasks() + " tasks or " + maxFiles + " files");
        }
    }

    private boolean nextObject(Member member) throws IOException {
        json.next();
        object(member);
        return true;
    }

    private void object(Member member) throws IOException {
        if (json.current() != Token.BEGIN_OBJECT) {
            throw json.fault("Expected an object");
        }
        while (json.next() == Token.NAME) {
            if (!member.read(json.text())) {
                json.skipValue();
            }
        }
    }

    private void strings(String name, Set<String> texts) throws IOException {
        if (json.next() != Token.BEGIN_ARRAY) {
            throw fault(name, "Expected an array");
        }
        while (json.next() != Token.END_ARRAY) {
            texts.add(currentString(name));
        }
    }

    private String string(String name) throws IOException {
        json.next();
        return currentString(name);
    }

    private String currentString(String name) {
        if (json.current() != Token.STRING) {
            throw fault(name, "Expected a text");
        }
        return json.text();
    }

    private double number(String name, double max) throws IOException {
        boolean isNumber = json.next() == Token.NUMBER;
        double value = isNumber ? Double.parseDouble(json.text()) : Double.NaN;
        if (!(value >= 0 && value <= max)) {
            throw fault(name, (isNumber ? json.text() + ", e" : "E") + "xpected a number from 0 to " + max);
        }
        return value;
    }

    private WorkloadFormatException fault(String name, String problem) {
        return new WorkloadFormatException(json.line(), json.column(), name, problem);
    }
}
