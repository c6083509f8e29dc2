package org.hybridscheduler.workload;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Objects;

/** Recorded arrival times alone: a workload's own, or those of a log that has no run times for both kinds of device. */
public final class ArrivalTrace {

    private final String name;
    private final double[] seconds;

    /**
     * A trace of these times.
     *
     * @param name of the workload they come from
     * @param seconds since the recording began, ascending, 0 to {@value RecordedTask#MAX_ARRIVAL_SECONDS}
     * @throws IllegalArgumentException where there is none, or one is before the last
     */
    public ArrivalTrace(String name, double[] seconds) {
        this.name = Objects.requireNonNull(name, "name");
        this.seconds = seconds.clone();
        if (seconds.length == 0) {
            throw new IllegalArgumentException("Workload '" + name + "' has no arrivals");
        }
        double last = 0;
        for (double time : seconds) {
            if (!(time >= last && time <= RecordedTask.MAX_ARRIVAL_SECONDS)) {
                throw new IllegalArgumentException("An arrival at " + time + " s, expected " + last + " to "
                        + RecordedTask.MAX_ARRIVAL_SECONDS + ". Maybe the times are not in their order?");
            }
            last = time;
        }
    }

    /**
     * The arrival times of a recorded workload.
     *
     * @throws IllegalArgumentException where it has none
     */
    public static ArrivalTrace of(RecordedWorkload workload) {
        if (!workload.hasArrivals()) {
            throw new IllegalArgumentException("Workload '" + workload.name()
                    + "' has no recorded arrival times. Maybe its column arrival_seconds is missing?");
        }
        return new ArrivalTrace(workload.name(),
                workload.tasks().stream().mapToDouble(RecordedTask::arrivalSeconds).toArray());
    }

    /** The name of the workload they come from. */
    public String name() {
        return name;
    }

    /** SHA-256 of the times, in hexadecimal. */
    public String digest() {
        MessageDigest digest = Sha256.start();
        ByteBuffer word = ByteBuffer.allocate(Double.BYTES);
        for (double time : seconds) {
            digest.update(word.putDouble(0, time).array());
        }
        return Sha256.finish(digest);
    }

    /** How many there are. */
    public int size() {
        return seconds.length;
    }

    /** One of the times, by its index from 0. */
    public double seconds(int index) {
        return seconds[index];
    }
}
