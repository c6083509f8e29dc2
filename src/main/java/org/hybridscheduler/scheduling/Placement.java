package org.hybridscheduler.scheduling;

/**
 * Where a task runs: on one device, or split over a CPU and a GPU that are both held until it is done.
 *
 * @param cpu the CPU's device number, or -1
 * @param gpu the GPU's device number, or -1
 * @param gpuFraction the share of the work on the GPU: 0 on a CPU, 1 on a GPU, between them when split
 */
public record Placement(int cpu, int gpu, double gpuFraction) {

    public Placement {
        boolean valid = gpuFraction == 0 ? cpu >= 0 && gpu < 0
                : gpuFraction == 1 ? cpu < 0 && gpu >= 0
                : cpu >= 0 && gpu >= 0 && gpuFraction > 0 && gpuFraction < 1;
        if (!valid) {
            throw new IllegalArgumentException("No such placement: cpu " + cpu + ", gpu " + gpu + ", fraction on the GPU "
                    + gpuFraction);
        }
    }

    /** The whole task on one device. */
    public static Placement on(DeviceKind kind, int device) {
        return kind == DeviceKind.CPU ? new Placement(device, -1, 0) : new Placement(-1, device, 1);
    }

    /** A fraction strictly between 0 and 1 on the GPU, the rest on the CPU. */
    public static Placement split(int cpu, int gpu, double gpuFraction) {
        return new Placement(cpu, gpu, gpuFraction);
    }

    public boolean isSplit() {
        return cpu >= 0 && gpu >= 0;
    }
}
