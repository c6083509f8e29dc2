package org.hybridscheduler.scheduling;

import java.util.Objects;

/**
 * A cluster: its devices, the link to its GPUs, and what they draw and cost.
 *
 * @param cpus CPU workers, 0 to 1024
 * @param gpus GPUs, 0 to 1024; at least one device in all
 * @param gpuMemoryMb memory of each GPU in MB, more than 0
 * @param linkLatencySeconds fixed time of a launch on a GPU, at least 0
 * @param linkBytesPerSecond bandwidth to each GPU, more than 0
 * @param cpuPower of one CPU worker
 * @param gpuPower of one GPU
 * @param cpuUsdPerSecond price of a CPU worker for each second that a task holds it, at least 0
 * @param gpuUsdPerSecond price of a GPU, likewise
 * @param queueCapacity tasks that may wait (for parents or for a device) before arrivals are rejected, at least 1
 * @param transfers what moving a task's input costs
 * @param failures how devices fail
 */
public record ClusterSpec(int cpus, int gpus, double gpuMemoryMb, double linkLatencySeconds, double linkBytesPerSecond,
        Power cpuPower, Power gpuPower, double cpuUsdPerSecond, double gpuUsdPerSecond, int queueCapacity,
        Transfers transfers, Failures failures) {

    /** The most devices of one kind. */
    public static final int MAX_DEVICES = 1024;

    /**
     * Electric power of a device.
     *
     * @param idleWatts at least 0
     * @param activeWatts at least {@code idleWatts}
     */
    public record Power(double idleWatts, double activeWatts) {

        public Power {
            require(idleWatts >= 0 && idleWatts < Double.POSITIVE_INFINITY, "idleWatts", idleWatts, "at least 0");
            require(activeWatts >= idleWatts && activeWatts < Double.POSITIVE_INFINITY, "activeWatts", activeWatts,
                    "at least idleWatts (" + idleWatts + ")");
        }
    }

    public ClusterSpec {
        require(cpus >= 0 && cpus <= MAX_DEVICES, "cpus", cpus, "0 to " + MAX_DEVICES);
        require(gpus >= 0 && gpus <= MAX_DEVICES, "gpus", gpus, "0 to " + MAX_DEVICES);
        require(cpus + gpus >= 1, "cpus + gpus", cpus + gpus, "at least 1");
        require(gpuMemoryMb > 0, "gpuMemoryMb", gpuMemoryMb, "more than 0");
        require(linkLatencySeconds >= 0, "linkLatencySeconds", linkLatencySeconds, "at least 0");
        require(linkBytesPerSecond > 0, "linkBytesPerSecond", linkBytesPerSecond, "more than 0");
        require(cpuUsdPerSecond >= 0, "cpuUsdPerSecond", cpuUsdPerSecond, "at least 0");
        require(gpuUsdPerSecond >= 0, "gpuUsdPerSecond", gpuUsdPerSecond, "at least 0");
        require(queueCapacity >= 1, "queueCapacity", queueCapacity, "at least 1");
        Objects.requireNonNull(transfers, "transfers");
        Objects.requireNonNull(failures, "failures");
    }

    /** A cluster whose run times are end to end and whose devices never fail. */
    public ClusterSpec(int cpus, int gpus, double gpuMemoryMb, double linkLatencySeconds, double linkBytesPerSecond,
            Power cpuPower, Power gpuPower, double cpuUsdPerSecond, double gpuUsdPerSecond, int queueCapacity) {
        this(cpus, gpus, gpuMemoryMb, linkLatencySeconds, linkBytesPerSecond, cpuPower, gpuPower, cpuUsdPerSecond,
                gpuUsdPerSecond, queueCapacity, Transfers.INCLUDED, Failures.NONE);
    }

    /** The same cluster under other conditions. */
    public ClusterSpec with(Transfers otherTransfers, Failures otherFailures) {
        return new ClusterSpec(cpus, gpus, gpuMemoryMb, linkLatencySeconds, linkBytesPerSecond, cpuPower, gpuPower,
                cpuUsdPerSecond, gpuUsdPerSecond, queueCapacity, otherTransfers, otherFailures);
    }

    private static void require(boolean condition, String what, double value, String expected) {
        if (!condition) {
            throw new IllegalArgumentException(what + " is " + value + ", expected " + expected);
        }
    }

    public int devices() {
        return cpus + gpus;
    }

    /** CPU workers are numbered from 0, GPUs follow. */
    public DeviceKind kind(int device) {
        return device < cpus ? DeviceKind.CPU : DeviceKind.GPU;
    }

    /** The device's name on the wire: {@code cpu_0}, {@code gpu_0}. */
    public String deviceName(int device) {
        return device < cpus ? "cpu_" + device : "gpu_" + (device - cpus);
    }

    /** Whether a device of this kind has the memory for this much of a task; a CPU worker's is not bounded. */
    public boolean fits(DeviceKind kind, double memoryMb) {
        return kind == DeviceKind.CPU || memoryMb <= gpuMemoryMb;
    }

    /**
     * What the whole cluster draws, in joules: each device its idle power all the time, and the rest of its active power
     * while it works.
     *
     * @param seconds how long the cluster is on
     * @param cpuBusySeconds seconds that CPU workers work, summed over them
     * @param gpuBusySeconds the same of the GPUs
     */
    public double energyJoules(double seconds, double cpuBusySeconds, double gpuBusySeconds) {
        return seconds * (cpus * cpuPower.idleWatts + gpus * gpuPower.idleWatts)
                + cpuBusySeconds * (cpuPower.activeWatts - cpuPower.idleWatts)
                + gpuBusySeconds * (gpuPower.activeWatts - gpuPower.idleWatts);
    }
}
