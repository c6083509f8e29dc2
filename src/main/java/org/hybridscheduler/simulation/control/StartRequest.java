package org.hybridscheduler.simulation.control;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hybridscheduler.scheduling.Transfers;
import org.hybridscheduler.workload.StreamSpec.Draw;

/**
 * What a client asks of a new run; what is empty is as configured. Ranges are checked where the request is read.
 *
 * @param paceTasksPerSecond arrivals per second of wall-clock time, 0 as fast as it goes
 * @param meanSecondsToFailure simulated seconds, 0: devices never fail
 * @param arrivals name of the workload whose arrival times are used; empty: those of the tasks' own
 */
public record StartRequest(Optional<String> workload, Optional<Draw> draw, OptionalLong seed, OptionalDouble load,
        OptionalLong cpus, OptionalLong gpus, OptionalDouble gpuMemoryMb, OptionalDouble noiseCv,
        OptionalDouble paceTasksPerSecond, OptionalLong maxTasks, Optional<List<String>> strategies,
        OptionalLong queueCapacity, Optional<Transfers> transfers, OptionalDouble meanSecondsToFailure,
        OptionalDouble meanSecondsToRepair, Optional<String> arrivals) {

    /** A run as configured. */
    public static StartRequest asConfigured() {
        return new StartRequest(Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalDouble.empty(),
                OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.empty(), OptionalDouble.empty(),
                OptionalDouble.empty(), OptionalLong.empty(), Optional.empty(), OptionalLong.empty(),
                Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty());
    }
}
