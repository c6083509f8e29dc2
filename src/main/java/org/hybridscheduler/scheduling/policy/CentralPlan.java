package org.hybridscheduler.scheduling.policy;

import java.util.HashMap;
import java.util.Map;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.Informed;
import org.hybridscheduler.scheduling.LateBinding;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Task;

/** What {@link HybridMl} would decide if it knew the run times: a member of the oracle's portfolio. */
final class CentralPlan implements LateBinding, Informed {

    /** Of the tasks that have arrived and not finished. */
    private final Map<Long, RunTimes> times = new HashMap<>();
    /** Seconds that each running task takes in all. */
    private final Map<Long, Double> running = new HashMap<>();
    private final EarliestFinishQueue queue;

    CentralPlan(EarliestFinishQueue.Order order) {
        queue = new EarliestFinishQueue(order);
    }

    @Override
    public void inform(Task task, RunTimes mean) {
        times.put(task.id(), mean);
    }

    @Override
    public void enqueue(Task task, ClusterView cluster) {
        queue.add(task, times.get(task.id()));
    }

    @Override
    public Assignment dispatch(ClusterView cluster) {
        Assignment next = queue.next(cluster, this::remainingSeconds);
        if (next != null) {
            running.put(next.task().id(), seconds(next.task(), next.placement(), cluster));
        }
        return next;
    }

    private double seconds(Task task, Placement placement, ClusterView cluster) {
        double transfer = Math.max(placement.cpu() < 0 ? Double.NEGATIVE_INFINITY
                : cluster.transferSeconds(task, placement.cpu()), placement.gpu() < 0 ? Double.NEGATIVE_INFINITY
                : cluster.transferSeconds(task, placement.gpu()));
        return Math.max(0, times.get(task.id()).seconds(placement.gpuFraction()) + transfer);
    }

    @Override
    public void completed(Completion completion) {
        running.remove(completion.task().id());
        times.remove(completion.task().id());
    }

    @Override
    public void lost(Task task, Placement placement) {
        running.remove(task.id());
    }

    private double remainingSeconds(Task task, double elapsedSeconds) {
        return Math.max(0, running.get(task.id()) - elapsedSeconds);
    }
}
