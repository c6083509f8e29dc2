package org.hybridscheduler.scheduling.policy;

import java.util.HashMap;
import java.util.Map;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.Clairvoyant;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.Knowledge;
import org.hybridscheduler.scheduling.LateBinding;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.Task;

/**
 * Decides as {@link HybridMl} does, but knows what each task that has arrived will take, noise included: the price of not
 * knowing is the distance between the two. It does not know the tasks to come and is a heuristic, so it is no bound: a
 * comparison shows a certified lower bound beside it.
 */
@Strategy(name = "oracle", kind = "reference", knowledge = Knowledge.CLAIRVOYANT,
        description = "Knows the true times of the tasks that have arrived and starts the shortest first, where it "
                + "finishes earliest; a reference, not an optimum.")
public final class Oracle implements LateBinding, Clairvoyant {

    private final Map<Long, RunTimes> foreseen = new HashMap<>();
    private final Map<Long, Double> running = new HashMap<>();
    private final EarliestFinishQueue queue = new EarliestFinishQueue();

    public Oracle(StrategyContext context) {
        // The truth needs no settings.
    }

    @Override
    public void foresee(Task task, RunTimes actual) {
        foreseen.put(task.id(), actual);
    }

    @Override
    public void enqueue(Task task, ClusterView cluster) {
        queue.add(task, foreseen.get(task.id()));
    }

    @Override
    public Assignment dispatch(ClusterView cluster) {
        Assignment next = queue.next(cluster, this::remainingSeconds);
        if (next != null) {
            running.put(next.task().id(), foreseen.remove(next.task().id()).seconds(next.placement().gpuFraction()));
        }
        return next;
    }

    @Override
    public void completed(Completion completion) {
        running.remove(completion.task().id());
    }

    private double remainingSeconds(Task task, double elapsedSeconds) {
        return Math.max(0, running.get(task.id()) - elapsedSeconds);
    }
}
