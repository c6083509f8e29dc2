package org.hybridscheduler.simulation.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.Clairvoyant;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Informed;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.SchedulingStrategy;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.workload.Arrival;

/**
 * One strategy on one cluster. Tasks do not preempt each other; a device runs one at a time. At one moment finishes come
 * first, then the tasks that they make ready, then arrivals.
 *
 * <p>An arrival is rejected when {@link ClusterSpec#queueCapacity} tasks wait already, when no device could ever hold it, or
 * when one of its parents was rejected. Not thread-safe.
 */
final class ClusterSimulation {

    private static final double SLOWDOWN_FLOOR_SECONDS = 0.010;

    private final String name;
    private final SchedulingStrategy strategy;
    private final Decider decider;
    private final ClusterSpec spec;
    private final long firstTaskId;
    private final OutcomeSink sink;
    private final Devices devices;
    private final EventQueue finishes = new EventQueue();
    private final Map<Long, Job> inSystem = new HashMap<>();
    /** Offsets from the first task's id: one bit a task is all that stays of it. */
    private final BitSet rejected = new BitSet();
    /** Finished at this moment; reused. */
    private final List<Job> finished = new ArrayList<>();
    private double now;
    private double startedAt = Double.NaN;
    /** Ready, not started. */
    private int waiting;
    /** Not ready: a parent has not finished. */
    private int held;

    ClusterSimulation(String name, SchedulingStrategy strategy, ClusterSpec spec, long firstTaskId, OutcomeSink sink,
            DecisionListener decisions) {
        this.name = name;
        this.strategy = strategy;
        this.decider = new Decider(name, strategy, decisions);
        this.spec = spec;
        this.firstTaskId = firstTaskId;
        this.sink = sink;
        this.devices = new Devices(spec);
    }

    String name() {
        return name;
    }

    /** Lets the simulated time pass until the task arrives, and lets it arrive. */
    void offer(Arrival arrival) {
        advanceTo(arrival.task().arrivalSeconds());
        admit(arrival);
    }

    /** Processes what happens up to and at the given time. */
    void advanceTo(double time) {
        if (Double.isNaN(startedAt)) {
            startedAt = time;
        }
        while (finishes.nextTime() <= time) {
            finishNextMoment();
        }
        now = Math.max(now, time);
    }

    /** Lets the simulated time pass until every task has finished. */
    void drain() {
        while (!finishes.isEmpty()) {
            finishNextMoment();
        }
        if (!inSystem.isEmpty()) {
            throw new IllegalStateException(name + " leaves " + inSystem.size() + " tasks waiting on an idle cluster, "
                    + inSystem.values().iterator().next().task + " among them. Maybe it never dispatches them?");
        }
    }

    private void admit(Arrival arrival) {
        Task task = arrival.task();
        if (waiting + held >= spec.queueCapacity() || !fitsSomewhere(task) || anyParentRejected(task)) {
            rejected.set(Math.toIntExact(task.id() - firstTaskId));
            sink.accept(task, Outcome.rejected(name));
            return;
        }
        Job job = new Job(task, arrival.actual());
        inSystem.put(task.id(), job);
        if (strategy instanceof Informed informed) {
            informed.inform(task, arrival.mean());
        }
        if (strategy instanceof Clairvoyant clairvoyant) {
            clairvoyant.foresee(task, arrival.actual());
        }
        for (long id : task.parents()) {
            Job parent = inSystem.get(id);
            if (parent != null) {
                job.openParents++;
                if (parent.children == null) {
                    parent.children = new ArrayList<>(2);
                }
                parent.children.add(job);
            }
        }
        if (job.openParents > 0) {
            held++;
        } else {
            ready(job);
            startWaiting();
        }
    }

    private boolean fitsSomewhere(Task task) {
        return spec.cpus() > 0 || spec.fits(DeviceKind.GPU, task.memoryMb());
    }

    private boolean anyParentRejected(Task task) {
        for (long id : task.parents()) {
            if (id >= firstTaskId && rejected.get(Math.toIntExact(id - firstTaskId))) {
                return true;
            }
        }
        return false;
    }

    private void ready(Job job) {
        job.readySeconds = now;
        waiting++;
        if (decider.bindsEarly()) {
            bind(job, decider.place(job.task, devices));
        } else {
            decider.enqueue(job.task, devices);
        }
    }

