package org.hybridscheduler.scheduling.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.scheduling.learning.PairEstimate;
import org.hybridscheduler.scheduling.learning.RemainingTime;
import org.hybridscheduler.scheduling.learning.RuntimeEstimate;

final class ExpectedFinishQueue {

    private static final int LOOK_AHEAD = 64;

    static final class Entry {
        final Task task;
        PairEstimate estimate;
        double cpu;
        double gpu;
        double rawCpu;
        double rawGpu;
        boolean explore;
        double ratioDoubt;
        double shortest;
        long asOf;

        Entry(Task task) {
            this.task = task;
        }
    }

    private record Running(RuntimeEstimate estimate) {
    }

    interface Planner {
        void plan(Entry entry);
    }

    private final List<Entry> waiting = new ArrayList<>();
    private final Map<Long, RuntimeEstimate> running = new HashMap<>();
    private final Planner planner;
    private double[] freeAt = new double[0];

    ExpectedFinishQueue(Planner planner) {
        this.planner = planner;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    static final double BETA = Double.parseDouble(System.getProperty("beta", "0.1"));
    private double between = 1e9;
    private double lastArrival = Double.NaN;
    private double arrivals;

    void add(Task task) {
        if (task.arrivalSeconds() >= lastArrival) {
            arrivals++;
            between += (task.arrivalSeconds() - lastArrival - between) / Math.min(arrivals, 100);
        }
        between = Math.max(between, 1e-9);
        lastArrival = task.arrivalSeconds();
        Entry entry = new Entry(task);
        planner.plan(entry);
        insert(entry);
    }

    private void insert(Entry entry) {
        int low = 0;
        int high = waiting.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (waiting.get(middle).shortest <= entry.shortest) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        waiting.add(low, entry);
    }

    /** Estimates all that wait anew. */
    void revise() {
        List<Entry> entries = new ArrayList<>(waiting);
        entries.forEach(planner::plan);
        waiting.clear();
        entries.sort((a, b) -> Double.compare(a.shortest, b.shortest));
        waiting.addAll(entries);
    }

    void finished(Task task) {
        running.remove(task.id());
    }

    Assignment next(ClusterView cluster) {
        if (waiting.isEmpty()) {
            return null;
        }
        foresee(cluster);
        int planned = Math.min(waiting.size(), LOOK_AHEAD);
        for (int i = 0; i < planned; i++) {
            Entry entry = waiting.get(i);
            int device = earliestFinish(entry, cluster);
            if (cluster.idle(device)) {
                waiting.remove(i);
                DeviceKind kind = cluster.kind(device);
                Placement placement = placement(entry, device, cluster);
                running.put(entry.task.id(), placement.isSplit() ? split(entry, placement) : entry.estimate.on(kind));
                return new Assignment(entry.task, placement);
            }
            freeAt[device] += seconds(entry, cluster.kind(device));
        }
        return null;
    }

    private void foresee(ClusterView cluster) {
        if (freeAt.length != cluster.devices()) {
            freeAt = new double[cluster.devices()];
        }
        for (int device = 0; device < freeAt.length; device++) {
            if (cluster.idle(device)) {
                freeAt[device] = cluster.now();
            } else {
                Task task = cluster.running(device);
                RuntimeEstimate estimate = task == null ? null : running.get(task.id());
                double elapsed = task == null ? 0 : cluster.now() - cluster.runningSince(device);
                freeAt[device] = cluster.now() + (estimate == null ? elapsed
                        : RemainingTime.expectedSeconds(estimate, elapsed));
            }
        }
    }

    private int earliestFinish(Entry entry, ClusterView cluster) {
        int best = -1;
        double earliest = Double.POSITIVE_INFINITY;
        for (int device = 0; device < freeAt.length; device++) {
            double seconds = seconds(entry, cluster.kind(device));
            double finish = freeAt[device] + seconds + BETA * seconds * seconds / (2 * between * freeAt.length);
            if (finish < earliest && cluster.fits(entry.task, device, 1)) {
                earliest = finish;
                best = device;
            }
        }
        return best;
    }

    private static final double WORTHWHILE_SPLIT = Double.parseDouble(System.getProperty("split", "0.8"));

    private RuntimeEstimate split(Entry entry, Placement placement) {
        double f = placement.gpuFraction();
        RuntimeEstimate c = entry.estimate.cpu();
        RuntimeEstimate g = entry.estimate.gpu();
        double lc = c.logMean() + Math.log(1 - f);
        double lg = g.logMean() + Math.log(f);
        return new RuntimeEstimate(Math.max(lc, lg), Math.max(c.logSpread(), g.logSpread()));
    }

    private Placement placement(Entry entry, int device, ClusterView cluster) {
        DeviceKind kind = cluster.kind(device);
        boolean alone = waiting.isEmpty() && entry.rawCpu * entry.rawGpu / (entry.rawCpu + entry.rawGpu)
                * Math.exp(0.5 * entry.ratioDoubt) < WORTHWHILE_SPLIT * Math.min(entry.rawCpu, entry.rawGpu);
        if (alone || entry.explore) {
            double fraction = entry.rawCpu / (entry.rawCpu + entry.rawGpu);
            fraction = Math.max(0.02, Math.min(0.98, fraction));
            int partner = idleDevice(kind == DeviceKind.CPU ? DeviceKind.GPU : DeviceKind.CPU, cluster);
            int gpu = kind == DeviceKind.GPU ? device : partner;
            if (partner >= 0 && cluster.fits(entry.task, gpu, fraction)) {
                return Placement.split(kind == DeviceKind.CPU ? device : partner, gpu, fraction);
            }
        }
        return Placement.on(kind, device);
    }

    private static int idleDevice(DeviceKind kind, ClusterView cluster) {
        for (int device = 0; device < cluster.devices(); device++) {
            if (cluster.kind(device) == kind && cluster.idle(device)) {
                return device;
            }
        }
        return -1;
    }

    private static double seconds(Entry entry, DeviceKind kind) {
        return kind == DeviceKind.CPU ? entry.cpu : entry.gpu;
    }
}
