package org.hybridscheduler.simulation.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hybridscheduler.workload.StreamSpec.Draw;

/**
 * What a client asks of an experiment; what is empty is as configured, or a default. Ranges are checked where the
 * request is read.
 *
 * @param parameters those that differ from the configured ones, by {@code STRATEGY.PARAMETER}
 */
public record ExperimentRequest(Optional<List<String>> strategies, Optional<List<String>> workloads,
        Optional<List<Double>> loads, Optional<List<Long>> seeds, OptionalLong tasks, OptionalLong warmUpTasks,
        Optional<Draw> draw, OptionalDouble noiseCv, OptionalLong cpus, OptionalLong gpus, OptionalDouble gpuMemoryMb,
        OptionalLong queueCapacity, Map<String, Double> parameters) {

    /** The length of a run where the client names none. */
    public static final long DEFAULT_TASKS = 5_000;
    /** How many seeds there are, from 1 up, where the client names none. */
    public static final int DEFAULT_SEEDS = 5;
}
