package org.hybridscheduler.workload;

import java.util.List;
import java.util.OptionalLong;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.workload.Workload.Demand;

/**
 * What a workload is, seen from a cluster.
 *
 * @param name that clients use
 * @param tasks recorded tasks; empty where they are generated without end
 * @param features names of the tasks' features
 * @param meanCpuSeconds mean run time on one CPU worker
 * @param meanGpuSeconds mean run time on one GPU
 * @param capacityTasksPerSecond arrival rate that the cluster just sustains
 */
public record WorkloadSummary(String name, OptionalLong tasks, List<String> features, double meanCpuSeconds,
        double meanGpuSeconds, double capacityTasksPerSecond) {

    public WorkloadSummary {
        features = List.copyOf(features);
    }

    /**
     * Describes a workload.
     *
     * @throws IllegalArgumentException where the cluster can run none of its tasks
     */
    public static WorkloadSummary of(Workload workload, ClusterSpec cluster) {
        List<Demand> demands = workload.demands(cluster);
        double cpuSeconds = 0;
        double gpuSeconds = 0;
        for (Demand demand : demands) {
            cpuSeconds += demand.times().cpuSeconds();
            gpuSeconds += demand.times().gpuSeconds();
        }
        return new WorkloadSummary(workload.name(), workload.length(), workload.featureNames(),
                cpuSeconds / demands.size(), gpuSeconds / demands.size(), Capacity.tasksPerSecond(demands, cluster));
    }
}
