package org.hybridscheduler.simulation.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.hybridscheduler.scheduling.ClusterSpec;

/**
 * One copy engine for each GPU. It brings the input of the tasks bound to the GPU there one after another, in their
 * order, while the GPU computes, as long as the memory of the tasks there, the running one and those whose input was
 * brought, leaves room for the next. A split task's input moves when it starts, and holds up the tasks behind it.
 */
final class CopyEngines {

    private final ClusterSpec spec;
    private final Devices devices;
    private final Inputs inputs;
    private final EventQueue events;
    /** Per GPU, the bound jobs whose input has not begun to move. */
    private final List<Queue<Job>> toMove = new ArrayList<>();
    private final Job[] moving;
    /** Jobs that have not started, whose input has begun to move, and their memory. */
    private final int[] prefetched;
    private final double[] prefetchedMb;

    CopyEngines(ClusterSpec spec, Devices devices, Inputs inputs, EventQueue events) {
        this.spec = spec;
        this.devices = devices;
        this.inputs = inputs;
        this.events = events;
        moving = new Job[spec.gpus()];
        prefetched = new int[spec.gpus()];
        prefetchedMb = new double[spec.gpus()];
        for (int i = 0; i < spec.gpus(); i++) {
            toMove.add(new ArrayDeque<>());
        }
    }

    private int index(int gpu) {
        return gpu - spec.cpus();
    }

    void bound(Job job) {
        job.inputArrived = false;
        toMove.get(index(job.placement.gpu())).add(job);
    }

    /** Begins what can begin on this GPU. */
    void begin(int gpu) {
        int i = index(gpu);
        Job next = toMove.get(i).peek();
        while (next != null && moving[i] == null && devices.up(gpu) && !next.placement.isSplit() && hasRoom(gpu, next)) {
            toMove.get(i).remove();
            prefetched[i]++;
            prefetchedMb[i] += next.gpuMemoryMb();
            double seconds = inputs.transferSeconds(next, gpu, devices.now());
            inputs.moved(next, devices.now(), seconds);
            if (seconds > 0) {
                moving[i] = next;
                events.schedule(devices.now() + seconds, EventKind.TRANSFER_END, gpu);
            } else {
                next.inputArrived = true;
            }
            next = toMove.get(i).peek();
        }
    }

    private boolean hasRoom(int gpu, Job job) {
        return residentMb(gpu) + job.gpuMemoryMb() <= spec.gpuMemoryMb();
    }

    /** MB of the running task and of those whose input is, or comes, here. */
    double residentMb(int gpu) {
        Job running = devices.job(gpu);
        return prefetchedMb[index(gpu)] + (running == null ? 0 : running.gpuMemoryMb());
    }

    /** The input of the job that was moving is there. */
    void ended(int gpu) {
        moving[index(gpu)].inputArrived = true;
        moving[index(gpu)] = null;
    }

    /** Whether the first of the queue has its input, or brings it along. */
    boolean mayStart(Job job) {
        return job.inputArrived || job.placement.isSplit();
    }

    void started(Job job) {
        int i = index(job.placement.gpu());
        if (job.placement.isSplit()) {
            toMove.get(i).remove();
        } else {
            // Sums of decimals drift; where nothing is there, nothing is there.
            prefetchedMb[i] = --prefetched[i] == 0 ? 0 : prefetchedMb[i] - job.gpuMemoryMb();
        }
    }

    boolean anyMoving() {
        for (Job job : moving) {
            if (job != null) {
                return true;
            }
        }
        return false;
    }
}
