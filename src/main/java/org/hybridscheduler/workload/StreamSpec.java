package org.hybridscheduler.workload;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How a workload is turned into a stream.
 *
 * @param seed of every random stream that it draws from
 * @param draw whether recorded rows come in their order or at random
 * @param load arrival rate as a share of the cluster's capacity, more than 0; empty: the recorded arrival times as they
 *     are, where rows come in order and have any, else {@value #DEFAULT_LOAD}
 * @param noiseCv coefficient of variation of actual around mean run times, 0 to 5; empty: as recorded for each task
 * @param maxTasks length of the stream; empty: a generated or randomly drawn stream is endless, rows in order come once
 * @param firstTaskId id of the first task; the others follow
 */
public record StreamSpec(long seed, Draw draw, OptionalDouble load, OptionalDouble noiseCv, OptionalLong maxTasks,
        long firstTaskId) {

    /** The load where none is given and none was recorded. */
    public static final double DEFAULT_LOAD = 0.8;

    /** The order in which recorded rows are drawn. */
    public enum Draw {
        IN_ORDER, RANDOM
    }

    public StreamSpec {
        Objects.requireNonNull(draw, "draw");
        if (load.isPresent() && !(load.getAsDouble() > 0 && load.getAsDouble() <= 100)) {
            throw new IllegalArgumentException(
                    "load is " + load.getAsDouble() + ", expected more than 0 and at most 100");
        }
        if (noiseCv.isPresent() && !(noiseCv.getAsDouble() >= 0 && noiseCv.getAsDouble() <= 5)) {
            throw new IllegalArgumentException("noiseCv is " + noiseCv.getAsDouble() + ", expected 0 to 5");
        }
        if (maxTasks.isPresent() && maxTasks.getAsLong() < 1) {
            throw new IllegalArgumentException("maxTasks is " + maxTasks.getAsLong() + ", expected at least 1");
        }
    }
}
