package org.hybridscheduler.scheduling.planning;

import java.util.Arrays;

/**
 * A schedule in the making. A task may go into a gap between tasks that are planned already (the insertion-based policy
 * of Topcuoglu, Hariri and Wu 2002). Tasks are placed after those that they need.
 */
final class InsertionPlan {

    private final TaskGraph graph;
    private final double[] releases;
    private final Timeline[] timelines;
    private final int[] devices;
    private final double[] starts;
    private final double[] finishes;

    /** Devices are free, and tasks may start, from these times on. */
    InsertionPlan(TaskGraph graph, double[] freeAt, double[] releases) {
        this.graph = graph;
        this.releases = releases;
        timelines = new Timeline[graph.devices()];
        Arrays.setAll(timelines, device -> new Timeline(freeAt[device]));
        devices = new int[graph.tasks()];
        starts = new double[graph.tasks()];
        finishes = new double[graph.tasks()];
    }

    InsertionPlan(TaskGraph graph) {
        this(graph, new double[graph.devices()], new double[graph.tasks()]);
    }

    /** Plans the task where it finishes earliest. */
    void placeEarliest(int task) {
        int best = -1;
        double earliest = Double.POSITIVE_INFINITY;
        for (int device = 0; device < graph.devices(); device++) {
            double seconds = graph.cost(task, device);
            if (seconds < Double.POSITIVE_INFINITY) {
                double finish = timelines[device].earliestStart(ready(task, device), seconds) + seconds;
                if (best < 0 || finish < earliest) {
                    earliest = finish;
                    best = device;
                }
            }
        }
        place(task, best);
    }

    /** Plans the task on the device, as early as it can be there. */
    void place(int task, int device) {
        double seconds = graph.cost(task, device);
        double start = timelines[device].earliestStart(ready(task, device), seconds);
        timelines[device].take(start, seconds);
        devices[task] = device;
        starts[task] = start;
        finishes[task] = start + seconds;
    }

    /** When all that the task needs has come to the device. */
    private double ready(int task, int device) {
        double ready = releases[task];
        for (TaskGraph.Edge edge : graph.in(task)) {
            ready = Math.max(ready,
                    finishes[edge.source()] + graph.seconds(edge, devices[edge.source()], device));
        }
        return ready;
    }

    Schedule schedule() {
        return new Schedule(devices, starts, finishes);
    }
}
