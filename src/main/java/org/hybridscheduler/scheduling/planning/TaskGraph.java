package org.hybridscheduler.scheduling.planning;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A directed acyclic graph of tasks, numbered from 0, and what they cost on each device. An edge's data has to be moved
 * where its two tasks run on devices with different memories.
 */
public final class TaskGraph {

    /**
     * The target needs what the source yields.
     *
     * @param seconds that moving it takes from one memory to another, at least 0
     */
    public record Edge(int source, int target, double seconds) {

        public Edge {
            if (!(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("The edge from " + source + " to " + target + " takes " + seconds
                        + ", expected a finite number of at least 0");
            }
        }
    }

    private final double[][] costs;
    private final double[] meanCosts;
    private final int[] memories;
    private final List<List<Edge>> in = new ArrayList<>();
    private final List<List<Edge>> out = new ArrayList<>();
    private final int[] topological;

    /** A graph on devices that have a memory each. */
    public TaskGraph(double[][] costs, List<Edge> edges) {
        this(costs, edges, ownMemories(costs));
    }

    /**
     * A graph.
     *
     * @param costs by task and device, at least 0; positive infinity where the task cannot run there. Not copied
     * @param memories each device's memory: data need not move between devices of the same. Not copied
     * @throws IllegalArgumentException for an edge of a task that there is not, a cycle, or a task that runs nowhere
     */
    public TaskGraph(double[][] costs, List<Edge> edges, int[] memories) {
        this.costs = costs;
        this.memories = memories;
        meanCosts = new double[costs.length];
        for (int task = 0; task < costs.length; task++) {
            meanCosts[task] = mean(task);
            in.add(new ArrayList<>(2));
            out.add(new ArrayList<>(2));
        }
        for (Edge edge : edges) {
            if (Math.min(edge.source, edge.target) < 0 || Math.max(edge.source, edge.target) >= costs.length) {
                throw new IllegalArgumentException(edge + " in a graph of " + costs.length + " tasks");
            }
            out.get(edge.source).add(edge);
            in.get(edge.target).add(edge);
        }
        topological = sorted();
    }

    private static int[] ownMemories(double[][] costs) {
        int[] memories = new int[costs.length == 0 ? 0 : costs[0].length];
        Arrays.setAll(memories, device -> device);
        return memories;
    }

    /** Over the devices that can run the task. */
    private double mean(int task) {
        if (costs[task].length != memories.length) {
            throw new IllegalArgumentException("Task " + task + " has costs for " + costs[task].length
                    + " devices, expected " + memories.length);
        }
        double sum = 0;
        int able = 0;
        for (double cost : costs[task]) {
            if (!(cost >= 0)) {
                throw new IllegalArgumentException("Task " + task + " costs " + cost + ", expected at least 0");
            }
            if (cost < Double.POSITIVE_INFINITY) {
                sum += cost;
                able++;
            }
        }
        if (able == 0) {
            throw new IllegalArgumentException("Task " + task + " can run on none of " + memories.length + " devices");
        }
        return sum / able;
    }

    /** Kahn (1962). */
    private int[] sorted() {
        int[] open = new int[tasks()];
        Deque<Integer> free = new ArrayDeque<>();
        for (int task = 0; task < tasks(); task++) {
            open[task] = in.get(task).size();
            if (open[task] == 0) {
                free.add(task);
            }
        }
        int[] order = new int[tasks()];
        int sorted = 0;
        while (!free.isEmpty()) {
            int task = free.remove();
            order[sorted++] = task;
            for (Edge edge : out.get(task)) {
                if (--open[edge.target] == 0) {
                    free.add(edge.target);
                }
            }
        }
        if (sorted < tasks()) {
            throw new IllegalArgumentException((tasks() - sorted) + " of " + tasks()
                    + " tasks wait for each other. Maybe an edge points the wrong way?");
        }
        return order;
    }

    public int tasks() {
        return costs.length;
    }

    public int devices() {
        return memories.length;
    }

    /** Positive infinity where the task cannot run there. */
    public double cost(int task, int device) {
        return costs[task][device];
    }

    /** The edges from tasks that this one needs. */
    public List<Edge> in(int task) {
        return Collections.unmodifiableList(in.get(task));
    }

    /** The edges to tasks that need this one. */
    public List<Edge> out(int task) {
        return Collections.unmodifiableList(out.get(task));
    }

    /** The tasks in an order in which each comes after those that it needs. */
    IntStream topological() {
        return Arrays.stream(topological);
    }

    /** What the edge costs between these devices. */
    double seconds(Edge edge, int from, int to) {
        return memories[from] == memories[to] ? 0 : edge.seconds;
    }

    /** The longest way by mean costs from the task's start to the end of the graph, for each task. */
    double[] upwardRanks() {
        double[] ranks = new double[tasks()];
        for (int i = topological.length - 1; i >= 0; i--) {
            int task = topological[i];
            double longest = 0;
            for (Edge edge : out.get(task)) {
                longest = Math.max(longest, edge.seconds + ranks[edge.target]);
            }
            ranks[task] = meanCosts[task] + longest;
        }
        return ranks;
    }

    /** The longest way by mean costs from the beginning of the graph to the task's start, for each task. */
    double[] downwardRanks() {
        double[] ranks = new double[tasks()];
        for (int task : topological) {
            for (Edge edge : in.get(task)) {
                ranks[task] = Math.max(ranks[task], ranks[edge.source] + meanCosts[edge.source] + edge.seconds);
            }
        }
        return ranks;
    }
}
