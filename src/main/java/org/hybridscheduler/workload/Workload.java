package org.hybridscheduler.workload;

import java.util.List;
import java.util.OptionalLong;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.RunTimes;

/** A source of tasks that can be opened any number of times. */
public interface Workload {

    /** The name that clients use. */
    String name();

    /** SHA-256, in hexadecimal, of what defines the workload: its parameters, or its recorded rows. */
    String digest();

    /** Names of the numeric features of its tasks, in their order. */
    List<String> featureNames();

    /** Tasks in one pass through the workload; empty where they are generated without end. */
    default OptionalLong length() {
        return OptionalLong.empty();
    }

    /**
     * Opens the stream.
     *
     * @throws IllegalArgumentException where the specification asks what this workload cannot give
     */
    TaskStream open(StreamSpec spec, ClusterSpec cluster);

    /**
     * The mean run times (without noise) of tasks that stand for the workload, each as likely as the others: all rows
     * of a recorded one, a fixed sample of a generated one. From them follows the cluster's capacity.
     */
    List<Demand> demands(ClusterSpec cluster);

    /**
     * What one task asks of a cluster.
     *
     * @param times mean run times in seconds
     * @param memoryMb memory it holds, which decides whether a GPU can run it at all
     */
    record Demand(RunTimes times, double memoryMb) {
    }
}
