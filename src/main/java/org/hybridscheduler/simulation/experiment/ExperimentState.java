package org.hybridscheduler.simulation.experiment;

import java.util.Locale;

/** Where an experiment stands. */
public enum ExperimentState {
    /** Waits for those before it. */
    QUEUED, RUNNING,
    /** Has a result, maybe without some runs that failed. */
    FINISHED,
    /** Has none: it could not run at all. */
    FAILED, CANCELLED,
    /** The process ended while it waited or ran; it does not go on. */
    INTERRUPTED;

    /** Whether nothing is to come any more. */
    public boolean over() {
        return this != QUEUED && this != RUNNING;
    }

    /** The state as clients read it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
