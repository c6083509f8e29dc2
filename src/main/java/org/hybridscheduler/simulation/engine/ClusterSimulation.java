package org.hybridscheduler.simulation.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.Clairvoyant;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Informed;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.SchedulingStrategy;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.scheduling.Transfers;
import org.hybridscheduler.workload.Arrival;

/**
 * One strategy on one cluster. Tasks do not preempt each other; a device runs one at a time. At one moment finishes come
 * first (and ends of transfers, repairs, failures), then the tasks that they make ready, then arrivals; when time moves
 * on, a strategy that binds late dispatches. Equals go by sequence.
 *
 * <p>An arrival is rejected when {@link ClusterSpec#queueCapacity} tasks wait already, when no device could ever hold it, or
 * when one of its parents was rejected. A task under which a device failed {@value #MAX_LOSSES} times is given up, and
 * counts as rejected with all that wait for it: a run must end. Not thread-safe.
 */
final class ClusterSimulation {

    static final int MAX_LOSSES = 100;
    /** Failures and repairs, for each device, that a cluster on which nothing runs is watched for. */
    private static final int PATIENCE = 1000;

    private final String name;
    private final SchedulingStrategy strategy;
    private final Informed informed;
    private final Clairvoyant clairvoyant;
    private final Decider decider;
    private final ClusterSpec spec;
    private final OutcomeSink sink;
    private final EventQueue events = new EventQueue();
    private final Inputs inputs;
    private final Devices devices;
    private final Precedence precedence;
    private final DeviceFailures failures;
    private final Accounts accounts;
    /** Null where nothing moves ahead of its task. */
    private final CopyEngines copies;
    /** Of this moment, reused: jobs that finished, jobs that were lost, devices on which something may start. */
    private final List<Job> finished = new ArrayList<>();
    private final List<Job> lost = new ArrayList<>();
    private int[] touched = new int[16];
    private int touchedCount;
    private double now;
    private double startedAt = Double.NaN;
    /** Integral of the number of tasks in the system over time. */
    private double taskSeconds;

    ClusterSimulation(String name, SchedulingStrategy strategy, ClusterSpec spec, long firstTaskId, OutcomeSink sink,
            DecisionListener decisions, long failureSeed) {
        this.name = name;
        this.strategy = strategy;
        this.informed = strategy instanceof Informed told ? told : null;
        this.clairvoyant = strategy instanceof Clairvoyant told ? told : null;
        this.decider = new Decider(name, strategy, decisions);
        this.spec = spec;
        this.sink = sink;
        this.inputs = new Inputs(spec);
        this.devices = new Devices(name, spec, inputs);
        this.precedence = new Precedence(firstTaskId);
        this.failures = new DeviceFailures(spec, failureSeed, events);
        this.accounts = new Accounts(name, spec);
        this.copies = spec.transfers() == Transfers.OVERLAPPED && decider.bindsEarly()
                ? new CopyEngines(spec, devices, inputs, events) : null;
    }

    String name() {
        return name;
    }

    /** Lets the simulated time pass until the task arrives, and lets it arrive. */
    void offer(Arrival arrival) {
        advanceTo(arrival.task().arrivalSeconds());
        admit(arrival);
    }

    /** No task to come has a parent with a smaller id; {@link Long#MAX_VALUE}: none has a parent. */
    void forgetBefore(long id) {
        precedence.forgetBefore(id);
        inputs.forgetBefore(id, precedence.inSystem());
    }

    /**
     * Processes what happens up to and at the given time, save the dispatch of that moment: more may happen before.
     */
    void advanceTo(double time) {
        if (Double.isNaN(startedAt)) {
            startedAt = time;
            moveTo(time);
            failures.begin(time);
        }
        if (time > now) {
            dispatch();
        }
        while (events.nextTime() <= time) {
            happen();
            if (now < time) {
                dispatch();
            }
        }
        moveTo(Math.max(now, time));
    }

