package org.hybridscheduler.simulation.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Task;

/** The devices and their queues at one moment; what strategies see of the cluster. */
final class Devices implements ClusterView {

    private final String strategy;
    private final ClusterSpec spec;
    private final Inputs inputs;
    private final int count;
    private final Job[] running;
    private final boolean[] down;
    private final double[] heldSeconds;
    private final List<Queue<Job>> queues = new ArrayList<>();
    /** Running jobs, a split one twice. */
    private int busy;
    private int failed;
    private int waiting;
    private double now;

    Devices(String strategy, ClusterSpec spec, Inputs inputs) {
        this.strategy = strategy;
        this.spec = spec;
        this.inputs = inputs;
        count = spec.devices();
        running = new Job[count];
        down = new boolean[count];
        heldSeconds = new double[count];
        for (int i = 0; i < count; i++) {
            queues.add(new ArrayDeque<>());
        }
    }

    @Override
    public double now() {
        return now;
    }

    void moveTo(double time) {
        now = time;
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
        return running[device] == null && !down[device];
    }

    @Override
    public boolean up(int device) {
        return !down[device];
    }

    @Override
    public double transferSeconds(Task task, int device) {
        return inputs.extraSeconds(task, device, now);
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

    void addWaiting(int more) {
        waiting += more;
    }

    boolean anyIdle() {
        return busy + failed < count;
    }

    boolean anyBusy() {
        return busy > 0;
    }

    boolean anyDown() {
        return failed > 0;
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
        if (!idle(device)) {
            throw new IllegalStateException(strategy + " starts " + job.task + " on " + spec.deviceName(device)
                    + (down[device] ? ", which is down" : ", which runs " + running[device].task));
        }
        running[device] = job;
        busy++;
    }

    /** The device runs nothing any more. */
    void free(int device) {
        heldSeconds[device] += now - running[device].startSeconds;
        running[device] = null;
        busy--;
    }

    void fail(int device) {
        down[device] = true;
        failed++;
    }

    void repair(int device) {
        down[device] = false;
        failed--;
    }

    /** Per device, tasks bound to it that wait for it. */
    int[] queueLengths() {
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) {
            lengths[i] = queueLength(i);
        }
        return lengths;
    }

    /** Per device, seconds in which a task held it. */
    double[] heldSeconds() {
        double[] held = heldSeconds.clone();
        for (int i = 0; i < count; i++) {
            if (running[i] != null) {
                held[i] += now - running[i].startSeconds;
            }
        }
        return held;
    }
}