    private void bind(Job job, Placement placement) {
        check(job, placement);
        job.placement = placement;
        if (placement.cpu() >= 0) {
            devices.queue(placement.cpu(), job);
        }
        if (placement.gpu() >= 0) {
            devices.queue(placement.gpu(), job);
        }
        startBound(placement);
    }

    /** Starts what the device's queue, or the queues of a split task's two devices, can start. */
    private void startBound(Placement freed) {
        if (freed.cpu() >= 0) {
            startHead(freed.cpu());
        }
        if (freed.gpu() >= 0) {
            startHead(freed.gpu());
        }
    }

    private void startHead(int device) {
        Job job = devices.head(device);
        if (job == null || !devices.idle(device)) {
            return;
        }
        Placement placement = job.placement;
        int partner = !placement.isSplit() ? device : device == placement.cpu() ? placement.gpu() : placement.cpu();
        if (devices.idle(partner) && devices.head(partner) == job) {
            devices.dequeue(device);
            if (partner != device) {
                devices.dequeue(partner);
            }
            start(job);
        }
    }

    /** Asks a late-binding strategy until it waits. */
    private void startWaiting() {
        if (decider.bindsEarly()) {
            return;
        }
        while (waiting > 0 && devices.anyIdle()) {
            Assignment assignment = decider.dispatch(devices);
            if (assignment == null) {
                return;
            }
            Job job = inSystem.get(assignment.task().id());
            if (job == null || job.placement != null || job.openParents > 0) {
                throw new IllegalStateException(name + " dispatches " + assignment.task() + ", which is not waiting");
            }
            check(job, assignment.placement());
            job.placement = assignment.placement();
            start(job);
        }
    }

    private void check(Job job, Placement placement) {
        check(job, placement.cpu(), DeviceKind.CPU, placement);
        check(job, placement.gpu(), DeviceKind.GPU, placement);
    }

    private void check(Job job, int device, DeviceKind kind, Placement placement) {
        boolean used = device >= 0;
        if (used && (device >= spec.devices() || spec.kind(device) != kind
                || !devices.fits(job.task, device, placement.gpuFraction()))) {
            throw new IllegalStateException(name + " places " + job.task + " (" + job.task.memoryMb() + " MB) by "
                    + placement + " on a cluster of " + spec.cpus() + " CPUs and " + spec.gpus() + " GPUs of "
                    + spec.gpuMemoryMb() + " MB");
        }
    }

    private void start(Job job) {
        Placement placement = job.placement;
        waiting--;
        job.startSeconds = now;
        double finish = now + job.times.seconds(placement.gpuFraction());
        if (placement.cpu() >= 0) {
            devices.start(placement.cpu(), job);
        }
        if (placement.gpu() >= 0) {
            devices.start(placement.gpu(), job);
        }
        finishes.schedule(finish, Math.max(placement.cpu(), placement.gpu()));
    }

    /** Everything that happens at the time of the next finish: finishes, tasks that become ready, starts. */
    private void finishNextMoment() {
        now = finishes.nextTime();
        while (finishes.nextTime() == now) {
            Job job = devices.job(finishes.poll());
            finish(job);
            finished.add(job);
        }
        for (Job job : finished) {
            if (job.children != null) {
                release(job.children);
            }
        }
        if (decider.bindsEarly()) {
            finished.forEach(job -> startBound(job.placement));
        } else {
            startWaiting();
        }
        finished.clear();
    }

    private void finish(Job job) {
        Placement placement = job.placement;
        if (placement.cpu() >= 0) {
            devices.finish(placement.cpu());
        }
        if (placement.gpu() >= 0) {
            devices.finish(placement.gpu());
        }
        inSystem.remove(job.task.id());
        double onCpu = placement.cpu() >= 0 ? job.times.cpuSeconds() : Double.NaN;
        double onGpu = placement.gpu() >= 0 ? job.times.gpuSeconds() : Double.NaN;
        strategy.completed(new Completion(job.task, placement, job.readySeconds, job.startSeconds, now, onCpu, onGpu));
        sink.accept(job.task, outcome(job));
    }

    private void release(List<Job> children) {
        for (Job child : children) {
            if (--child.openParents == 0) {
                held--;
                ready(child);
            }
        }
    }

