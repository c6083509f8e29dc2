package org.hybridscheduler.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.Clairvoyant;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.LateBinding;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Task;

/**
 * Clairvoyant yardsticks with a central queue. SJF: whatever device is free takes the task that is shortest on it. EFT:
 * each task is bound on arrival where it finishes first.
 */
final class ClairvoyantQueue implements LateBinding, Clairvoyant {

    private final boolean earliestFinish;
    private final double affinity;
    private final Map<Long, RunTimes> foreseen = new HashMap<>();
    private final List<Task> waiting = new ArrayList<>();
    private final Map<Long, Integer> bound = new HashMap<>();
    private double[] freeAt;

    /** @param affinity how many times as long as on the better kind a task may take where SJF starts it */
    ClairvoyantQueue(boolean earliestFinish, double affinity) {
        this.earliestFinish = earliestFinish;
        this.affinity = affinity;
    }

    @Override
    public void foresee(Task task, RunTimes actual) {
        foreseen.put(task.id(), actual);
    }

    private double seconds(Task task, int device, ClusterView cluster) {
        RunTimes times = foreseen.get(task.id());
        return cluster.kind(device) == DeviceKind.CPU ? times.cpuSeconds() : times.gpuSeconds();
    }

    @Override
    public void enqueue(Task task, ClusterView cluster) {
        waiting.add(task);
        if (earliestFinish) {
            freeAt = freeAt == null ? new double[cluster.devices()] : freeAt;
            int best = -1;
            for (int device = 0; device < freeAt.length; device++) {
                if (cluster.fits(task, device, 1) && (best < 0 || finish(task, device, cluster) < finish(task, best, cluster))) {
                    best = device;
                }
            }
            freeAt[best] = finish(task, best, cluster);
            bound.put(task.id(), best);
        }
    }

    private double finish(Task task, int device, ClusterView cluster) {
        return Math.max(freeAt[device], cluster.now()) + seconds(task, device, cluster);
    }

    @Override
    public Assignment dispatch(ClusterView cluster) {
        Task best = null;
        int at = -1;
        for (int device = 0; device < cluster.devices(); device++) {
            if (cluster.idle(device)) {
                for (Task task : waiting) {
                    if (allowed(task, device, cluster)
                            && (best == null || !earliestFinish && seconds(task, device, cluster) < seconds(best, at, cluster))) {
                        best = task;
                        at = device;
                    }
                }
            }
        }
        if (best == null) {
            return null;
        }
        waiting.remove(best);
        return new Assignment(best, Placement.on(cluster.kind(at), at));
    }

    private boolean allowed(Task task, int device, ClusterView cluster) {
        if (earliestFinish) {
            return bound.get(task.id()) == device;
        }
        double seconds = seconds(task, device, cluster);
        return cluster.fits(task, device, 1) && (seconds <= affinity * foreseen.get(task.id()).fastestDeviceSeconds()
                || !cluster.fits(task, cluster.devices() - 1, 1));
    }

    @Override
    public void completed(Completion completion) {
        foreseen.remove(completion.task().id());
        bound.remove(completion.task().id());
    }
}
