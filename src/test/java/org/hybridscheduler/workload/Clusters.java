package org.hybridscheduler.workload;

import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterSpec.Power;

/** Clusters for tests: GPUs of 16 GB behind a link of 10 microseconds and 12 GB/s. */
public final class Clusters {

    private Clusters() {
    }

    public static ClusterSpec of(int cpus, int gpus) {
        return of(cpus, gpus, 16_000);
    }

    public static ClusterSpec of(int cpus, int gpus, double gpuMemoryMb) {
        return new ClusterSpec(cpus, gpus, gpuMemoryMb, 10e-6, 12e9, new Power(10, 50), new Power(25, 250), 0, 0, 1000);
    }
}
