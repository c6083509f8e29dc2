package org.hybridscheduler.scheduling.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.LateBinding;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.scheduling.Transfers;

/**
 * Batch mode mapping (Maheswaran and others 1999): tasks wait in a central queue and are mapped anew at each dispatch
 * until they start. A mapping takes one task after the other, always the most urgent, to the device where it finishes
 * first after those mapped before it; the first that is mapped to an idle device starts.
 *
 * <p>A mapping is made over a window of the tasks that wait longest, and only as far as that first start: a step costs
 * O(window + devices), O(window * devices) where transfers are charged, and there are as many steps as tasks are mapped
 * to busy devices before one is mapped to an idle one, the window at most.
 */
abstract class BatchMode extends InformedPolicy implements LateBinding {

    private final int window;
    private final boolean transfersMatter;
    private final List<Task> waiting = new ArrayList<>();
    private final BitSet mapped = new BitSet();
    private final double[] free;

    BatchMode(StrategyContext context) {
        super(context);
        window = (int) context.parameter("window");
        transfersMatter = spec().transfers() != Transfers.INCLUDED;
        free = new double[spec().devices()];
    }

    /**
     * How urgent it is to map a task; the first of the highest is mapped next.
     *
     * @param finish simulated time of its earliest finish
     * @param next the same on the next best device; equal where there is no other
     */
    abstract double urgency(double finish, double next);

    @Override
    public final void enqueue(Task task, ClusterView cluster) {
        waiting.add(task);
    }

    @Override
    public final Assignment dispatch(ClusterView cluster) {
        int tasks = Math.min(window, waiting.size());
        Arrays.setAll(free, device -> cluster.up(device) ? freeAt(device, cluster) : Double.POSITIVE_INFINITY);
        mapped.clear();
        for (int step = 0; step < tasks; step++) {
            Choice choice = mostUrgent(tasks, cluster);
            if (choice == null) {
                return null;
            }
            if (cluster.idle(choice.device) && free[choice.device] <= cluster.now()) {
                Task task = waiting.remove(choice.index);
                return new Assignment(task, give(task, choice.device, cluster));
            }
            free[choice.device] = choice.finish;
            mapped.set(choice.index);
        }
        return null;
    }

    private record Choice(int index, int device, double finish, double urgency) {
    }

    /** Null where no task that is left fits a device that is up. */
    private Choice mostUrgent(int tasks, ClusterView cluster) {
        int[] candidates = candidates();
        Choice most = null;
        for (int index = mapped.nextClearBit(0); index < tasks; index = mapped.nextClearBit(index + 1)) {
            Choice choice = best(index, candidates, cluster);
            if (choice != null && (most == null || choice.urgency > most.urgency)) {
                most = choice;
            }
        }
        return most;
    }

    private Choice best(int index, int[] candidates, ClusterView cluster) {
        Task task = waiting.get(index);
        int best = -1;
        double finish = Double.POSITIVE_INFINITY;
        double next = Double.POSITIVE_INFINITY;
        for (int device : candidates) {
            if (cluster.fits(task, device, 1)) {
                double here = finishAt(task, device, free[device], cluster);
                if (here < finish) {
                    next = finish;
                    finish = here;
                    best = device;
                } else if (here < next) {
                    next = here;
                }
            }
        }
        return best < 0 ? null
                : new Choice(index, best, finish, urgency(finish, next < Double.POSITIVE_INFINITY ? next : finish));
    }

    /** The devices that can be best or next best for some task. */
    private int[] candidates() {
        if (transfersMatter) {
            return IntStream.range(0, free.length).filter(this::up).toArray();
        }
        return IntStream.concat(earliest(0, spec().cpus()), earliest(spec().cpus(), free.length)).toArray();
    }

    /** Of devices that are alike, the two that are free first. */
    private IntStream earliest(int from, int to) {
        int first = -1;
        int second = -1;
        for (int device = from; device < to; device++) {
            if (up(device) && (first < 0 || free[device] < free[first])) {
                second = first;
                first = device;
            } else if (up(device) && (second < 0 || free[device] < free[second])) {
                second = device;
            }
        }
        return IntStream.of(first, second).filter(device -> device >= 0);
    }

    private boolean up(int device) {
        return free[device] < Double.POSITIVE_INFINITY;
    }
}
