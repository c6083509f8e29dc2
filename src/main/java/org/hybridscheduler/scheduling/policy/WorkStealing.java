package org.hybridscheduler.scheduling.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.Knowledge;
import org.hybridscheduler.scheduling.LateBinding;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.Task;

/**
 * Each device has a deque. A task that a device made ready, by finishing its last parent, goes to the near end of that
 * device's deque, any other to the deques in turn. A device works from the near end of its own; when that has nothing
 * for it, it steals from the far end of another's, beginning with one drawn at random. R. D. Blumofe, C. E. Leiserson,
 * "Scheduling multithreaded computations by work stealing", JACM 46(5), 1999. O(devices) a decision.
 */
@Strategy(name = "work_stealing", kind = "baseline", knowledge = Knowledge.NONE,
        description = "Each device has a deque of its own, latest task first; an idle one steals the oldest of "
                + "another, drawn at random.")
public final class WorkStealing implements LateBinding {

    /** Tasks of one deque that a device looks at for one that fits it. */
    private static final int LOOK_AHEAD = 16;

    private final RandomGenerator random;
    private final List<Deque<Task>> deques = new ArrayList<>();
    /** The device of each task that finished at {@link #finishedAt}. */
    private final Map<Long, Integer> finished = new HashMap<>();
    private double finishedAt;
    private int nextInTurn;

    public WorkStealing(StrategyContext context) {
        random = context.random();
        for (int device = 0; device < context.cluster().devices(); device++) {
            deques.add(new ArrayDeque<>());
        }
    }

    @Override
    public void completed(Completion completion) {
        if (completion.finishSeconds() > finishedAt) {
            finished.clear();
            finishedAt = completion.finishSeconds();
        }
        Placement placement = completion.placement();
        finished.put(completion.task().id(), Math.max(placement.cpu(), placement.gpu()));
    }

    @Override
    public void enqueue(Task task, ClusterView cluster) {
        deques.get(home(task, cluster)).addFirst(task);
    }

    private int home(Task task, ClusterView cluster) {
        if (cluster.now() == finishedAt) {
            for (long parent : task.parents()) {
                Integer device = finished.get(parent);
                if (device != null && cluster.fits(task, device, 1)) {
                    return device;
                }
            }
        }
        while (!cluster.fits(task, nextInTurn, 1)) {
            nextInTurn = (nextInTurn + 1) % deques.size();
        }
        int device = nextInTurn;
        nextInTurn = (nextInTurn + 1) % deques.size();
        return device;
    }

    @Override
    public Assignment dispatch(ClusterView cluster) {
        for (int device = 0; device < deques.size(); device++) {
            if (cluster.idle(device)) {
                Task task = take(deques.get(device).iterator(), device, cluster);
                if (task == null) {
                    task = steal(device, cluster);
                }
                if (task != null) {
                    return new Assignment(task, Placement.on(cluster.kind(device), device));
                }
            }
        }
        return null;
    }

    private Task steal(int thief, ClusterView cluster) {
        int from = random.nextInt(deques.size());
        for (int i = 0; i < deques.size(); i++) {
            int victim = (from + i) % deques.size();
            Task task = victim == thief ? null : take(deques.get(victim).descendingIterator(), thief, cluster);
            if (task != null) {
                return task;
            }
        }
        return null;
    }

    private static Task take(Iterator<Task> tasks, int device, ClusterView cluster) {
        for (int looked = 0; looked < LOOK_AHEAD && tasks.hasNext(); looked++) {
            Task task = tasks.next();
            if (cluster.fits(task, device, 1)) {
                tasks.remove();
                return task;
            }
        }
        return null;
    }
}
