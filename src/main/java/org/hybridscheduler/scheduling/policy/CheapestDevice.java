package org.hybridscheduler.scheduling.policy;

import java.util.function.IntToDoubleFunction;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.Task;

/**
 * The device of least cost among those that have the memory for a task and are up; where all of these are down, among
 * them: a task that is bound now waits for the repair. Of equals the first.
 */
final class CheapestDevice {

    private CheapestDevice() {
    }

    static int of(Task task, ClusterView cluster, IntToDoubleFunction cost) {
        return of(task, cluster, cost, device -> 0);
    }

    /** Of equal cost, the one of which there is the least of something else. */
    static int of(Task task, ClusterView cluster, IntToDoubleFunction cost, IntToDoubleFunction tieBreak) {
        int device = among(true, task, cluster, cost, tieBreak);
        return device >= 0 ? device : among(false, task, cluster, cost, tieBreak);
    }

    private static int among(boolean up, Task task, ClusterView cluster, IntToDoubleFunction cost,
            IntToDoubleFunction tieBreak) {
        int cheapest = -1;
        double least = Double.NaN;
        for (int device = 0; device < cluster.devices(); device++) {
            if (cluster.up(device) == up && cluster.fits(task, device, 1)) {
                double candidate = cost.applyAsDouble(device);
                if (cheapest < 0 || candidate < least || candidate == least
                        && tieBreak.applyAsDouble(device) < tieBreak.applyAsDouble(cheapest)) {
                    cheapest = device;
                    least = candidate;
                }
            }
        }
        return cheapest;
    }

    /** Tasks that the device runs or has queued. */
    static int tasksAt(int device, ClusterView cluster) {
        return cluster.queueLength(device) + (cluster.running(device) == null ? 0 : 1);
    }
}
