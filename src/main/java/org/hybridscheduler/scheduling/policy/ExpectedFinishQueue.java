package org.hybridscheduler.scheduling.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.scheduling.learning.PairEstimate;
import org.hybridscheduler.scheduling.learning.RemainingTime;
import org.hybridscheduler.scheduling.learning.RuntimeEstimate;

/**
 * A central queue of tasks whose times are estimated, that plans anew whenever a device is free: the shortest first, each
 * where it is expected to finish earliest, as {@link EarliestFinishQueue} does. It goes by medians: the mean of a
 * log-normal time grows with the model's doubt, and would hold back whatever is not known yet. A running task is expected
 * to take its mean residual life.
 *
 * <p>A task behind which nothing waits, while a CPU and a GPU are idle, is split over both where that is expected to pay,
 * or where the model doubts which is faster: that shows its times on both at no other task's cost.
 */
final class ExpectedFinishQueue {

    /** Tasks planned at one decision: those behind would not be started by it anyway, or very rarely. */
    private static final int LOOK_AHEAD = 64;

    /** A split holds two devices, so it has to be this much faster than the better of them alone. */
    private static final double WORTHWHILE_SPLIT = 0.8;

    /** Gaps between arrivals that the mean gap remembers. */
    private static final int GAPS = 100;

    private static final class Entry {

        private final Task task;
        private final RunTimes median;
        private final PairEstimate estimate;

        Entry(Task task, PairEstimate estimate, double latencySeconds) {
            this.task = task;
            this.estimate = estimate;
            double gpu = bounded(estimate.gpu().medianSeconds());
            median = new RunTimes(bounded(estimate.cpu().medianSeconds()), gpu, Math.min(latencySeconds, gpu));
        }

        double shortest() {
            return median.fastestDeviceSeconds();
        }

        double seconds(DeviceKind kind) {
            return kind == DeviceKind.CPU ? median.cpuSeconds() : median.gpuSeconds();
        }

        /** Keeps what an exponential can yield within what a run time can be. */
        private static double bounded(double seconds) {
            return Math.max(1e-9, Math.min(seconds, 1e9));
        }
    }

    private final Function<Task, PairEstimate> model;
    private final double latencySeconds;
    private final double doubt;
    private final List<Entry> waiting = new ArrayList<>();
    private final Map<Long, RuntimeEstimate> running = new HashMap<>();
    /** Mean of the latest gaps between arrivals. */
    private double gapSeconds;
    private int gaps;
    private double latestArrival;
    private double[] freeAt = new double[0];

    /**
     * Makes an empty queue.
     *
     * @param model estimates a task's times
     * @param latencySeconds the part of a GPU time that does not shrink when a task is split
     * @param doubt standard deviation of ln(CPU time / GPU time) from which a split pays for what it shows
     */
    ExpectedFinishQueue(Function<Task, PairEstimate> model, double latencySeconds, double doubt) {
        this.model = model;
        this.latencySeconds = latencySeconds;
        this.doubt = doubt;
    }