    /** Lets the simulated time pass until every task has finished. */
    void drain() {
        dispatch();
        long patience = (long) PATIENCE * spec.devices();
        while (precedence.inSystem().size() > 0) {
            boolean moves = devices.anyBusy() || copies != null && copies.anyMoving();
            if (!moves && (!devices.anyDown() || patience-- == 0)) {
                throw new IllegalStateException(name + " leaves " + precedence.inSystem().size()
                        + " tasks waiting on an idle cluster, " + precedence.inSystem().any().task
                        + " among them. Maybe it never dispatches them?");
            }
            happen();
            dispatch();
        }
    }

    private void moveTo(double time) {
        taskSeconds += precedence.inSystem().size() * (time - now);
        now = time;
        devices.moveTo(time);
    }

    private void admit(Arrival arrival) {
        Task task = arrival.task();
        if (devices.waiting() + precedence.held() >= spec.queueCapacity() || !fitsSomewhere(task)
                || precedence.anyParentRejected(task)) {
            precedence.reject(task);
            sink.accept(task, Outcome.rejected(name));
            return;
        }
        if (informed != null) {
            informed.inform(task, arrival.mean());
        }
        if (clairvoyant != null) {
            clairvoyant.foresee(task, arrival.actual());
        }
        Job job = precedence.admit(arrival);
        if (job.openParents == 0) {
            ready(job);
        }
    }

    private boolean fitsSomewhere(Task task) {
        return spec.cpus() > 0 || spec.fits(DeviceKind.GPU, task.memoryMb());
    }

