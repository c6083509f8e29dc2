package org.hybridscheduler.workload;

import java.util.ArrayList;
import java.util.List;

/**
 * What a reader does with a line that it cannot use: it stops there, or leaves the line out, counts it, and goes on.
 * Faults of the file as a whole (its header, more tasks than allowed, nothing left to use) always stop.
 */
public final class BadLines {

    /** How many of the lines left out are told. */
    public static final int MAX_TOLD = 10;

    private final boolean stops;
    private final List<String> told = new ArrayList<>();
    private long skipped;

    private BadLines(boolean stops) {
        this.stops = stops;
    }

    /** Stops at the first bad line. */
    public static BadLines stop() {
        return new BadLines(true);
    }

    /** Leaves bad lines out. */
    public static BadLines skip() {
        return new BadLines(false);
    }

    /**
     * Takes note of a bad line.
     *
     * @throws WorkloadFormatException the fault itself, where the reader shall stop
     */
    public void found(WorkloadFormatException fault) {
        if (stops) {
            throw fault;
        }
        skipped++;
        if (told.size() < MAX_TOLD) {
            told.add(fault.getMessage());
        }
    }

    /** How many lines were left out. */
    public long skipped() {
        return skipped;
    }

    /** What was wrong with the first {@value #MAX_TOLD} of them, each with its place. */
    public List<String> told() {
        return List.copyOf(told);
    }
}