    /** Takes a task; tasks of equal length stay in their order. */
    void add(Task task) {
        gaps = Math.min(gaps + 1, GAPS);
        gapSeconds += (Math.max(0, task.arrivalSeconds() - latestArrival) - gapSeconds) / gaps;
        latestArrival = Math.max(latestArrival, task.arrivalSeconds());
        Entry entry = entry(task);
        int low = 0;
        int high = waiting.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (waiting.get(middle).shortest() <= entry.shortest()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        waiting.add(low, entry);
    }

    private Entry entry(Task task) {
        return new Entry(task, model.apply(task), latencySeconds);
    }

    /** Estimates all that wait anew. */
    void revise() {
        waiting.replaceAll(entry -> entry(entry.task));
        waiting.sort(Comparator.comparingDouble(Entry::shortest));
    }

    /** Forgets a task that runs no longer. */
    void ended(Task task) {
        running.remove(task.id());
    }

    /** The next task to start on an idle device, no longer queued; {@code null} where each does better to wait. */
    Assignment next(ClusterView cluster) {
        if (waiting.isEmpty()) {
            return null;
        }
        foreseeFreeDevices(cluster);
        int planned = Math.min(waiting.size(), LOOK_AHEAD);
        for (int i = 0; i < planned; i++) {
            Entry entry = waiting.get(i);
            int device = earliestFinish(entry, cluster);
            if (device >= 0 && cluster.idle(device)) {
                waiting.remove(i);
                Placement placement = placement(entry, device, cluster);
                running.put(entry.task.id(), duration(entry, placement));
                return new Assignment(entry.task, placement);
            }
            if (device >= 0) {
                freeAt[device] += entry.seconds(cluster.kind(device));
            }
        }
        return null;
    }

    private void foreseeFreeDevices(ClusterView cluster) {
        if (freeAt.length != cluster.devices()) {
            freeAt = new double[cluster.devices()];
        }
        for (int device = 0; device < freeAt.length; device++) {
            freeAt[device] = cluster.now() + remainingSeconds(device, cluster);
        }
    }

    private double remainingSeconds(int device, ClusterView cluster) {
        Task task = cluster.running(device);
        if (task == null) {
            return 0;
        }
        double elapsed = cluster.now() - cluster.runningSince(device);
        RuntimeEstimate estimate = running.get(task.id());
        return estimate == null ? elapsed : RemainingTime.expectedSeconds(estimate, elapsed);
    }

    /** The device, or -1 where none that is up fits. */
    private int earliestFinish(Entry entry, ClusterView cluster) {
        int best = -1;
        double earliest = Double.POSITIVE_INFINITY;
        for (int device = 0; device < freeAt.length; device++) {
            double finish = freeAt[device] + entry.seconds(cluster.kind(device));
            if (finish < earliest && cluster.up(device) && cluster.fits(entry.task, device, 1)) {
                earliest = finish;
                best = device;
            }
        }
        return best;
    }

    private Placement placement(Entry entry, int device, ClusterView cluster) {
        DeviceKind kind = cluster.kind(device);
        double fraction = entry.median.bestGpuFraction();
        if (waiting.isEmpty() && fraction > 0 && fraction < 1 && isWorthSplitting(entry)) {
            int partner = idleDevice(kind == DeviceKind.CPU ? DeviceKind.GPU : DeviceKind.CPU, cluster);
            int gpu = kind == DeviceKind.GPU ? device : partner;
            if (partner >= 0 && cluster.fits(entry.task, gpu, fraction)) {
                return Placement.split(kind == DeviceKind.CPU ? device : partner, gpu, fraction);
            }
        }
        return Placement.on(kind, device);
    }

    private boolean isWorthSplitting(Entry entry) {
        return isCheapToLearn(entry) || entry.median.bestSeconds() < WORTHWHILE_SPLIT * entry.median.fastestDeviceSeconds();
    }

    /** Whether it is over, even if it takes longer than expected by its doubt, before the next task comes. */
    private boolean isCheapToLearn(Entry entry) {
        double ratioDoubt = entry.estimate.ratioDoubt();
        return ratioDoubt > doubt && entry.median.bestSeconds() * Math.exp(ratioDoubt) < gapSeconds;
    }

    private static RuntimeEstimate duration(Entry entry, Placement placement) {
        PairEstimate estimate = entry.estimate;
        if (!placement.isSplit()) {
            return placement.gpu() < 0 ? estimate.cpu() : estimate.gpu();
        }
        return new RuntimeEstimate(Math.log(entry.median.seconds(placement.gpuFraction())),
                Math.max(estimate.cpu().logSpread(), estimate.gpu().logSpread()));
    }

    private static int idleDevice(DeviceKind kind, ClusterView cluster) {
        for (int device = 0; device < cluster.devices(); device++) {
            if (cluster.kind(device) == kind && cluster.idle(device)) {
                return device;
            }
        }
        return -1;
    }
}
