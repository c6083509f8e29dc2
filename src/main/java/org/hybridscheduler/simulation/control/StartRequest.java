package org.hybridscheduler.simulation.control;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hybridscheduler.workload.StreamSpec.Draw;

/**
 * What a client asks of a new run; what is empty is as configured. Ranges are checked where the request is read.
 *
 * @param paceTasksPerSecond arrivals per second of wall-clock time, 0 as fast as it goes
 * @param arrivals name of the workload whose arrival times are used; empty: those of the tasks' own
 */
public record StartRequest(Optional<String> workload, Optional<Draw> draw, OptionalLong seed, OptionalDouble load,
        OptionalLong cpus, OptionalLong gpus, OptionalDouble gpuMemoryMb, OptionalDouble noiseCv,
        OptionalDouble paceTasksPerSecond, OptionalLong maxTasks, Optional<List<String>> strategies,
        OptionalLong queueCapacity, Optional<String> arrivals) {

    /** A run whose tasks arrive as their workload has it. */
    public StartRequest(Optional<String> workload, Optional<Draw> draw, OptionalLong seed, OptionalDouble load,
            OptionalLong cpus, OptionalLong gpus, OptionalDouble gpuMemoryMb, OptionalDouble noiseCv,
            OptionalDouble paceTasksPerSecond, OptionalLong maxTasks, Optional<List<String>> strategies,
            OptionalLong queueCapacity) {
        this(workload, draw, seed, load, cpus, gpus, gpuMemoryMb, noiseCv, paceTasksPerSecond, maxTasks, strategies,
                queueCapacity, Optional.empty());
    }

    /** A run as configured. */
    public static StartRequest asConfigured() {
        return new StartRequest(Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalDouble.empty(),
                OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.empty(), OptionalDouble.empty(),
                OptionalDouble.empty(), OptionalLong.empty(), Optional.empty(), OptionalLong.empty());
    }
}
