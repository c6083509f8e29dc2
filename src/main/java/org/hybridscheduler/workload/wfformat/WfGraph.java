package org.hybridscheduler.workload.wfformat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.hybridscheduler.workload.BadLines;
import org.hybridscheduler.workload.CsvReader;
import org.hybridscheduler.workload.GpuSpeedup;
import org.hybridscheduler.workload.ReadLimits;
import org.hybridscheduler.workload.RecordedTask;
import org.hybridscheduler.workload.Recording;
import org.hybridscheduler.workload.WorkloadFormatException;

/**
 * Makes tasks of a workflow: parents first (Kahn, 1962), else in the order of the text. A task's input is the sum of the
 * files that it reads; what its parents wrote of them is what moves along the edges. A run time of 0 is one below the
 * log's resolution of a millisecond, and counts as one.
 */
final class WfGraph {

    private static final List<String> FEATURES = List.of("size", "input_files");
    private static final double SHORTEST_SECONDS = 1e-3;
    private static final double BYTES_PER_MB = 1e6;

    private final Map<String, WfTask> tasks;
    private final Map<String, Double> fileBytes;
    private final Map<String, WfExecution> executions;
    private final ReadLimits limits;
    private final BadLines badLines;
    private final Map<String, Integer> rowOfTask = new HashMap<>();
    private final Map<String, String> groups = new HashMap<>();
    private final List<RecordedTask> rows = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();

    WfGraph(Map<String, WfTask> tasks, Map<String, Double> fileBytes, Map<String, WfExecution> executions,
            ReadLimits limits, BadLines badLines) {
        this.tasks = tasks;
        this.fileBytes = fileBytes;
        this.executions = executions;
        this.limits = limits;
        this.badLines = badLines;
    }

    Recording recording(GpuSpeedup speedup) {
        mergeChildren();
        List<WfTask> order = new ArrayList<>(tasks.values());
        List<WfTask> usable = new ArrayList<>();
        for (WfTask task : order) {
            try {
                check(task);
                usable.add(task);
            } catch (WorkloadFormatException e) {
                badLines.found(e);
            }
        }
        addParentsFirst(usable, speedup);
        for (WfTask task : usable) {
            if (!rowOfTask.containsKey(task.id)) {
                badLines.found(fault(task, "parents", "The task '" + CsvReader.shown(task.id)
                        + "' waits for itself, or for a task that was left out. Maybe the workflow has a cycle?"));
            }
        }
        if (rows.isEmpty()) {
            throw new WorkloadFormatException(1, 0, null, "None of " + tasks.size() + " tasks can be used");
        }
        return new Recording(FEATURES, rows, 0);
    }

    /** The schema has each edge at both ends; some instances have it at one only. */
    private void mergeChildren() {
        for (WfTask parent : tasks.values()) {
            for (String id : parent.children) {
                WfTask child = tasks.get(id);
                if (child != null) {
                    child.parents.add(parent.id);
                }
            }
        }
    }

    private void check(WfTask task) {
        if (!executions.containsKey(task.id)) {
            throw fault(task, "id", "The task '" + CsvReader.shown(task.id)
                    + "' is not among workflow.execution.tasks. Maybe the workflow was not executed?");
        }
        requireKnown(task, "parents", task.parents, tasks.keySet());
        requireKnown(task, "children", task.children, tasks.keySet());
        requireKnown(task, "inputFiles", task.inputs, fileBytes.keySet());
        if (task.parents.size() > limits.maxParents()) {
            throw fault(task, "parents", task.parents.size() + " parents, expected at most " + limits.maxParents());
        }
    }

    private static void requireKnown(WfTask task, String name, Set<String> ids, Set<String> known) {
        for (String id : ids) {
            if (!known.contains(id)) {
                throw fault(task, name, "There is no '" + CsvReader.shown(id) + "'");
            }
        }
    }

    private void addParentsFirst(List<WfTask> usable, GpuSpeedup speedup) {
        Map<String, List<Integer>> waitingFor = new HashMap<>();
        int[] parentsLeft = new int[usable.size()];
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int i = 0; i < usable.size(); i++) {
            parentsLeft[i] = usable.get(i).parents.size();
            if (parentsLeft[i] == 0) {
                ready.add(i);
            }
            for (String parent : usable.get(i).parents) {
                waitingFor.computeIfAbsent(parent, none -> new ArrayList<>()).add(i);
            }
        }
        while (!ready.isEmpty()) {
            WfTask task = usable.get(ready.remove());
            add(task, speedup);
            for (int child : waitingFor.getOrDefault(task.id, List.of())) {
                parentsLeft[child]--;
                if (parentsLeft[child] == 0) {
                    ready.add(child);
                }
            }
        }
    }

    private void add(WfTask task, GpuSpeedup speedup) {
        double inputBytes = 0;
        for (String file : task.inputs) {
            inputBytes += fileBytes.get(file);
        }
        int[] parents = task.parents.stream().mapToInt(rowOfTask::get).sorted().toArray();
        WfExecution execution = executions.get(task.id);
        double cpuSeconds = Math.max(execution.runSeconds(), SHORTEST_SECONDS);
        rowOfTask.put(task.id, rows.size());
        ids.add(task.id);
        rows.add(new RecordedTask(cpuSeconds, speedup.gpuSecondsOfCpu(cpuSeconds), Double.NaN,
                groups.computeIfAbsent(task.program(), name -> name), Math.min(inputBytes, RecordedTask.MAX_BYTES),
                execution.memoryBytes() / BYTES_PER_MB, 0,
                new double[] {inputBytes / BYTES_PER_MB, task.inputs.size()}, parents, parentBytes(task, parents)));
    }

    /** A file that two parents wrote counts as the first one's, so that no byte moves twice. */
    private double[] parentBytes(WfTask task, int[] parents) {
        if (parents.length == 0) {
            return null;
        }
        double[] bytes = new double[parents.length];
        Set<String> counted = new HashSet<>();
        for (int i = 0; i < parents.length; i++) {
            for (String file : tasks.get(ids.get(parents[i])).outputs) {
                if (task.inputs.contains(file) && counted.add(file)) {
                    bytes[i] += fileBytes.get(file);
                }
            }
        }
        return bytes;
    }

    private static WorkloadFormatException fault(WfTask task, String name, String problem) {
        return new WorkloadFormatException(task.line, task.column, name, problem);
    }
}
