package org.hybridscheduler.scheduling.policy;

import java.util.HashMap;
import java.util.Map;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.EarlyBinding;
import org.hybridscheduler.scheduling.Informed;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.scheduling.Transfers;

/** Goes by the run times that it is told, and by what each device has been given so far. */
abstract class InformedPolicy implements Informed {

    private final ClusterSpec spec;
    private final boolean overlapped;
    /** Of the tasks that have arrived and not finished. */
    private final Map<Long, RunTimes> times = new HashMap<>();
    private final Backlog backlog;

    InformedPolicy(StrategyContext context) {
        spec = context.cluster();
        // Only the input of a task that is bound to a device can move there beforehand.
        overlapped = spec.transfers() == Transfers.OVERLAPPED && this instanceof EarlyBinding;
        backlog = new Backlog(spec.devices());
    }

    @Override
    public void inform(Task task, RunTimes mean) {
        times.put(task.id(), mean);
    }

    @Override
    public void completed(Completion completion) {
        backlog.remove(completion.task());
        times.remove(completion.task().id());
    }

    @Override
    public void lost(Task task, Placement placement) {
        backlog.remove(task);
    }

    final ClusterSpec spec() {
        return spec;
    }

    final RunTimes times(Task task) {
        return times.get(task.id());
    }

    /** Seconds that the task runs on the device, what it moves beside that left out. */
    final double runSeconds(Task task, int device) {
        RunTimes expected = times(task);
        return spec.kind(device) == DeviceKind.CPU ? expected.cpuSeconds() : expected.gpuSeconds();
    }

    /** Seconds that the task holds an idle device, moving its input there included. */
    final double holdSeconds(Task task, int device, ClusterView cluster) {
        return Math.max(0, runSeconds(task, device) + cluster.transferSeconds(task, device));
    }

    /** When the device is expected to have done all that it has been given. */
    final double freeAt(int device, ClusterView cluster) {
        return backlog.freeAt(device, cluster);
    }

    /** When the task is expected to finish if it is given to the device now. */
    final double finishAt(Task task, int device, ClusterView cluster) {
        return finishAt(task, device, freeAt(device, cluster), cluster);
    }

    /** The same where the device is free from some time on; input moves before that where transfers are overlapped. */
    final double finishAt(Task task, int device, double free, ClusterView cluster) {
        double transfer = cluster.transferSeconds(task, device);
        double run = runSeconds(task, device);
        return overlapped && transfer > 0 ? Math.max(free, cluster.now() + transfer) + run
                : free + Math.max(0, run + transfer);
    }

    /** Gives the whole task to the device. */
    final Placement give(Task task, int device, ClusterView cluster) {
        Placement placement = Placement.on(cluster.kind(device), device);
        double free = freeAt(device, cluster);
        backlog.add(task, placement, finishAt(task, device, free, cluster) - free);
        return placement;
    }

    /** Gives a fraction to a GPU and the rest to a CPU. */
    final Placement give(Task task, Placement split, double seconds) {
        backlog.add(task, split, seconds);
        return split;
    }
}