    private void ready(Job job) {
        if (Double.isNaN(job.readySeconds)) {
            job.readySeconds = now;
        }
        devices.addWaiting(1);
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
            if (copies != null) {
                copies.bound(job);
            }
        }
        startOn(Math.max(placement.cpu(), placement.gpu()));
    }

    /** Starts the first task of the device's queue if it can, and lets the next one's input come. */
    private void startOn(int device) {
        prefetch(device);
        Job job = devices.head(device);
        if (job == null || !devices.idle(device)) {
            return;
        }
        Placement placement = job.placement;
        int partner = !placement.isSplit() ? device : device == placement.cpu() ? placement.gpu() : placement.cpu();
        boolean together = partner == device || devices.idle(partner) && devices.head(partner) == job;
        if (together && (copies == null || placement.gpu() < 0 || copies.mayStart(job))) {
            devices.dequeue(device);
            if (partner != device) {
                devices.dequeue(partner);
            }
            start(job);
            prefetch(placement.gpu());
        }
    }

    private void prefetch(int device) {
        if (copies != null && device >= spec.cpus()) {
            copies.begin(device);
        }
    }

    /** Asks a late-binding strategy until it waits. */
    private void dispatch() {
        if (decider.bindsEarly()) {
            return;
        }
        while (devices.waiting() > 0 && devices.anyIdle()) {
            Assignment assignment = decider.dispatch(devices);
            if (assignment == null) {
                return;
            }
            Job job = precedence.inSystem().get(assignment.task().id());
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
        devices.addWaiting(-1);
        job.startSeconds = now;
        job.cpuShareSeconds = inputs.cpuShareSeconds(job, placement, now);
        job.gpuShareSeconds = job.inputArrived ? inputs.kernelSeconds(job)
                : inputs.gpuShareSeconds(job, placement, now);
        if (!job.inputArrived) {
            inputs.moved(job, now);
        }
        if (copies != null && placement.gpu() >= 0) {
            copies.started(job);
        }
        if (placement.cpu() >= 0) {
            devices.start(placement.cpu(), job);
        }
        if (placement.gpu() >= 0) {
            devices.start(placement.gpu(), job);
        }
        events.schedule(now + Math.max(job.cpuShareSeconds, job.gpuShareSeconds), EventKind.FINISH, deviceOf(job));
    }

    /** The device by which a running job is found. */
    private static int deviceOf(Job job) {
        return Math.max(job.placement.cpu(), job.placement.gpu());
    }

    /** Everything that happens at the time of the next event, up to the starts of tasks that are bound. */
    private void happen() {
        moveTo(events.nextTime());
        while (events.nextTime() == now) {
            EventKind kind = events.nextKind();
            int device = events.poll();
            switch (kind) {
                case FINISH -> finish(devices.job(device));
                case TRANSFER_END -> {
                    copies.ended(device);
                    touch(device);
                }
                case REPAIR -> {
                    devices.repair(device);
                    failures.repaired(device, now);
                    touch(device);
                }
                case FAILURE -> fail(device);
            }
        }
        for (int i = 0; i < finished.size(); i++) {
            release(finished.get(i));
        }
        finished.clear();
        for (int i = 0; i < lost.size(); i++) {
            ready(lost.get(i));
        }
        lost.clear();
        for (int i = 0; i < touchedCount; i++) {
            if (decider.bindsEarly()) {
                startOn(touched[i]);
            }
        }
        touchedCount = 0;
    }

    private void touch(int device) {
        if (touchedCount == touched.length) {
            touched = Arrays.copyOf(touched, 2 * touchedCount);
        }
        touched[touchedCount++] = device;
    }

    private void finish(Job job) {
        Placement placement = job.placement;
        free(placement);
        finished.add(job);
        precedence.leave(job);
        inputs.produced(job, now);
        double onCpu = placement.cpu() >= 0 ? job.times.cpuSeconds() : Double.NaN;
        double onGpu = placement.gpu() >= 0 ? job.times.gpuSeconds() : Double.NaN;
        strategy.completed(new Completion(job.task, placement, job.readySeconds, job.startSeconds, now, onCpu, onGpu));
        sink.accept(job.task, accounts.finished(job, now));
    }

    private void free(Placement placement) {
        if (placement.cpu() >= 0) {
            devices.free(placement.cpu());
            touch(placement.cpu());
        }
        if (placement.gpu() >= 0) {
            devices.free(placement.gpu());
            touch(placement.gpu());
        }
    }

    private void release(Job job) {
        if (job.children != null) {
            for (Job child : job.children) {
                if (precedence.released(child)) {
                    ready(child);
                }
            }
        }
    }

    private void fail(int device) {
        Job job = devices.job(device);
        devices.fail(device);
        failures.failed(device, now);
        if (job == null) {
            return;
        }
        Placement placement = job.placement;
        events.cancel(EventKind.FINISH, deviceOf(job));
        accounts.lost(job, now);
        free(placement);
        job.placement = null;
        job.inputArrived = false;
        strategy.lost(job.task, placement);
        if (job.losses < MAX_LOSSES) {
            lost.add(job);
        } else {
            for (Job gone : precedence.giveUp(job)) {
                sink.accept(gone.task, Outcome.rejected(name));
            }
        }
    }

    /** Simulated seconds since the first task was offered. */
    double elapsedSeconds() {
        return Double.isNaN(startedAt) ? 0 : now - startedAt;
    }

    /**
     * What the cluster looks like now; utilisation since the first task was offered. A look changes nothing: what a
     * strategy that binds late would dispatch at this moment waits until time moves on, since more may arrive.
     */
    ClusterStatus status() {
        double[] utilization = devices.heldSeconds();
        double elapsed = elapsedSeconds();
        for (int i = 0; i < utilization.length; i++) {
            utilization[i] = elapsed > 0 ? utilization[i] / elapsed : Double.NaN;
        }
        return new ClusterStatus(name, now, devices.waiting() + precedence.held(), precedence.inSystem().size(),
                devices.queueLengths(), utilization, taskSeconds, accounts.losses(), accounts.lostSeconds());
    }

    /** What is kept of tasks, finished ones among them: for tests of how much that is. */
    int retained() {
        return precedence.retained() + inputs.retained();
    }
}
