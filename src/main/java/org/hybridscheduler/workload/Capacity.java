package org.hybridscheduler.workload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.workload.Workload.Demand;

/**
 * The arrival rate at which a cluster, however well it places tasks on single devices, just keeps up.
 *
 * <p>With x the share of each task's recurrences that go to GPUs, the rate is
 * {@code 1 / min over x of max(E[(1-x) c] / CPUs, E[x g] / GPUs)}. That minimum is a fractional knapsack (Dantzig,
 * 1957): in descending order of c/g, tasks go to the GPUs until both kinds are equally busy, the last one in part.
 */
public final class Capacity {

    private static final Comparator<Demand> MOST_ACCELERATED_FIRST =
            Comparator.comparingDouble((Demand demand) -> demand.times().cpuSeconds() / demand.times().gpuSeconds())
                    .reversed();

    private Capacity() {
    }

    /**
     * Tasks per second that the cluster can sustain. A task that does not fit a GPU's memory counts on the CPUs; one
     * that no device can run is turned away on arrival and counts as no work.
     *
     * @param demands of tasks that are equally likely
     * @throws IllegalArgumentException where there is no task, or none that any device can run
     */
    public static double tasksPerSecond(List<Demand> demands, ClusterSpec cluster) {
        return demands.size() / secondsPerPass(demands, cluster);
    }

    /** The shortest time in which the cluster does the work of each task once. */
    private static double secondsPerPass(List<Demand> demands, ClusterSpec cluster) {
        List<Demand> movable = new ArrayList<>();
        double cpuWork = 0;
        for (Demand demand : demands) {
            if (cluster.gpus() > 0 && cluster.fits(DeviceKind.GPU, demand.memoryMb())) {
                movable.add(demand);
            } else if (cluster.cpus() > 0) {
                cpuWork += demand.times().cpuSeconds();
            }
        }
        if (movable.isEmpty() && cpuWork == 0) {
            throw new IllegalArgumentException("None of " + demands.size() + " tasks fits a device of " + cluster.cpus()
                    + " CPUs and " + cluster.gpus() + " GPUs of " + cluster.gpuMemoryMb()
                    + " MB. Maybe the cluster needs a CPU or larger GPUs?");
        }
        return cluster.cpus() == 0 ? gpuSecondsOf(movable) / cluster.gpus() : balance(movable, cpuWork, cluster);
    }

    private static double gpuSecondsOf(List<Demand> demands) {
        double sum = 0;
        for (Demand demand : demands) {
            sum += demand.times().gpuSeconds();
        }
        return sum;
    }

    /** Moves work from CPUs to GPUs, the most accelerated first, until both need the same time or all has moved. */
    private static double balance(List<Demand> movable, double fixedCpuWork, ClusterSpec cluster) {
        movable.sort(MOST_ACCELERATED_FIRST);
        double cpuWork = fixedCpuWork;
        for (Demand demand : movable) {
            cpuWork += demand.times().cpuSeconds();
        }
        double gpuWork = 0;
        for (Demand demand : movable) {
            double c = demand.times().cpuSeconds();
            double g = demand.times().gpuSeconds();
            double share = (cpuWork * cluster.gpus() - gpuWork * cluster.cpus())
                    / (c * cluster.gpus() + g * cluster.cpus());
            if (share < 1) {
                return (gpuWork + share * g) / cluster.gpus();
            }
            cpuWork -= c;
            gpuWork += g;
        }
        return Math.max(cpuWork / cluster.cpus(), cluster.gpus() == 0 ? 0 : gpuWork / cluster.gpus());
    }
}