    private Outcome outcome(Job job) {
        double fraction = job.placement.gpuFraction();
        double cpuSeconds = job.times.cpuShareSeconds(fraction);
        double gpuSeconds = job.times.gpuShareSeconds(fraction);
        double heldSeconds = now - job.startSeconds;
        double cost = (job.placement.cpu() >= 0 ? heldSeconds * spec.cpuUsdPerSecond() : 0)
                + (job.placement.gpu() >= 0 ? heldSeconds * spec.gpuUsdPerSecond() : 0);
        double turnaround = now - job.task.arrivalSeconds();
        double reference = Math.max(job.times.fastestDeviceSeconds(), SLOWDOWN_FLOOR_SECONDS);
        return new Outcome(name, job.placement, job.startSeconds, now, turnaround,
                job.startSeconds - job.task.arrivalSeconds(), Math.max(1, turnaround / reference), cpuSeconds, gpuSeconds,
                cpuSeconds * spec.cpuPower().activeWatts() + gpuSeconds * spec.gpuPower().activeWatts(), cost);
    }

    /** Simulated seconds since the first task was offered. */
    double elapsedSeconds() {
        return Double.isNaN(startedAt) ? 0 : now - startedAt;
    }

    /** Simulated time of the next finish, positive infinity when nothing runs. */
    double nextFinish() {
        return finishes.nextTime();
    }

    /** What the cluster looks like now; utilisation since the first task was offered. */
    ClusterStatus status() {
        return devices.status(elapsedSeconds(), waiting + held, inSystem.size());
    }

    /** The devices and their queues; what strategies see of the cluster. */
    private final class Devices implements ClusterView {

        private final int count;
        private final Job[] running;
        private final double[] heldSeconds;
        private final List<ArrayDeque<Job>> queues = new ArrayList<>();
        private int busy;

        Devices(ClusterSpec spec) {
            count = spec.devices();
            running = new Job[count];
            heldSeconds = new double[count];
            for (int i = 0; i < count; i++) {
                queues.add(new ArrayDeque<>());
            }
        }

        @Override
        public double now() {
            return now;
        }

        @Override
        public int devices() {
            return count;
        }

        @Override
        public DeviceKind kind(int device) {
            return spec.kind(device);
        }

        @Override
        public boolean idle(int device) {
            return running[device] == null;
        }

        @Override
        public boolean up(int device) {
            return true;
        }

        @Override
        public double transferSeconds(Task task, int device) {
            return 0;
        }

        @Override
        public Task running(int device) {
            return running[device] == null ? null : running[device].task;
        }

        @Override
        public double runningSince(int device) {
            return running[device] == null ? Double.NaN : running[device].startSeconds;
        }

        @Override
        public int queueLength(int device) {
            return queues.get(device).size();
        }

        @Override
        public int waiting() {
            return waiting;
        }

        @Override
        public boolean fits(Task task, int device, double fraction) {
            return spec.fits(spec.kind(device), task.memoryMb() * fraction);
        }

        boolean anyIdle() {
            return busy < count;
        }

        Job job(int device) {
            return running[device];
        }

        void queue(int device, Job job) {
            queues.get(device).add(job);
        }

        Job head(int device) {
            return queues.get(device).peek();
        }

        void dequeue(int device) {
            queues.get(device).remove();
        }

        void start(int device, Job job) {
            if (running[device] != null) {
                throw new IllegalStateException(name + " starts " + job.task + " on " + spec.deviceName(device)
                        + ", which runs " + running[device].task);
            }
            running[device] = job;
            busy++;
        }

        void finish(int device) {
            heldSeconds[device] += now - running[device].startSeconds;
            running[device] = null;
            busy--;
        }

        ClusterStatus status(double elapsed, int queued, int inSystem) {
            double[] utilization = new double[count];
            int[] bound = new int[count];
            for (int i = 0; i < count; i++) {
                double held = heldSeconds[i] + (idle(i) ? 0 : now - running[i].startSeconds);
                utilization[i] = elapsed > 0 ? held / elapsed : Double.NaN;
                bound[i] = queueLength(i);
            }
            return new ClusterStatus(name, now, queued, inSystem, bound, utilization);
        }
    }
}
