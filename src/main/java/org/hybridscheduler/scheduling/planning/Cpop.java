package org.hybridscheduler.scheduling.planning;

import java.util.BitSet;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Critical Path on a Processor: the tasks of the critical path all go to the device that runs them in the least time,
 * the others where they finish earliest; of the tasks whose needs are planned, the one on the longest path comes first.
 * H. Topcuoglu, S. Hariri, M.-Y. Wu, "Performance-effective and low-complexity task scheduling for heterogeneous
 * computing", IEEE TPDS 13(3), 2002.
 */
public final class Cpop {

    /** Sums of the same numbers in another order differ by less than this share. */
    private static final double ROUNDING = 1e-9;

    private Cpop() {
    }

    /** Plans a graph on devices that are free from 0 on. */
    public static Schedule plan(TaskGraph graph) {
        double[] up = graph.upwardRanks();
        double[] down = graph.downwardRanks();
        Comparator<Integer> longestPathFirst = Comparator.comparingDouble(task -> -(up[task] + down[task]));
        PriorityQueue<Integer> ready = new PriorityQueue<>(longestPathFirst.thenComparing(task -> task));
        int[] open = new int[graph.tasks()];
        for (int task = 0; task < open.length; task++) {
            open[task] = graph.in(task).size();
            if (open[task] == 0) {
                ready.add(task);
            }
        }
        BitSet critical = ready.isEmpty() ? new BitSet() : criticalPath(ready.peek(), up, down, graph);
        int fastest = fastestDevice(critical, graph);
        InsertionPlan plan = new InsertionPlan(graph);
        while (!ready.isEmpty()) {
            int task = ready.remove();
            if (critical.get(task) && graph.cost(task, fastest) < Double.POSITIVE_INFINITY) {
                plan.place(task, fastest);
            } else {
                plan.placeEarliest(task);
            }
            for (TaskGraph.Edge edge : graph.out(task)) {
                if (--open[edge.target()] == 0) {
                    ready.add(edge.target());
                }
            }
        }
        return plan.schedule();
    }

    private static BitSet criticalPath(int entry, double[] up, double[] down, TaskGraph graph) {
        double length = up[entry] + down[entry];
        BitSet critical = new BitSet();
        int next = entry;
        while (next >= 0) {
            critical.set(next);
            int task = next;
            next = graph.out(task).stream().mapToInt(TaskGraph.Edge::target)
                    .filter(child -> up[child] + down[child] >= length * (1 - ROUNDING)).findFirst().orElse(-1);
        }
        return critical;
    }

    private static int fastestDevice(BitSet critical, TaskGraph graph) {
        int fastest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int device = 0; device < graph.devices(); device++) {
            int on = device;
            double seconds = critical.stream().mapToDouble(task -> graph.cost(task, on)).sum();
            if (seconds < least) {
                least = seconds;
                fastest = device;
            }
        }
        return fastest;
    }
}
