package org.hybridscheduler.scheduling.planning;

import java.util.Comparator;

/**
 * Heterogeneous Earliest Finish Time: tasks in descending order of upward rank, each planned where it finishes
 * earliest, gaps included. H. Topcuoglu, S. Hariri, M.-Y. Wu, "Performance-effective and low-complexity task scheduling
 * for heterogeneous computing", IEEE TPDS 13(3), 2002.
 *
 * <p>Takes O(e p + v g p) for v tasks, e edges, p devices and g gaps of a device, besides the sorting.
 */
public final class Heft {

    private Heft() {
    }

    /** Plans a graph on devices that are free from 0 on. */
    public static Schedule plan(TaskGraph graph) {
        return plan(graph, new double[graph.devices()], new double[graph.tasks()]);
    }

    /**
     * Plans a graph. Tasks of equal rank keep a topological order, since tasks may cost nothing.
     *
     * @param freeAt when each device is free for the first of its tasks; positive infinity: never, which some device
     *     has to contradict for each task
     * @param releases when each task may start, whatever it needs of the others
     */
    public static Schedule plan(TaskGraph graph, double[] freeAt, double[] releases) {
        InsertionPlan plan = new InsertionPlan(graph, freeAt, releases);
        double[] ranks = graph.upwardRanks();
        graph.topological().boxed().sorted(Comparator.comparingDouble(task -> -ranks[task]))
                .forEach(plan::placeEarliest);
        return plan.schedule();
    }
}
